"""The templates as AWS's own linter sees them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from eventflow_monitoring.outputs.cloudformation.plan import Plan
from tests.eventflow import SPECS, plans_of

EVERY_KIND = Path(__file__).parents[1] / "embedded/every_kind"


def lint(templates: dict[str, dict[str, Any]], directory: Path) -> list[str]:
    """Return what cfn-lint says of some templates, a line each."""
    files = []
    for name, template in templates.items():
        files.append(directory / f"{name}.template.json")
        files[-1].write_text(json.dumps(template), encoding="utf-8")
    done = subprocess.run(
        [str(Path(sys.executable).with_name("cfn-lint")), "--regions", "us-east-1", "--format", "parseable",
         "--", *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout.splitlines()


def templates_of(plan: Plan) -> dict[str, dict[str, Any]]:
    """Return the templates of an environment by the names of their stacks."""
    return {plan.stack_name(stack): stack.template() for stack in plan.stacks}


@pytest.mark.parametrize("specs", [SPECS, EVERY_KIND], ids=["eventflow", "every kind"])
def test_nothing_is_found(specs: Path, tmp_path: Path) -> None:
    """EventFlow's templates of all environments, and one of everything there is, are clean."""
    templates: dict[str, dict[str, Any]] = {}
    for plan in plans_of(specs):
        templates |= templates_of(plan)
    assert lint(templates, tmp_path) == []


def test_a_mistake_is_found(tmp_path: Path) -> None:
    """A property that CloudFormation does not know does not pass."""
    plan = plans_of(SPECS)[0]
    template = json.loads(json.dumps(templates_of(plan)["eventflow-production-logs"]))
    template["Resources"]["MetricFilterSlowQueries"]["Properties"]["FilterPatern"] = "x"
    (found,) = lint({"logs": template}, tmp_path)
    assert "FilterPatern" in found
