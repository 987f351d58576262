"""The templates as AWS's own linter sees them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.eventflow import SPECS, plans_of
from tests.outputs.conftest import Templates, synthesise_into

EVERY_KIND = Path(__file__).parents[1] / "embedded/every_kind"


def lint(templates: Templates, directory: Path) -> list[str]:
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


@pytest.mark.parametrize("specs", [SPECS, EVERY_KIND], ids=["eventflow", "every kind"])
def test_nothing_is_found(specs: Path, tmp_path: Path) -> None:
    """The templates that CDK writes for EventFlow, and for one of everything, are clean.

    They are whatever stands in the assembly: a stack that is added anywhere is looked at.
    """
    assembly = tmp_path / "assembly"
    templates = synthesise_into(assembly, specs)
    assert len(templates) == len(list(assembly.rglob("*.template.json")))
    for plan in plans_of(specs):
        assert {plan.stack_name(stack) for stack in plan.stacks} <= templates.keys()
    assert lint(templates, tmp_path) == []


def test_a_mistake_is_found(tmp_path: Path) -> None:
    """A property that CloudFormation does not know does not pass."""
    plan = plans_of(SPECS)[0]
    (stack,) = (stack for stack in plan.stacks if stack.name == "logs")
    template = json.loads(json.dumps(stack.template()))
    template["Resources"]["MetricFilterSlowQueries"]["Properties"]["FilterPatern"] = "x"
    (found,) = lint({"logs": template}, tmp_path)
    assert "FilterPatern" in found
