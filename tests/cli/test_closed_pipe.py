"""Commands whose output nobody reads to its end."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "command",
    [
        ["show"],
        ["show", "--format", "json"],
        ["--help"],
        ["validate", "--format", "sarif"],
    ],
    ids=" ".join,
)
def test_reader_that_stops_reading_is_no_error(command: list[str]) -> None:
    """`| head` ends a command with 0 and without a word, however much it had to say."""
    process = subprocess.Popen(
        [sys.executable, "-m", "eventflow_monitoring", *command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    _, errors = process.communicate()
    assert (errors, process.returncode) == ("", 0)
