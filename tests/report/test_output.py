"""Tables in terminals of any width and in pipes."""

import os
import re

import pytest
from rich.text import Text

from eventflow_monitoring.report.listing import Listing
from eventflow_monitoring.report.output import print_all

_NAMES = ("HighErrorRateOfTheWholeBackend", "/eventflow/backend/[application]:smile:")


def printed(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    columns: int | None,
    *,
    width: int | None = None,
    plain: bool = True,
) -> str:
    """Return what is printed into a terminal that wide, or into a pipe; `width` sets COLUMNS."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("COLUMNS", raising=False)
    if columns or width:
        monkeypatch.setenv("COLUMNS", str(columns or width))
    monkeypatch.setenv("TTY_COMPATIBLE", "1" if columns else "0")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    made = Listing("Things", "Name", "What it says", "Other name", wrap=("What it says",))
    for name in _NAMES:
        made.add_row(name, "Sum of unsuccessful requests is greater than five", name)
    print_all([Text("A heading", "bold"), made])
    text = capsys.readouterr().out
    return re.sub(r"\x1b\[[\d;]*m", "", text) if plain else text


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


def test_sentences_wrap_as_far_as_they_can_be_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table is no wider than the terminal as long as its sentences can make room."""
    narrow = printed(capsys, monkeypatch, 110)
    assert max(map(len, narrow.splitlines())) <= 110
    wide = printed(capsys, monkeypatch, 200)
    assert len(wide.splitlines()) < len(narrow.splitlines())


@pytest.mark.parametrize("piped", [False, True])
def test_table_that_does_not_fit_becomes_blocks(
    *, piped: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A heading for each row, and a line for each other column; in a pipe too, where COLUMNS is set."""
    text = printed(capsys, monkeypatch, None if piped else 50, width=50)
    assert (
        text
        == f"""\
A heading
Things

{_NAMES[0]}
  What it says  Sum of unsuccessful requests is
                greater than five
  Other name    {_NAMES[0]}

{_NAMES[1]}
  What it says  Sum of unsuccessful requests is
                greater than five
  Other name    {_NAMES[1]}

"""
    )


def test_pipe_is_wide(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing says how wide it is, a line has room."""
    lines = printed(capsys, monkeypatch, None).splitlines()
    assert any("Sum of unsuccessful requests is greater than five" in line for line in lines)


@pytest.mark.parametrize("columns", [None, 40, 80, 200])
def test_no_line_ends_in_blanks(
    columns: int | None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a terminal they would make an empty line of a line that is as wide."""
    lines = printed(capsys, monkeypatch, columns).splitlines()
    assert [line for line in lines if line != line.rstrip()] == []


def test_no_color_is_no_escape_at_all(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even for bold."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b" in printed(capsys, monkeypatch, 80, plain=False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in printed(capsys, monkeypatch, 80, plain=False)


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
