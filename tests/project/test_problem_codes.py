"""Every code of a problem is told of: those of rules by their pages, the others in one list."""

import ast
import re
from collections.abc import Iterator

from eventflow_monitoring.problem import HIDDEN_RULE
from eventflow_monitoring.problem_codes import CODES
from eventflow_monitoring.reference.written_rules import written_rules
from eventflow_monitoring.specs.context import _SINGULARS
from tests.project.test_structure import ROOT

_SAY_A_CODE = ("Problem", "QuantityError", "spec_error", "_problem", "_refused", "report")
"""Calls whose first argument is a code."""

_CODE = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")

_PUT_TOGETHER = {
    HIDDEN_RULE,
    *(f"unknown-{name.replace(' ', '-')}" for name in _SINGULARS.values()),
    *("unknown-environment", "unknown-kind", "unknown-tier"),  # parts of `Defaults:`
}
"""Codes that are no constant where they are used."""


def _said() -> Iterator[str]:
    """Yield the codes in the source, but for those of the rules."""
    for path in (ROOT / "eventflow_monitoring").rglob("*.py"):
        if path.parent.name == "rules":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id=name) | ast.Attribute(attr=name),
                    args=[ast.Constant(value=str(code)), *_],
                ) if name in _SAY_A_CODE and _CODE.fullmatch(code):
                    yield code


def test_every_code_is_told_of() -> None:
    """Nothing is missing, nothing is left over, and the list is sorted."""
    assert {*_said(), *_PUT_TOGETHER} == CODES.keys()
    assert list(CODES) == sorted(CODES)
    assert all(text.endswith(".") for text in CODES.values())


def test_no_code_is_a_rule_as_well() -> None:
    """A code leads to one place."""
    assert CODES.keys() & {rule.name for rule in written_rules()} == set()
