"""Tables in terminals of any width and in pipes."""

import os
import re

import pytest
from rich.text import Text

from eventflow_monitoring.report.output import print_all
from eventflow_monitoring.report.plan_table import table

_NAMES = ("HighErrorRateOfTheWholeBackend", "/eventflow/backend/[application]:smile:")


def printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: int | None
) -> str:
    """Return what is printed into a terminal that wide, or into a pipe."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", str(columns or 40))
    monkeypatch.setenv("TTY_COMPATIBLE", "1" if columns else "0")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    made = table("Things", "Name", "What it says", "Other name", wrap=("What it says",))
    for name in _NAMES:
        made.add_row(name, "Sum of unsuccessful requests is greater than five", name)
    print_all([Text("A heading"), made])
    return re.sub(r"\x1b\[[\d;]*m", "", capsys.readouterr().out)


@pytest.mark.parametrize("columns", [None, 20, 80, 100, 120, 200])
def test_no_name_and_no_word_is_broken(
    columns: int | None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However narrow the terminal, every name stands in one piece, as it is written."""
    text = printed(capsys, monkeypatch, columns)
    words = text.split()
    for name in _NAMES:
        assert words.count(name) == 2
    for word in ("unsuccessful", "requests", "greater"):
        assert words.count(word) == 2


def test_sentences_wrap_as_far_as_needed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table is no wider than the terminal as long as its sentences can make room."""
    narrow = printed(capsys, monkeypatch, 110)
    assert max(map(len, narrow.splitlines())) == 110
    wide = printed(capsys, monkeypatch, 200)
    assert len(wide.splitlines()) < len(narrow.splitlines())
    least = printed(capsys, monkeypatch, 20)
    assert max(map(len, least.splitlines())) == max(
        map(len, printed(capsys, monkeypatch, 80).splitlines())
    )


def test_pipe_is_wide_and_has_no_blanks_at_the_ends(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Into a pipe the width of the terminal around it means nothing."""
    lines = printed(capsys, monkeypatch, None).splitlines()
    assert [line for line in lines if line != line.rstrip()] == []
    assert any("Sum of unsuccessful requests is greater than five" in line for line in lines)


def test_pipe_that_is_closed_is_no_error(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """When nobody reads any more the command goes on, and what it says goes nowhere."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as closed:
        monkeypatch.setattr("sys.stdout", closed)
        print_all([Text("A heading")])
        print("more", flush=True)
    assert capfd.readouterr() == ("", "")
