"""Problems as JSON, for other programs."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.report.place import Places
from eventflow_monitoring.source.tree import Tree


def render_json(problems: Iterable[Problem], trees: Mapping[str, Tree]) -> str:
    """Return a JSON array with an object for each problem; lines and columns count from 1."""
    places = Places(trees)
    found = [_object(problem, places) for problem in problems]
    return json.dumps(found, indent=2, ensure_ascii=False)


def _object(problem: Problem, places: Places) -> dict[str, Any]:
    return {
        "rule": problem.rule,
        "severity": problem.severity.value,
        "message": problem.message,
        "help": problem.help,
        "place": _place(problem.origin, places),
        "related": [
            {"message": other.message, "place": _place(other.origin, places)}
            for other in problem.related
        ],
    }


def _place(origin: Origin | None, places: Places) -> dict[str, Any] | None:
    if origin is None:
        return None
    place = places.of(origin)
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
