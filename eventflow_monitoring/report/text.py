"""Problems as text: the message, the line it is about with a caret under it, and help."""

from collections.abc import Iterable, Iterator, Mapping

from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem, Severity
from eventflow_monitoring.report.place import Places
from eventflow_monitoring.source.tree import Tree

_LONGEST_LINE = 160


def render_text(problems: Iterable[Problem], trees: Mapping[str, Tree]) -> str:
    """Return the problems as text, a blank line between two."""
    places = Places(trees)
    return "\n\n".join("\n".join(_lines(problem, places)) for problem in problems)


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


def _lines(problem: Problem, places: Places) -> Iterator[str]:
    yield f"{problem.severity.value}[{problem.rule}]: {problem.message}"
    gutter = "  "
    if problem.origin is not None:
        place = places.of(problem.origin)
        gutter = " " * (len(str(place.line)) + 1)
        yield f"{gutter[:-1]}--> {place}"
        text = places.line(place)
        if text is not None:
            yield from _excerpt(text, place.line, place.column, place.width)
    help = problem.help
    related = list(problem.related)
    if help is not None and len(related) == 1 and help.startswith("did you mean"):
        # The suggestion and where it stands are one thought.
        help = f"{help} ({places.of(related.pop().origin).without_column})"
    if help is not None:
        yield f"{gutter} = help: {help}"
    for other in related:
        yield f"{gutter} = note: {other.message}: {_shown(other.origin, places)}"


def _excerpt(text: str, line: int, column: int, width: int) -> Iterator[str]:
    number = str(line)
    gutter = " " * len(number)
    start = max(0, column - 1 - _LONGEST_LINE // 2) if len(text) > _LONGEST_LINE else 0
    shown = text[start : start + _LONGEST_LINE]
    before = shown[: column - 1 - start]
    width = max(1, min(width, len(shown) - len(before)))
    # A tab before the caret stays a tab, so that the caret stands under its token.
    indent = "".join("\t" if character == "\t" else " " for character in before)
    yield f" {gutter} |"
    yield f" {number} | {shown}".rstrip()
    yield f" {gutter} | {indent}{'^' * width}"


def _shown(origin: Origin, places: Places) -> str:
    return str(places.of(origin))
