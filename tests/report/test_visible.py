"""Nothing that is shown moves the cursor, turns the line round, or hides."""

import pytest
from rich.text import Text

from eventflow_monitoring.model.dashboard import Dashboard, Placed
from eventflow_monitoring.model.widget import TextWidget
from eventflow_monitoring.position import Origin, Span
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.report.dashboard_drawing import dashboard_drawing
from eventflow_monitoring.report.listing import Listing
from eventflow_monitoring.report.output import print_all
from eventflow_monitoring.report.problems import render_problems
from eventflow_monitoring.report.visible import columns, visible
from eventflow_monitoring.source.tree import Source, Tree

_SHOWN = [
    ("a\x1b[31mb\nc\x7f", "a␛[31mb␊c␡"),
    ("a\u200bb\u202ec\ufeff", "a\\u200bb\\u202ec\\ufeff"),
    ("\x9b31m\x85", "\\u009b31m\\u0085"),
    ("a\u2028b\u2029", "a\\u2028b\\u2029"),
    ("\udcff", "\\udcff"),
    ("\U000e0041", "\\U000e0041"),
    ("日é e\u0301 😀 \u00a0", "日é e\u0301 😀 \u00a0"),
]


@pytest.mark.parametrize(("text", "shown"), _SHOWN, ids=ascii)
def test_text_is_shown_as_it_is_written(text: str, shown: str) -> None:
    """By pictures and by codes; letters, accents and wide characters stay."""
    assert visible(text) == shown
    assert all(columns(one) == len(visible(one)) for one in text if visible(one) != one)


def test_what_is_kept_stays() -> None:
    """Such as the ends of the lines of a whole text."""
    assert visible("a\tb\nc", keep="\n") == "a␉b\nc"


def test_caret_stands_under_what_is_spelled_out() -> None:
    """The message and the line show the same."""
    problem = Problem("rule", "`x\u200b` is `\u202e`", Origin("a.yaml", span=Span(3, 5)))
    assert render_problems([problem], {"a.yaml": Tree(Source("a.yaml", "a\u200b:x\u200b"))}) == (
        "error[rule]: `x\\u200b` is `\\u202e`\n"
        "  --> a.yaml:1:4\n"
        "   |\n"
        " 1 | a\\u200b:x\\u200b\n"
        "   |         ^^^^^^^"
    )
    assert "\u202e" not in render_problems([problem], {}, "github")


def test_tables_show_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In texts and in cells, which are as wide as what is shown."""
    monkeypatch.setenv("COLUMNS", "80")
    made = Listing("Things", "Name", "Other")
    made.add_row(Text("a\u200bb", "red"), "c\x1b[31md\u202e")
    print_all([Text("one\u202e\ntwo", "bold"), "three\x1b[2J", made])
    assert capsys.readouterr().out.splitlines() == [
        "one\\u202e",
        "two",
        "three␛[2J",
        "Things",
        "",
        " Name       Other",
        " ────────────────────────",
        " a\\u200bb   c␛[31md\\u202e",
        "",
    ]


def test_drawing_of_a_dashboard_shows_it() -> None:
    """In its name and in its widgets."""
    widget = TextWidget(markdown="# A\u202eB\nC\x1b[31m")
    placed = (Placed(widget, 0, 0, 24, 3, Origin("a.yaml")),)
    board = Dashboard(name="x", physical_name="x\u200b", widgets=placed, origin=Origin("a.yaml"))
    drawn = list(dashboard_drawing(board, 100))
    assert drawn[0] == "x\\u200b"
    assert " A\\u202eB " in drawn[2]
    assert "C␛[31m" in drawn[3]
