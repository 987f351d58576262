"""Problems as workflow commands: GitHub shows them beside the changed lines.

Source: GitHub Actions documentation, "Workflow commands for GitHub Actions".
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem, Severity
from eventflow_monitoring.report.place import Place, Places
from eventflow_monitoring.report.repository import repository_path
from eventflow_monitoring.report.visible import visible
from eventflow_monitoring.source.tree import Tree

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render_github(problems: Iterable[Problem], trees: Mapping[str, Tree]) -> str:
    """Return a workflow command for each problem, with paths from the root of the repository."""
    places = Places(trees)
    return "\n".join(_command(problem, places) for problem in problems)


def _command(problem: Problem, places: Places) -> str:
    properties = {"title": problem.rule}
    if problem.origin is not None:
        place = _place(problem.origin, places)
        properties |= {"file": place.file, "line": str(place.line), "endLine": str(place.end_line)}
        if place.line == place.end_line:  # the runner refuses columns of several lines
            properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    listed = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in properties.items())
    lines = [visible(problem.message, keep="\r\n")]
    if problem.help is not None:
        lines.append(visible(problem.help))
    lines += [
        visible(f"{other.message}: {_place(other.origin, places)}") for other in problem.related
    ]
    message = _escaped("\n".join(lines))
    return f"::{_COMMANDS[problem.severity]} {listed}::{message}"


def _place(origin: Origin, places: Places) -> Place:
    place = places.of(origin)
    return replace(place, file=repository_path(place.file) or place.file)


def _escaped(text: str, more: str = "") -> str:
    for character in f"%\r\n{more}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text
