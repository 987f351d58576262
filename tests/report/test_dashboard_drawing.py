"""A dashboard drawn as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from eventflow_monitoring.model.dashboard import Dashboard, Placed
from eventflow_monitoring.model.variable import Variable, VariableInput
from eventflow_monitoring.model.widget import TextWidget, Widget
from eventflow_monitoring.position import Origin
from eventflow_monitoring.report.dashboard_drawing import dashboard_drawing
from tests.outputs.dashboards import without_mistakes

ORIGIN = Origin("")


def text(markdown: str, x: int = 0, y: int = 0, width: int = 24, height: int = 2) -> Placed:
    """Return a text in its place."""
    widget: Widget = TextWidget(markdown=markdown)
    return Placed(widget, x, y, width, height, ORIGIN)


def drawn(*widgets: Placed, width: int = 73) -> list[str]:
    """Return the lines of the grid of some widgets, without what stands above."""
    board = Dashboard(name="D", physical_name="prod-D", widgets=widgets, origin=ORIGIN)
    name, blank, *lines = dashboard_drawing(board, width)
    assert (name, blank) == ("prod-D", "")
    return lines


def drawn_of(rows: str, others: str = "") -> str:
    """Return the drawing of the rows of a dashboard, beside the base of the examples."""
    monitoring = without_mistakes(f"{others}Dashboards:\n  D:\n    Rows:\n{rows}")
    lines = dashboard_drawing(monitoring.dashboards[0], 100)
    return "\n".join(list(lines)[2:]) + "\n"


def test_drawing() -> None:
    """Neighbours share their borders, which join; titles stand on them, contents below."""
    rows = """\
      - - {Kind: Text, Markdown: "# Shop\\nThe rota.", Width: 8}
        - {Title: Requests, Metrics: [Requests, Errors, p99(Latency), Lag, Memory, Heartbeats]}
        - Kind: Column
          Widgets:
            - {Title: Now, View: number, Metrics: [Requests], Height: 2}
            - {Title: A title too long for it, View: pie, Metrics: [Requests, Errors]}
      - - {Kind: Text, Markdown: narrow, Width: 2}
        - {Kind: AlarmStatus, Title: Alarms, Alarms: [A, B, C], Width: 10, Height: 4}
      - - {Kind: Text, Markdown: apart, X: 13, Y: 9, Height: 2, Width: 9}
"""
    alarms = "Alarms:\n" + "".join(
        f"  {name}: {{Tier: low, Condition: Lag > {ord(name)}, ActionsEnabled: no}}\n"
        for name in "ABC"
    )
    assert (
        drawn_of(rows, alarms)
        == """\
