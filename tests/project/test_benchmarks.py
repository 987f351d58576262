"""What the benchmarks measure is real."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.eventflow import ROOT, plans_of
from tests.simulate.prometheus import PROMTOOL


@pytest.mark.parametrize("alarms", [11, 1_200])
def test_generated_specs_are_right(tmp_path: Path, alarms: int) -> None:
    """The generator writes specs without a mistake, with as many alarms as it was asked for."""
    directory = tmp_path / "specs"
    command = [sys.executable, "benchmarks/generate_specs.py", "--alarms", str(alarms)]
    subprocess.run([*command, str(directory)], cwd=ROOT, check=True, capture_output=True)
    (plan,) = plans_of(directory)
    assert len(plan.monitoring.alarms) == alarms
    assert all(len(stack.resources) <= 500 for stack in plan.stacks)


def test_simulations_are_measured_with_and_without_promtool() -> None:
    """The simulation is measured in any case; where promtool is, both fire in the same minutes."""
    command = [sys.executable, "benchmarks/simulation.py", "--alarms", "5", "--days", "1"]
    done = subprocess.run(
        [*command, "--rounds", "1"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    )
    assert "5 alarms in 1,441 minutes" in done.stdout
    if PROMTOOL is None:
        assert "`make promtool` fetches it" in done.stdout
    else:
        assert "both fire in the same" in done.stdout
        assert "promtool test rules / simulate" in done.stdout
