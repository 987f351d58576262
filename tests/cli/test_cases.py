"""Runs the cases beside this file, `*.txt`: command, input files, output and exit status in one.

A command that begins with `python` runs as a program of its own, the others in this process.

    UPDATE_CASES=1 pytest tests/cli/test_cases.py

writes what came out into the files, also into new ones that have only a command and input files.
Read the difference before you commit it.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from eventflow_monitoring.cli.main import main
from tests.cli.case import Case, Outcome, read_case, write_case

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CASES = sorted(HERE.glob("*.txt"))


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every command as if in a terminal of 100 columns, with no settings of the caller."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("EVENTFLOW_SPECS", raising=False)
    # `python -m pytest` would give click another name for the program.
    monkeypatch.setattr(sys.modules["__main__"], "__package__", "")


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_case(
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A command writes what its case says and ends with the exit status it says."""
    case = read_case(path.read_text(encoding="utf-8"))
    case.write_files(tmp_path)
    if case.command[0] == "python":
        outcome = _run_program(case, tmp_path)
    else:
        monkeypatch.chdir(tmp_path)
        outcome = _run_here(case, monkeypatch, capsys)
    if os.environ.get("UPDATE_CASES") == "1":
        path.write_text(write_case(case, outcome), encoding="utf-8")
        return
    assert _shown(outcome) == _shown(case.outcome), case.about


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_file_of_case_is_written_as_the_update_would(path: Path) -> None:
    """Updating a case that is up to date changes nothing in its file."""
    text = path.read_text(encoding="utf-8")
    case = read_case(text)
    assert write_case(case, case.outcome) == text


def _run_here(
    case: Case, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Outcome:
    monkeypatch.setattr(sys, "argv", list(case.command))
    status = main()
    written = capsys.readouterr()
    return Outcome(written.out, written.err, status)


def _run_program(case: Case, directory: Path) -> Outcome:
    done = subprocess.run(
        [sys.executable, *case.command[1:]],
        cwd=directory,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    return Outcome(done.stdout, done.stderr, done.returncode)


def _shown(outcome: Outcome) -> str:
    """Return an outcome as one text, so that a difference is shown with what is around it."""
    output, errors = outcome.output.strip("\n"), outcome.errors.strip("\n")
    return f"{output}\n-- errors --\n{errors}\n-- exit status --\n{outcome.status}\n"