┌─ Shop ────────────────────────┬─ Requests ────────────────────┬─ Now ─────────────────────────┐
│ The rota.                     │ line, 1 minute                │ … 2 more                      │
│                               │ Requests                      ├─ A title too long for it ─────┤
│                               │ Errors                        │ pie, 1 minute                 │
│                               │ Latency p99                   │ Requests                      │
│                               │ Lag                           │ Errors                        │
│                               │ Memory                        │                               │
│                               │ … 4 more                      │                               │
├─ nar…─┬─ Alarms ──────────────┴───────────────┬───────────────┴───────────────────────────────┘
│       │ states of 3 alarms                    │   ┌─ apart ───────────────────────────┐
│       │ A                                     │   │                                   │
│       │ … 2 more                              │   └───────────────────────────────────┘
└───────┴───────────────────────────────────────┘
"""
    )


def test_what_stands_above() -> None:
    """The name in AWS, what only the console can be told, and what can be chosen."""
    variable = Variable(
        id="v", label="Stream", property="stream_id", is_pattern=False, input=VariableInput.INPUT,
        origin=ORIGIN,
    )  # fmt: skip
    pattern = Variable(
        id="w", label="w", property="a|b", is_pattern=True, input=VariableInput.INPUT, origin=ORIGIN
    )
    board = Dashboard(
        name="D", physical_name="prod-D", widgets=(), variables=(variable, pattern), start=86_400,
        refresh=90, origin=ORIGIN,
    )  # fmt: skip
    assert list(dashboard_drawing(board, 80)) == [
        "prod-D",
        "Begins 1 day ago.",
        "To be refreshed every 90 seconds: whoever looks sets that in the console.",
        "Variable Stream: the property stream_id",
        "Variable w: the pattern a|b",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("terminal", "wide"), [(1, 73), (72, 73), (73, 73), (96, 73), (97, 97), (120, 97), (121, 121),
                           (145, 145), (1_000, 145)]
)  # fmt: skip
def test_drawing_is_as_wide_as_the_terminal(terminal: int, wide: int) -> None:
    """In whole columns of 3 to 6 signs: it can be read on 73, and more than 145 show no more."""
    assert {len(line) for line in drawn(text("x"), width=terminal)} == {wide}


def test_wide_signs_take_two_places() -> None:
    """So that the borders stand below each other, and a title is cut before the next one."""
    lines = drawn(text("応答時間\n遅延", width=6), text("e\u0301te\u0301", x=6, width=18))
    assert lines[0].startswith("┌─ 応答時間 ──────┬─ ete ─")
    assert lines[1].startswith("│ 遅延            │ ")
    assert {cell_len(line) for line in lines} == {73}
    cut = drawn(text("応答時間応答時間", width=4), text("x", x=4, width=20))
    assert cut[0].startswith("┌─ 応答時…──┬─ x ─")


@pytest.mark.parametrize("markdown", ["\n\n", "#", "   "])
def test_widget_without_a_title_has_a_whole_border(markdown: str) -> None:
    """Nothing stands on it."""
    assert drawn(text(markdown))[0] == f"┌{'─' * 71}┐"


def test_title_of_a_text_is_its_first_line() -> None:
    """Which does not stand in it once more; what is empty above it is left out."""
    lines = drawn(text("\n\n## Shop ##\n\nThe rota.\n", height=4))
    assert lines[0].startswith("┌─ Shop ## ─")
    assert [line.strip("│ ") for line in lines[1:-1]] == ["", "The rota.", ""]
    assert [line.strip("│ ") for line in drawn(text("#\nShop\nrota", height=3))[1:-1]] == ["rota", ""]  # fmt: skip


def test_what_has_no_room_is_counted() -> None:
    """The last line says how many more there are."""
    lines = drawn(text("a\nb\nc\nd\ne", height=4))
    assert [line.strip("│ ") for line in lines[1:-1]] == ["b", "c", "… 2 more"]
    lines = drawn(text("a\nb\nc\nd", height=4))
    assert [line.strip("│ ") for line in lines[1:-1]] == ["b", "c", "d"]
    assert len(drawn(text("a\nb\nc", height=1))) == 2


def test_narrow_widget_shows_what_it_can() -> None:
    """Down to one column, in which there is no room for a word."""
    lines = drawn(*(text(f"title {x}", x=x, width=1) for x in range(24)))
    assert {len(line) for line in lines} == {73}
    assert all(line[x] in "┌┬┐│└┴┘" for line in lines for x in range(0, 73, 3))


def test_one_alarm_is_not_many() -> None:
    """A number and its noun go together."""
    alarm = "Alarms:\n  A: {Tier: low, Condition: Lag > 5, ActionsEnabled: no}\n"
    shown = drawn_of("      - - {Kind: AlarmStatus, Title: t, Alarms: [A]}\n", alarm)
    assert "1 alarms" not in shown


def test_signs_that_a_terminal_obeys_are_not_passed_on() -> None:
    """Wherever they were written."""
    monitoring = without_mistakes(
        'Dashboards:\n  D:\n    Rows: [[{Title: "a\\e[31mb", Metrics: [{Metric: Lag, Label: "\\ec"}]},'
        ' {Kind: Text, Markdown: "x\\n\\e[2Jy\\tz"}]]\n'
        '    Variables: {v: {Property: "p\\e[31m", Label: "\\e[31mred"}}\n'
    )
    shown = "\n".join(dashboard_drawing(monitoring.dashboards[0], 100))
    assert [sign for sign in shown if ord(sign) < 32 and sign != "\n"] == []


@given(
    st.lists(st.text(max_size=30), min_size=1, max_size=4),
    st.integers(1, 9),
    st.integers(1, 200),
)
def test_whatever_is_written_the_borders_stand(texts: list[str], height: int, width: int) -> None:
    """Every line is as wide as the others, whatever stands in it."""
    share = 24 // len(texts)
    widgets = [text(one, x=number * share, width=share, height=height) for number, one in enumerate(texts)]  # fmt: skip
    lines = drawn(*widgets, width=width)
    assert len(lines) == height + 1
    assert len({cell_len(line) for line in lines}) == 1
