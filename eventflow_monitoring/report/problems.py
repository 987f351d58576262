"""The formats problems are shown in, and the order."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from eventflow_monitoring.problem import Problem, Severity
from eventflow_monitoring.report.github import render_github
from eventflow_monitoring.report.json import render_json
from eventflow_monitoring.report.place import Places
from eventflow_monitoring.report.sarif import render_sarif
from eventflow_monitoring.report.text import render_text
from eventflow_monitoring.source.tree import Tree

MOST_SHOWN = 1_000
"""Problems that are shown; nobody reads as many."""

Renderer = Callable[[Iterable[Problem], Mapping[str, Tree]], str]

FORMATS: dict[str, Renderer] = {
    "text": render_text,
    "json": render_json,
    "github": render_github,
    "sarif": render_sarif,
}


def render_problems(
    problems: Iterable[Problem], trees: Mapping[str, Tree], format: str = "text"
) -> str:
    """Return problems in one of `FORMATS`, sorted by file and line.

    Of very many the first are shown, errors before the rest, with a note of how many there are.
    """
    in_order = sorted(problems, key=partial(_position, Places(trees)))
    shown = in_order
    if len(in_order) > MOST_SHOWN:
        least = sorted(in_order, key=lambda problem: not problem.is_error)[:MOST_SHOWN]
        shown = [*sorted(least, key=partial(_position, Places(trees))), _more(in_order)]
    return FORMATS[format](shown, trees)


def _more(problems: list[Problem]) -> Problem:
    count = len(problems) - MOST_SHOWN
    return Problem(
        "more-problems",
        f"and {count:,} more problem{'' if count == 1 else 's'}, which are not shown",
        severity=Severity.NOTE,
    )


def _position(places: Places, problem: Problem) -> tuple[str, int, int]:
    if problem.origin is None:
        return "", 0, 0
    place = places.of(problem.origin)
    return place.file, place.line, place.column
