"""Acknowledged findings: told of on a page, each still needed, and no more than is needed."""

import ast
import inspect
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from eventflow_monitoring.outputs.cloudformation.plan import Plan
from tests.eventflow import ROOT, SPECS, plans_of
from tests.reference.committed import assert_committed

os.environ.setdefault("CDK_VALIDATION", "false")  # before Node.js starts
from eventflow_monitoring.outputs.cdk import acknowledgements
from eventflow_monitoring.reference.acknowledged_findings import (
    FILE,
    Acknowledged,
    acknowledged,
    acknowledged_findings_page,
)

EVERY_KIND = ROOT / "tests/embedded/every_kind"

_SYNTHESISE_WITHOUT = """
import sys
from pathlib import Path
from eventflow_monitoring.outputs.cdk import acknowledgements
from eventflow_monitoring.outputs.cdk.synthesis import ValidationFailedError, synthesise
from tests.eventflow import plans_of

acknowledgements.known_findings = lambda *_: ()
try:
    synthesise(plans_of(Path(sys.argv[1])), checks=True, outdir=sys.argv[2])
except ValidationFailedError:
    pass
"""


def test_the_page_is_current() -> None:
    """What is acknowledged is what the page says, in both directions."""
    page = acknowledged_findings_page(plans_of(SPECS), plans_of(EVERY_KIND))
    assert_committed(ROOT / FILE, page)


def test_every_acknowledgement_is_on_the_page() -> None:
    """Each finding stands there in one row with its resource and its reason."""
    rows = (ROOT / FILE).read_text(encoding="utf-8").splitlines()
    for one in [*acknowledged(plans_of(SPECS)), *acknowledged(plans_of(EVERY_KIND))]:
        parts = (f"`{one.finding}`", f"`{one.logical_id}`", f"| {one.reason} |")
        assert any(all(part in row for part in parts) for row in rows), one


def test_every_line_that_acknowledges_is_used() -> None:
    """No `yield` of `known_findings` is left for a resource that no longer exists."""
    function = acknowledgements.known_findings
    source, first = inspect.getsourcelines(function)
    yields = {
        first + node.lineno - 1
        for node in ast.walk(ast.parse("".join(source)))
        if isinstance(node, ast.Yield | ast.YieldFrom)
    }
    used = {line for plan in _all_plans() for line in _lines_that_yield(plan)}
    assert yields
    assert yields - used == set()


def _all_plans() -> list[Plan]:
    return [*plans_of(SPECS), *plans_of(EVERY_KIND)]


def _lines_that_yield(plan: Plan) -> set[int]:
    """Return the lines at which `known_findings` waits when it has yielded something."""
    lines = set()
    for stack in plan.stacks:
        for logical_id, resource in stack.resources.items():
            found = acknowledgements.known_findings(logical_id, resource)
            for _ in found:
                assert inspect.isgenerator(found)
                assert found.gi_frame is not None
                lines.add(found.gi_frame.f_lineno)
    return lines


@pytest.mark.parametrize("specs", [SPECS, EVERY_KIND], ids=["eventflow", "every kind"])
def test_what_is_acknowledged_is_what_is_found(specs: Path, tmp_path: Path) -> None:
    """Without the acknowledgements, the checks find these and no others: none is stale or too wide."""
    # A process of its own: Node.js takes CDK_VALIDATION from the moment it starts.
    environment = {key: one for key, one in os.environ.items() if key != "CDK_VALIDATION"}
    subprocess.run(
        [sys.executable, "-c", _SYNTHESISE_WITHOUT, str(specs), str(tmp_path)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=True,
    )
    expected = {_comparable(one) for one in acknowledged(plans_of(specs))}
    assert expected == _found(tmp_path)


def _comparable(one: Acknowledged) -> tuple[str, str, str]:
    """Return an acknowledgement as the report names it: the rule without the check it belongs to."""
    return one.finding.removeprefix("CloudFormation-Validate::"), one.stack, one.logical_id


def _found(assembly: Path) -> set[tuple[str, str, str]]:
    """Return the findings of a validation report: the rule, the stack and the logical id of each."""
    report = json.loads((assembly / "validation-report.json").read_text(encoding="utf-8"))
    found = set()
    for plugin in report["pluginReports"]:
        for violation in plugin["violations"]:
            for construct in violation["violatingConstructs"]:
                environment, stack, *_, logical_id = construct["constructPath"].split("/")
                found.add((violation["ruleName"], f"{environment}/{stack}", logical_id))
    return found
