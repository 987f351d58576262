"""Runs up to the plans, as the properties need them, and what must hold of the problems of any run."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from eventflow_monitoring.outputs.cloudformation.plan import plan
from eventflow_monitoring.report.place import Places
from eventflow_monitoring.report.problems import FORMATS, render_problems
from tests.compiler.compiling import Compiled, compile_texts

SPECS = Path(__file__).parents[2] / "alarm_specs"
REAL: Mapping[str, str] = {
    path.name: path.read_text(encoding="utf-8")
    for path in sorted(SPECS.glob("*.yaml"))
    if not path.name.endswith(".test.yaml")
}
"""The texts of EventFlow's own specs, by file name; tests of alarms are none."""

_EXAMPLES = {path.name: path.read_text(encoding="utf-8") for path in sorted(SPECS.glob("*.json"))}


def compile_and_check(texts: Mapping[str, str]) -> Compiled:
    """Compile texts up to the plans, and assert what holds of every problem."""
    compiled = compile_texts(texts, examples=_EXAMPLES)
    more = [problem for one in compiled.monitorings for problem in plan(one)[1]]
    compiled = replace(compiled, problems=(*compiled.problems, *more))
    for format in FORMATS:
        assert bool(render_problems(compiled.problems, compiled.trees, format)) or not (
            compiled.problems
        )
    as_json = json.loads(render_problems(compiled.problems, compiled.trees, "json"))
    assert [one["message"] for one in as_json if not one["message"]] == []
    assert len(as_json) == len(compiled.problems)
    _check_places(compiled)
    return compiled


def _check_places(compiled: Compiled) -> None:
    """Every place of a problem lies inside its file."""
    places = Places(compiled.trees)
    lines = {name: tree.source.text.split("\n") for name, tree in compiled.trees.items()}
    for problem in compiled.problems:
        origins = [problem.origin, *(related.origin for related in problem.related)]
        for origin in filter(None, origins):
            place = places.of(origin)
            own = lines[origin.file]
            assert 1 <= place.line <= place.end_line <= len(own)
            # One past the last character is where something is missing.
            assert 1 <= place.column <= len(own[place.line - 1]) + 1
            assert 1 <= place.end_column <= len(own[place.end_line - 1]) + 1
            assert (place.line, place.column) <= (place.end_line, place.end_column)
