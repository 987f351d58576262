"""`test`: what a run leaves behind, beside what the cases show."""

import io
import json
import re
import sys
from pathlib import Path

import pytest

from eventflow_monitoring.cli.main import main
from tests.cli.adding import CONDITION, new

TEST = """\
Tests:
  - Name: queue é
    Given: {Lag: 5x9 15x9}
    Expect: {QueueFull: {Transitions: [OK, ALARM at 15m]}}
"""


@pytest.fixture
def specs(here: Path) -> Path:
    """Specs with an alarm, and a test of it that passes."""
    assert new("QueueFull", "--condition", CONDITION) == 0
    (here / "queue-full.test.yaml").write_text(TEST, encoding="utf-8")
    return here


def run(*arguments: str) -> int:
    """Run `test` and return its exit status."""
    argv, sys.argv = sys.argv, ["eventflow-monitoring", "test", *arguments]
    try:
        return main()
    finally:
        sys.argv = argv


def test_new_test_fails_usefully_until_it_is_filled_in(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The values it begins with are no breach of the condition; with such it passes."""
    assert new("QueueFull", "--condition", CONDITION) == 0
    assert (
        "eventflow-monitoring test --specs alarm_specs --run QueueFull" in capsys.readouterr().out
    )
    assert run("--run", "QueueFull") == 1
    printed = capsys.readouterr()
    assert printed.err == ""
    assert "expected  ALARM at 40m\n    actual    OK at 40m" in printed.out
    path = here / "queue-full.test.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("1x19", "11x19"), encoding="utf-8")
    assert run() == 0


def test_new_test_without_a_condition_says_what_is_missing(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The specs are not right yet."""
    assert new("QueueFull") == 0
    assert run() == 1
    assert "no metric is called `METRIC`" in capsys.readouterr().err
    assert here.is_dir()


def test_mutants_have_a_minimum_score(specs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Progress is told on standard error; what is less fails the command."""
    assert run("--mutants") == 0
    printed = capsys.readouterr()
    assert re.fullmatch(r" +\d+ s  QueueFull +mutants\n", printed.err)
    score = re.search(r"^Mutation score: ([\d.]+) %", printed.out, re.MULTILINE)
    assert score is not None
    assert run("--minimum-score", score[1]) == 0
    assert run("--minimum-score", "99%") == 1
    assert f"error: the mutation score is {score[1]} %, less than 99 %" in capsys.readouterr().err
    assert specs.is_dir()


def test_survivor_that_is_noticed_fails_the_run(
    specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With mutants only, and not where a part of the tests is run."""
    path = specs / "queue-full.test.yaml"
    known = "Survivors: [{Alarm: QueueFull, Changes: Threshold 10 -> 20, Reason: why not}]\n"
    path.write_text(f"{TEST}{known}", encoding="utf-8")
    assert run() == 0
    assert run("--mutants", "--run", "queue") == 0
    capsys.readouterr()
    assert run("--mutants") == 1
    assert "error[no-survivor]" in capsys.readouterr().err


def test_json_of_mutants_is_json(specs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing else is on standard output."""
    assert run("--format", "json", "--mutants", "--coverage") == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["coverage"]["percent"] == {"high": 100.0}
    assert shown["mutants"]["killed"] > 0
    assert specs.is_dir()


@pytest.mark.parametrize("format", ["text", "json", "junit"])
def test_output_without_such_characters_is_written_all_the_same(
    specs: Path, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    """By the escapes of each format."""
    written = io.BytesIO()
    path = specs / "queue-full.test.yaml"
    path.write_text(TEST.replace("15m", "16m").replace("é", "日"), encoding="utf-8")
    stream = io.TextIOWrapper(written, encoding="latin-1")
    monkeypatch.setattr(sys, "stdout", stream)
    assert run("--format", format) == 1
    stream.flush()
    escaped = {"text": b"queue \\u65e5", "json": b"queue \\u65e5", "junit": b"queue &#26085;"}
    assert escaped[format] in written.getvalue()


def test_specs_that_are_not_there_cannot_be_tested(specs: Path) -> None:
    """A directory of specs that does not exist, or is a file, cannot be run."""
    assert run("--specs", "nowhere") == 2
    assert run("--specs", str(specs / "base.yaml")) == 2
