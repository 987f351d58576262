"""The formats problems are shown in, and the order."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from eventflow_monitoring.problem import Problem
from eventflow_monitoring.report.github import render_github
from eventflow_monitoring.report.json import render_json
from eventflow_monitoring.report.place import Places
from eventflow_monitoring.report.sarif import render_sarif
from eventflow_monitoring.report.text import render_text
from eventflow_monitoring.source.tree import Tree

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
    """Return problems in one of `FORMATS`, sorted by file and line."""
    return FORMATS[format](sorted(problems, key=partial(_position, Places(trees))), trees)


def _position(places: Places, problem: Problem) -> tuple[str, int, int]:
    if problem.origin is None:
        return "", 0, 0
    place = places.of(problem.origin)
    return place.file, place.line, place.column
