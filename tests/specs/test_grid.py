"""Where widgets stand on the grid of a dashboard, and what does not fit on it."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventflow_monitoring.model.dashboard import COLUMNS, Placed, rows_of
from eventflow_monitoring.model.widget import TextWidget, title_of
from eventflow_monitoring.position import Origin
from eventflow_monitoring.specs.grid import Box, Cell, place
from tests.specs.expanding import Expanded, expanded

Spot = tuple[str, int, int, int, int]
"""What is called so, its column and row, its width and height."""


def box(
    name: str = "",
    width: int | None = None,
    height: int | None = None,
    at: tuple[int, int] | None = None,
    usual_height: int = 6,
) -> Box:
    """Return a text of this name; without one, what is broken."""
    return Box(
        widget=TextWidget(markdown=name) if name else None,
        width=width,
        height=height,
        usual_height=usual_height,
        at=at,
        origin=Origin(name),
    )


def cell(*boxes: Box, width: int | None = None) -> Cell:
    """Return a column of boxes, or the cell of one."""
    return Cell(boxes, width or (boxes[0].width if len(boxes) == 1 else None), Origin("cell"))


def placed(*rows: Sequence[Cell]) -> list[Spot]:
    """Return where the widgets of rows stand; there must be nothing wrong."""
    found, problems = place(rows)
    assert problems == []
    return [spot(one) for one in found]


def spot(one: Placed) -> Spot:
    """Return where a widget stands."""
    return title_of(one.widget), one.x, one.y, one.width, one.height


def messages(*rows: Sequence[Cell]) -> list[str]:
    """Return what is wrong with rows, each with where it is told."""
    return [f"{one.origin.file}: {one.message}" for one in place(rows)[1] if one.origin]


def mistakes_of(rows: str) -> Expanded:
    """Return what is wrong with the rows of a dashboard, in flow style."""
    return expanded(f"Dashboards:\n  D:\n    Rows: {rows}\n")


def text(keys: str = "") -> str:
    """Return a text widget with some further keys."""
    return f"{{Kind: Text, Markdown: x{', ' if keys else ''}{keys}}}"


@pytest.mark.parametrize("count", range(1, COLUMNS + 1))
def test_widgets_of_a_row_share_its_width_evenly(count: int) -> None:
    """They fill it, and no two differ by more than one column."""
    found = placed([cell(box(str(number))) for number in range(count)])
    widths = [width for _, _, _, width, _ in found]
    assert sum(widths) == COLUMNS
    assert max(widths) - min(widths) <= 1
    assert [x for _, x, _, _, _ in found] == [sum(widths[:number]) for number in range(count)]


def test_rows_stand_below_each_other() -> None:
    """Each as high as the highest of its widgets, to which the others are stretched."""
    assert placed(
        [cell(box("a"))],
        [cell(box("b", usual_height=2)), cell(box("c", height=9)), cell(box("d"))],
        [],
        [cell(box("e", usual_height=2))],
    ) == [
        ("a", 0, 0, 24, 6),
        ("b", 0, 6, 8, 9),
        ("c", 8, 6, 8, 9),
        ("d", 16, 6, 8, 9),
        ("e", 0, 15, 24, 2),
    ]


def test_written_height_is_kept() -> None:
    """A widget that says how high it is is not stretched, though its row is higher."""
    assert placed([cell(box("a", height=3)), cell(box("b"))], [cell(box("c"))]) == [
        ("a", 0, 0, 12, 3),
        ("b", 12, 0, 12, 6),
        ("c", 0, 6, 24, 6),
    ]


def test_what_is_left_of_a_row_is_shared() -> None:
    """By those that do not say how wide they are."""
    row = [cell(box("a")), cell(box("b", width=7)), cell(box("c")), cell(box("d"))]
    widths = [(name, x, width) for name, x, _, width, _ in placed(row)]
    assert widths == [("a", 0, 5), ("b", 5, 7), ("c", 12, 6), ("d", 18, 6)]


def test_row_need_not_be_full() -> None:
    """Where all say how wide they are, what is left over stays empty."""
    assert placed([cell(box("a", width=4)), cell(box("b", width=5))], [cell(box("c"))]) == [
        ("a", 0, 0, 4, 6),
        ("b", 4, 0, 5, 6),
        ("c", 0, 6, 24, 6),
    ]


@pytest.mark.parametrize(
    ("widths", "needed"),
    [
        ((12, 12), None),
        ((12, 13), 25),
        ((23, None), None),
        ((24, None), 25),
        ((12, 11, None), None),
        ((12, 12, None, None), 26),
    ],
)
def test_row_has_24_columns(widths: tuple[int | None, ...], needed: int | None) -> None:
    """One for each widget that does not say how wide it is, and what the others say."""
    row = [cell(box(str(number), width=width)) for number, width in enumerate(widths)]
    found = messages(row)
    if needed is None:
        assert found == []
    else:
        assert found == [f"cell: a row is 24 columns wide, its widgets need {needed} or more"]


def test_too_wide_a_row_is_told_at_its_last_widget() -> None:
    """With what to do about it."""
    found = mistakes_of(f"[[{text('Width: 20')}, {text('Width: 5')}]]")
    assert found.messages == ["bad-row: a row is 24 columns wide, its widgets need 25 or more"]
    assert found.carets == [text("Width: 5")]
    assert "= help: make them narrower, or begin another row" in found.shown


def test_widgets_of_a_column_stand_below_each_other() -> None:
    """In the place of one widget; the last one without a height fills what is left of the row."""
    column = cell(box("b", height=2), box("c"), box("d"), box("e", height=1), width=6)
    assert placed([cell(box("a", height=20)), column]) == [
        ("a", 0, 0, 18, 20),
        ("b", 18, 0, 6, 2),
        ("c", 18, 2, 6, 6),
        ("d", 18, 8, 6, 11),
        ("e", 18, 19, 6, 1),
    ]


def test_a_column_can_be_the_highest_of_its_row() -> None:
    """What stands beside it is stretched to it."""
    column = cell(box("b", height=4), box("c"))
    assert placed([cell(box("a")), column], [cell(box("d"))]) == [
        ("a", 0, 0, 12, 10),
        ("b", 12, 0, 12, 4),
        ("c", 12, 4, 12, 6),
        ("d", 0, 10, 24, 6),
    ]


def test_a_column_of_written_heights_leaves_what_is_below_empty() -> None:
    """None of its widgets is stretched."""
    column = cell(box("b", height=1), box("c", height=2))
    assert placed([cell(box("a")), column]) == [
        ("a", 0, 0, 12, 6),
        ("b", 12, 0, 12, 1),
        ("c", 12, 1, 12, 2),
    ]


def test_widget_of_a_column_may_be_narrower_and_not_wider() -> None:
    """Than the column."""
    narrow = cell(box("a", width=3, height=2), box("b"), width=6)
    assert placed([narrow]) == [("a", 0, 0, 3, 2), ("b", 0, 2, 6, 6)]
    wide = cell(box("a", width=7), box("b"), width=6)
    assert messages([wide, cell(box("c"))]) == ["a: `a` stands where `c` does"]
    last = cell(box("d", width=7), box("e"), width=6)
    assert messages([cell(box("c")), last]) == [
        "d: `d` reaches column 25, the grid has 24: it begins at 18 and is 7 wide"
    ]


def test_widget_with_a_place_stands_apart_from_the_rows() -> None:
    """It takes no room of its row, is 6 columns wide and as high as usual, unless it says so."""
    apart, sized = box("b", at=(3, 20)), box("c", width=2, height=9, at=(10, 20))
    assert placed(
        [cell(apart)], [cell(box("a")), cell(sized)], [cell(box("d"), box("e", at=(0, 30)))]
    ) == [
        ("a", 0, 0, 24, 6),
        ("d", 0, 6, 24, 6),
        ("b", 3, 20, 6, 6),
        ("c", 10, 20, 2, 9),
        ("e", 0, 30, 6, 6),
    ]


def test_widgets_are_in_reading_order() -> None:
    """From the top, and in a line from the left, wherever they are written."""
    found = placed(
        [cell(box("f", at=(0, 40))), cell(box("e", at=(6, 30))), cell(box("d", at=(0, 30)))],
        [cell(box("a", height=1), box("c")), cell(box("b"))],
    )
    assert [name for name, *_ in found] == ["a", "b", "c", "d", "e", "f"]


def test_column_in_a_column_is_as_wide_as_it_says() -> None:
    """Or it may not say so."""
    inner = f"{{Kind: Column, Width: 6, Widgets: [{text()}]}}"
    found = mistakes_of(f"[[{{Kind: Column, Width: 12, Widgets: [{inner}, {text()}]}}]]")
    widths = [one.width for board in found.monitoring.dashboards for one in board.widgets]
    assert found.messages != [] or widths == [6, 12]


@pytest.mark.parametrize(("x", "width", "off"), [(18, 6, False), (19, 6, True), (23, 1, False)])
def test_widget_stands_within_the_24_columns(x: int, width: int, *, off: bool) -> None:
    """One that reaches past the last is not placed."""
    message = f"a: `a` reaches column {x + width}, the grid has 24: it begins at {x} and is 6 wide"
    assert messages([cell(box("a", width=width, at=(x, 0)))]) == ([message] if off else [])


@pytest.mark.parametrize(
    ("at", "overlaps"),
    [((6, 6), True), ((5, 6), True), ((12, 6), False), ((0, 6), False), ((6, 12), False),
     ((6, 1), True), ((6, 0), False), ((11, 11), True)],
)  # fmt: skip
def test_widgets_do_not_share_a_spot(at: tuple[int, int], *, overlaps: bool) -> None:
    """Corners and edges may touch."""
    rows = [[cell(box("a", at=(6, 6))), cell(box("b", at=at))]]
    found = [one.rpartition(": ")[2] for one in messages(*rows)]
    expected = (["`a` stands where `b` does"], ["`b` stands where `a` does"])
    assert found in expected if overlaps else found == []


def test_overlap_is_told_where_the_place_was_chosen() -> None:
    """The rows know nothing of what stands apart; the other one is named too."""
    rows = f"[[{text('X: 2, Y: 1')}], [{{Kind: Text, Markdown: below}}]]"
    found = mistakes_of(rows)
    assert found.messages == ["overlapping-widgets: `x` stands where `below` does"]
    assert found.carets == [text("X: 2, Y: 1")]
    assert "= note: the other: specs.yaml:3:54" in found.shown


def test_what_is_broken_keeps_its_place() -> None:
    """So that a mistake does not bring others with it, or hide them."""
    found = place([[cell(box("a")), cell(box(height=9))], [cell(box("b"))]])
    assert [spot(one) for one in found[0]] == [("a", 0, 0, 12, 9), ("b", 0, 9, 24, 6)]
    assert messages([cell(box(height=9))], [cell(box("a", at=(0, 8)))]) == [
        "a: `a` stands where a widget does"
    ]


BOXES = st.builds(
    box,
    name=st.sampled_from(["a", "b", ""]),
    width=st.none() | st.integers(1, COLUMNS),
    height=st.none() | st.integers(1, 8),
    at=st.none() | st.none() | st.tuples(st.integers(0, COLUMNS - 1), st.integers(0, 40)),
    usual_height=st.integers(1, 6),
)
CELLS = st.builds(
    lambda boxes, width: cell(*boxes, width=width),
    st.lists(BOXES, min_size=1, max_size=4),
    st.none() | st.integers(1, COLUMNS),
)
ROWS = st.lists(st.lists(CELLS, max_size=5), max_size=5)


@given(ROWS)
def test_what_is_placed_without_problems_overlaps_nowhere_and_is_on_the_grid(
    rows: list[list[Cell]],
) -> None:
    """Whatever rows are given; and each widget of them is there, none twice."""
    found, problems = place(rows)
    assert all(one.x >= 0 and one.x + one.width <= COLUMNS and one.y >= 0 for one in found)
    taken = [
        (column, row)
        for one in found
        for column in range(one.x, one.x + one.width)
        for row in range(one.y, one.y + one.height)
    ]
    if problems:
        return
    assert len(taken) == len(set(taken))
    boxes = [one for row in rows for each in row for one in each.boxes if one.widget is not None]
    assert sorted(map(id, (one.widget for one in found))) == sorted(id(one.widget) for one in boxes)
    assert sum(len(row) for row in rows_of(found)) == len(found)
