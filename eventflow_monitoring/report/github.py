"""Problems as workflow commands: GitHub shows them beside the changed lines.

Source: GitHub Actions documentation, "Workflow commands for GitHub Actions".
"""

from collections.abc import Iterable, Mapping

from eventflow_monitoring.problem import Problem, Severity
from eventflow_monitoring.report.place import Places
from eventflow_monitoring.source.tree import Tree

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render_github(problems: Iterable[Problem], trees: Mapping[str, Tree]) -> str:
    """Return a workflow command for each problem."""
    places = Places(trees)
    return "\n".join(_command(problem, places) for problem in problems)


def _command(problem: Problem, places: Places) -> str:
    properties = {"title": problem.rule}
    if problem.origin is not None:
        place = places.of(problem.origin)
        properties |= {"file": place.file, "line": str(place.line), "col": str(place.column)}
    listed = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in properties.items())
    lines = [problem.message]
    if problem.help is not None:
        lines.append(problem.help)
    lines += [f"{other.message}: {places.of(other.origin)}" for other in problem.related]
    message = _escaped("\n".join(lines))
    return f"::{_COMMANDS[problem.severity]} {listed}::{message}"


def _escaped(text: str, more: str = "") -> str:
    for character in f"%\r\n{more}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text
