"""What the benchmarks measure is real."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.eventflow import ROOT, plans_of


@pytest.mark.parametrize("alarms", [11, 1_200])
def test_generated_specs_are_right(tmp_path: Path, alarms: int) -> None:
    """The generator writes specs without a mistake, with as many alarms as it was asked for."""
    directory = tmp_path / "specs"
    command = [sys.executable, "benchmarks/generate_specs.py", "--alarms", str(alarms)]
    subprocess.run([*command, str(directory)], cwd=ROOT, check=True, capture_output=True)
    (plan,) = plans_of(directory)
    assert len(plan.monitoring.alarms) == alarms
    assert all(len(stack.resources) <= 500 for stack in plan.stacks)
