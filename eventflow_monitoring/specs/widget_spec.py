"""What all widgets may say: how large they are, and where they stand."""

from typing import Annotated, ClassVar

from eventflow_monitoring.model.dashboard import COLUMNS
from eventflow_monitoring.model.widget import HERE, Place
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.registry import registered
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.grid import MAX_HEIGHT, Box, Cell
from eventflow_monitoring.specs.regions import unknown_region
from eventflow_monitoring.specs.scalars import Account, Region, reader, within
from eventflow_monitoring.specs.section import read_kind
from eventflow_monitoring.specs.spec import Spec

# CloudWatch API reference, "Dashboard body structure and syntax".
Width = Annotated[int, reader(within(1, COLUMNS))]
Height = Annotated[int, reader(within(1, MAX_HEIGHT))]
Column = Annotated[int, reader(within(0, COLUMNS - 1))]
Row = Annotated[int, reader(within(0, 100_000))]


class WidgetSpec(Spec):
    """How large a widget is, and where it stands."""

    USUAL_HEIGHT: ClassVar[int] = 6
    """Its height in a row where nothing is higher."""

    width: Width | None = None
    """Columns of the grid, 1 to 24; by default an even share of what is left of the row."""
    height: Height | None = None
    """Rows of the grid, 1 to 1,000; by default as high as the row: 6, or 2 for texts alone."""
    x: Column | None = None
    """The column it begins in, 0 to 23: it stands there, apart from the rows. Goes with `Y`."""
    y: Row | None = None
    """The row of the grid it begins in, from 0. Goes with `X`."""


class PlacedDataSpec(WidgetSpec):
    """Where its data comes from."""

    account: Account | None = None
    """The account, where another one shares its data with this (cross-account observability)."""
    region: Region | None = None
    """The region, if not the environment's."""


def place_of(spec: PlacedDataSpec, entry: Entry, context: Context) -> Place:
    """Return where the data of a widget comes from; warns of a region that nobody knows."""
    if spec.region is not None:
        context.problems += unknown_region(spec.region, entry.origin("Region"))
    if spec.account is None and spec.region is None:
        return HERE
    return Place(account=spec.account, region=spec.region)


def read_cell(entry: Entry, context: Context) -> Cell:
    """Return what was written as an item of a row; what is broken keeps its place."""
    kinds = registered("eventflow_monitoring.specs.widgets", "KIND")
    found, problems = read_kind(entry, kinds, default="Graph")
    context.problems += problems
    expanded = None if found is None else found.expand(context)
    if isinstance(expanded, Cell):
        return expanded
    spec = found.spec if found is not None and isinstance(found.spec, WidgetSpec) else WidgetSpec()
    box = Box(
        widget=expanded,
        width=spec.width,
        height=spec.height,
        usual_height=spec.USUAL_HEIGHT,
        at=_chosen_place(spec, entry, context),
        origin=entry.origin(),
    )
    return Cell((box,), spec.width, box.origin)


def _chosen_place(spec: WidgetSpec, entry: Entry, context: Context) -> tuple[int, int] | None:
    if spec.x is not None and spec.y is not None:
        return spec.x, spec.y
    for written, value, missing in (("X", spec.x, "Y"), ("Y", spec.y, "X")):
        if value is not None and missing not in entry.data:
            origin = entry.origin(written, on_key=True)
            context.report(Problem("bad-place", f"`{written}` goes with `{missing}`", origin))
    return None
