"""What docs/cost.md and docs/retention.md show of specs can be written."""

import re

import pytest

from eventflow_monitoring.cost.estimate import estimate
from eventflow_monitoring.outputs.cloudformation.plan import plan
from tests.compiler.compiling import compile_texts
from tests.project.test_structure import ROOT


def specs_of(page: str) -> str:
    """Return the one example of specs on a page."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    return str(example)


@pytest.mark.parametrize("page", ["cost.md", "retention.md"])
def test_example_has_no_mistake(page: str) -> None:
    """It can be copied as it stands."""
    assert compile_texts({"specs.yaml": specs_of(page)}).shown == ""


def test_everything_that_the_example_states_is_used() -> None:
    """Of production nothing depends on usage any more; of staging all does that it does not say."""
    found = compile_texts({"specs.yaml": specs_of("cost.md")})
    production, staging = (estimate(plan(one)[0]) for one in found.monitorings)
    assert production.not_counted == ()
    assert {line.part for line in staging.not_counted} == {
        "data read", "storage", "traces recorded",
    }  # fmt: skip
