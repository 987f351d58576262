"""What docs/alarm-tests.md shows is what happens: its files are written, its commands are run.

    UPDATE_CASES=1 pytest tests/project/test_alarm_tests_page.py

writes what came out into the page. Read the difference before you commit it.
"""

import os
import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from eventflow_monitoring.cli.main import main
from tests.eventflow import ROOT

PAGE = ROOT / "docs" / "alarm-tests.md"
_BLOCK = re.compile(r"(?P<before>[^\n]*)\n\n```(?P<language>\w+)\n(?P<text>.*?)```", re.DOTALL)
_FILE = re.compile(r"`(alarm_specs/[\w.-]+)`:?$")
_PROGRESS = re.compile(r"^ +\d+ s  ")


def run(command: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what a command prints, but for the lines that tell how long it takes."""
    printed = StringIO()
    monkeypatch.setattr(sys, "argv", shlex.split(command))
    with redirect_stdout(printed), redirect_stderr(printed):
        main()
    lines = printed.getvalue().splitlines()
    return "".join(f"{line}\n" for line in lines if not _PROGRESS.match(line))


def as_it_is(page: str, directory: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Yield the page, what commands print as they do print it, block by block."""
    end = 0
    for block in _BLOCK.finditer(page):
        text = block["text"]
        named = _FILE.search(block["before"])
        if block["language"] == "console":
            commands = [line for line in text.splitlines() if line.startswith("$ ")]
            text = "".join(f"{one}\n{run(one[2:], monkeypatch)}" for one in commands)
        elif named is not None:
            path = directory / named[1]
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        yield page[end : block.start("text")] + text
        end = block.end("text")
    yield page[end:]


def test_page_shows_what_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command prints what the page says, with the files that stand above it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("EVENTFLOW_SPECS", raising=False)
    page = PAGE.read_text(encoding="utf-8")
    real = "".join(as_it_is(page, tmp_path, monkeypatch))
    if os.environ.get("UPDATE_CASES") == "1":
        PAGE.write_text(real, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == real


def test_the_three_mistakes_are_revealed() -> None:
    """Each is right to `validate`, and its test fails with what gives it away."""
    page = PAGE.read_text(encoding="utf-8")
    mistakes = page.split("\n### ")[1:]
    assert len(mistakes) == 3
    telling = ("5 of 5 needed", "missing ones counted as not breaching", "to 3.1 milliseconds")
    for mistake, sign in zip(mistakes, telling, strict=True):
        output = mistake.split("```console")[1].split("```")[0]
        assert "alarm_specs is valid for production" in output
        assert "FAILED" in output
        assert sign in output
