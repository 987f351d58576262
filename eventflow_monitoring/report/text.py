"""Problems as text: the message, the line it is about with a caret under it, and help."""

from collections.abc import Iterable, Iterator, Mapping

from eventflow_monitoring.problem import Problem, Severity
from eventflow_monitoring.report.place import Place, Places
from eventflow_monitoring.report.visible import columns, visible
from eventflow_monitoring.source.tree import Tree

_LONGEST_LINE = 160
_LONGEST_MESSAGE = 400  # a message quotes what was written, however long that is


def render_text(problems: Iterable[Problem], trees: Mapping[str, Tree]) -> str:
    """Return the problems as text, a blank line between two."""
    places = Places(trees)
    problems = list(problems)
    hidden = _Hidden(
        places.of(one.origin) for one in problems if one.secret and one.origin is not None
    )
    return "\n\n".join("\n".join(_lines(problem, places, hidden)) for problem in problems)


def summary(problems: Iterable[Problem]) -> str:
    """Count problems by severity: `2 errors, 1 warning`."""
    counts = dict.fromkeys(Severity, 0)
    for problem in problems:
        counts[problem.severity] += 1
    return ", ".join(
        f"{count} {severity.value}{'' if count == 1 else 's'}"
        for severity, count in counts.items()
        if count
    )


class _Hidden:
    """The places of secrets: no line is shown with one, whatever it is shown for."""

    def __init__(self, secrets: Iterable[Place]) -> None:
        self._secrets = tuple(secrets)

    def masked(self, file: str, number: int, text: str, first: int) -> str:
        """Return a part of a line, from a character on, with asterisks in the place of secrets."""
        for secret in self._secrets:
            if secret.file == file and secret.line <= number <= secret.end_line:
                start = secret.column - 1 - first if number == secret.line else 0
                end = secret.end_column - 1 - first if number == secret.end_line else len(text)
                start, end = max(0, start), min(len(text), end)
                if start < end:
                    text = f"{text[:start]}{'*' * (end - start)}{text[end:]}"
        return text


def _lines(problem: Problem, places: Places, hidden: _Hidden) -> Iterator[str]:
    message = visible(f"{problem.severity.value}[{problem.rule}]: {problem.message}")
    yield message if len(message) <= _LONGEST_MESSAGE else f"{message[:_LONGEST_MESSAGE]}…"
    gutter = "  "
    if problem.origin is not None:
        place = places.of(problem.origin)
        gutter = " " * (len(str(place.line)) + 1)
        yield visible(f"{gutter}--> {place}")
        excerpt = places.excerpt(place, _LONGEST_LINE)
        if excerpt is not None:
            text, first = excerpt
            text = hidden.masked(place.file, place.line, text, first)
            yield from _excerpt(text, place.line, place.column - first, place.width)
    help = problem.help
    related = list(problem.related)
    if help is not None and len(related) == 1 and help.startswith("did you mean"):
        # The suggestion and where it stands are one thought.
        help = f"{help} ({places.of(related.pop().origin).without_column})"
    if help is not None:
        yield visible(f"{gutter} = help: {help}")
    for other in related:
        yield visible(f"{gutter} = note: {other.message}: {places.of(other.origin)}")


def _excerpt(text: str, line: int, column: int, width: int) -> Iterator[str]:
    number = str(line)
    gutter = " " * len(number)
    before = text[: column - 1]
    # What lies past the end of the line, where something is missing, is one column wide.
    marked = text[column - 1 :][:width] or " "
    shown = visible(text, keep="\t")
    # A tab before the caret stays a tab, so that the caret stands under its token.
    indent = "".join(
        "\t" if character == "\t" else " " * columns(character) for character in before
    )
    yield f" {gutter} |"
    yield f" {number} | {shown}".rstrip()
    yield f" {gutter} | {indent}{'^' * max(1, sum(map(columns, marked)))}"
