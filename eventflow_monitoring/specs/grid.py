"""The grid of a dashboard: rows from the top, each filled from the left, 24 columns wide.

Source: CloudWatch API reference, "Dashboard body structure and syntax" (x, y, width, height).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from eventflow_monitoring.model.dashboard import COLUMNS, Placed
from eventflow_monitoring.model.widget import Widget, title_of
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem, Related

MAX_HEIGHT = 1_000

_USUAL_WIDTH = 6
"""Of a widget that stands apart: CloudWatch's own default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A widget (None: a broken one, whose place is kept) and the size that was written for it.

    `usual_height` is what it gets where nobody says anything. With `at` (column and row) it stands
    there, apart from the rows.
    """

    widget: Widget | None
    width: int | None = None
    height: int | None = None
    usual_height: int
    at: tuple[int, int] | None = None
    origin: Origin

    @property
    def least_height(self) -> int:
        """How high it is where nothing stretches it."""
        return self.height or self.usual_height


@dataclass(frozen=True, slots=True)
class Cell:
    """What shares the width of a row with others: widgets below each other, mostly just one."""

    boxes: tuple[Box, ...]
    width: int | None
    origin: Origin

    @property
    def least_height(self) -> int:
        """How high it is where nothing stretches it."""
        return sum(box.least_height for box in self.boxes)


class _Spot(NamedTuple):
    box: Box
    x: int
    y: int
    width: int
    height: int


def place(rows: Iterable[Sequence[Cell]]) -> tuple[tuple[Placed, ...], list[Problem]]:
    """Return every widget in its place, in reading order, and what does not fit on the grid."""
    spots: list[_Spot] = []
    apart: list[_Spot] = []
    problems: list[Problem] = []
    y = 0
    for row in rows:
        apart += (_apart(box) for cell in row for box in cell.boxes if box.at is not None)
        flowing = [cell for cell in map(_without_apart, row) if cell.boxes]
        height = max((cell.least_height for cell in flowing), default=0)
        x = 0
        for cell, width in zip(flowing, _widths(flowing, problems), strict=False):
            spots += _stacked(cell, x, y, width, height)
            x += width
        y += height
    spots += apart
    inside = [spot for spot in spots if spot.x + spot.width <= COLUMNS]
    problems += (_off_grid(spot) for spot in spots if spot.x + spot.width > COLUMNS)
    problems += _overlaps(inside)
    inside.sort(key=lambda spot: (spot.y, spot.x))
    return tuple(placed for spot in inside for placed in _placed(spot)), problems


def _without_apart(cell: Cell) -> Cell:
    flowing = tuple(box for box in cell.boxes if box.at is None)
    return Cell(flowing, cell.width, cell.origin)


def _widths(cells: Sequence[Cell], problems: list[Problem]) -> list[int]:
    """Return the widths of the cells of a row: what is left over is shared by those without one."""
    free = sum(cell.width is None for cell in cells)
    left = COLUMNS - sum(cell.width or 0 for cell in cells)
    if left < free:
        message = (
            f"a row is {COLUMNS} columns wide, its widgets need {COLUMNS - left + free} or more"
        )
        help = "make them narrower, or begin another row"
        problems.append(Problem("bad-row", message, cells[-1].origin, help=help))
        return []
    widths: list[int] = []
    number = 0
    for cell in cells:
        if cell.width is not None:
            widths.append(cell.width)
            continue
        # Even widths: the edges of the columns are rounded down.
        widths.append(left * (number + 1) // free - left * number // free)
        number += 1
    return widths


def _stacked(cell: Cell, x: int, y: int, width: int, row_height: int) -> Iterator[_Spot]:
    """Yield the widgets of a cell; the last one without a height fills what is left of the row."""
    stretched = next((box for box in reversed(cell.boxes) if box.height is None), None)
    for box in cell.boxes:
        height = box.least_height
        if box is stretched:
            height = min(height + row_height - cell.least_height, MAX_HEIGHT)
        yield _Spot(box, x, y, box.width or width, height)
        y += height


def _apart(box: Box) -> _Spot:
    x, y = box.at or (0, 0)
    return _Spot(box, x, y, box.width or _USUAL_WIDTH, box.least_height)


def _placed(spot: _Spot) -> Iterator[Placed]:
    box, x, y, width, height = spot
    if box.widget is not None:
        yield Placed(box.widget, x, y, width, height, box.origin)


def _off_grid(spot: _Spot) -> Problem:
    message = (
        f"{_called(spot)} reaches column {spot.x + spot.width}, the grid has {COLUMNS}: "
        f"it begins at {spot.x} and is {spot.width} wide"
    )
    return Problem("off-grid", message, spot.box.origin)


def _overlaps(spots: Sequence[_Spot]) -> Iterator[Problem]:
    """Find widgets that stand where another does, from the top down."""
    reaching: list[_Spot] = []  # what is above the next one; without overlaps at most 24
    for spot in sorted(spots, key=lambda one: one.y):
        reaching = [other for other in reaching if other.y + other.height > spot.y]
        under = next((other for other in reaching if _share_columns(spot, other)), None)
        if under is None:
            reaching.append(spot)
            continue
        # Told where somebody chose the place, of which the rows know nothing.
        told, other = (spot, under) if spot.box.at is not None else (under, spot)
        message = f"{_called(told)} stands where {_called(other)} does"
        related = (Related("the other", other.box.origin),)
        yield Problem("overlapping-widgets", message, told.box.origin, related=related)


def _share_columns(one: _Spot, other: _Spot) -> bool:
    return one.x < other.x + other.width and other.x < one.x + one.width


def _called(spot: _Spot) -> str:
    title = title_of(spot.box.widget) if spot.box.widget is not None else ""
    return f"`{title}`" if title else "a widget"
