"""A docstring as a page: what it says, and the examples in it.

Examples are indented blocks after a line `Example:`, `Fails:` or `Passes:`; each is a spec file of
its own beside `example_base.yaml`.
"""

import inspect
import re
from dataclasses import dataclass
from textwrap import dedent

_HEADING = re.compile(r"^(Example|Fails|Passes)(?: \((?P<about>[^)]*)\))?:$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """A spec file. `kind` is `Example`, `Fails` or `Passes`; `about` says what to look at."""

    kind: str
    about: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """The first sentence, the paragraphs after it, and the examples."""

    summary: str
    body: str
    examples: tuple[Example, ...]


def page(docstring: str) -> Page:
    """Take a docstring apart."""
    text = inspect.cleandoc(docstring)
    headings = list(_HEADING.finditer(text))
    prose = text[: headings[0].start()] if headings else text
    summary, _, body = prose.strip().partition("\n\n")
    ends = [*(heading.start() for heading in headings), len(text)][1:]
    examples = (
        Example(heading[1], heading["about"], dedent(text[heading.end() : end]).strip("\n") + "\n")
        for heading, end in zip(headings, ends, strict=True)
    )
    return Page(" ".join(summary.split()), body.strip(), tuple(examples))
