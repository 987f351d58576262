"""The parts that pages of the reference are put together from, in Markdown."""

from collections.abc import Iterable, Iterator, Sequence

from eventflow_monitoring.reference.keys import Key, keys_of
from eventflow_monitoring.reference.page import Example, Page
from eventflow_monitoring.reference.takes import default_in_words, in_words, spec_of
from eventflow_monitoring.specs.spec import Spec


def joined(blocks: Iterable[str]) -> str:
    """Return blocks of text as a page."""
    return "\n\n".join(block.strip("\n") for block in blocks if block) + "\n"


def prose(page: Page) -> str:
    """Return what a docstring says, without its examples."""
    return f"{page.summary}\n\n{page.body}" if page.body else page.summary


def example(one: Example, caption: str = "") -> Iterator[str]:
    """Yield an example, and above it what it shows."""
    words = ": ".join(filter(None, (caption, one.about)))
    if words:
        yield f"{words[:1].upper()}{words[1:]}:"
    yield fenced(one.text, "yaml")


def fenced(text: str, language: str) -> str:
    """Return text as a block of code."""
    return f"```{language}\n{text.rstrip()}\n```"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; nothing where it has no rows."""
    lines = [_row(row) for row in rows]
    return "\n".join([_row(heads), _row(["---"] * len(heads)), *lines]) if lines else ""


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def keys_table(keys: Sequence[Key], one_of: Iterable[Sequence[str]] = ()) -> Iterator[str]:
    """Yield a table of keys, and one more for each spec that stands below one of them.

    `one_of` are the groups of keys of which one is needed.
    """
    needed = {name for names in one_of for name in names}
    yield table(
        ("Key", "Takes", "Default", "What it says"),
        (
            (
                f"`{key.name}`",
                in_words(key.annotation),
                "*needed*" if key.required else default_in_words(key),
                key.description + _choice(key, needed, one_of),
            )
            for key in keys
        ),
    )
    below: dict[type[Spec], list[str]] = {}
    for key in keys:
        spec = spec_of(key.annotation)
        if spec is not None:
            below.setdefault(spec, []).append(f"`{key.name}`")
    for spec, names in below.items():
        inner = list(keys_of(spec))
        yield f"Below {listed(names)}:"
        yield from keys_table(inner)


def _choice(key: Key, needed: set[str], one_of: Iterable[Sequence[str]]) -> str:
    if key.name not in needed:
        return ""
    names = next(names for names in one_of if key.name in names)
    others = [f"`{name}`" for name in names if name != key.name]
    return f" This or {' or '.join(others)} is needed."


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence."""
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last
