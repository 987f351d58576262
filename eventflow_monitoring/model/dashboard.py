"""A CloudWatch dashboard: widgets placed on a grid of 24 columns, and variables to choose by."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from eventflow_monitoring.model.variable import Variable
from eventflow_monitoring.model.widget import AlarmGraphWidget, MetricWidget, Widget
from eventflow_monitoring.position import Origin

COLUMNS = 24
"""Width of the grid (CloudWatch API reference, "Dashboard body structure and syntax")."""

MAX_WIDGETS = 500
"""Widgets of a dashboard (CloudWatch API reference, "Dashboard body structure and syntax")."""

MAX_METRICS = 2_500
"""Metrics of a dashboard, hidden ones included (CloudWatch User Guide, "CloudWatch service quotas")."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A widget with its place on the grid, in columns and rows from the top left."""

    widget: Widget
    x: int
    y: int
    width: int
    height: int
    origin: Origin = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """A dashboard with its widgets in reading order.

    `start` is how far back its graphs begin, in seconds. `fixed_periods` obeys the periods of its
    graphs whatever time range somebody looks at (CloudWatch: periodOverride `inherit`); otherwise
    CloudWatch lengthens them with the range. `refresh` is how often, in seconds, whoever watches
    should see new data; CloudWatch has no such field.
    """

    name: str
    physical_name: str
    widgets: tuple[Placed, ...]
    variables: tuple[Variable, ...] = ()
    start: int | None = None
    fixed_periods: bool = False
    refresh: int | None = None
    origin: Origin = field(compare=False)


def is_too_large(widgets: Sequence[Placed]) -> bool:
    """Tell whether some widgets are more than one dashboard holds."""
    return len(widgets) > MAX_WIDGETS or metrics_drawn(widgets) > MAX_METRICS


def rows_of(widgets: Iterable[Placed]) -> Iterator[list[Placed]]:
    """Yield the widgets between two lines that cross none of them, from the top."""
    row: list[Placed] = []
    bottom = 0
    for one in sorted(widgets, key=lambda placed: (placed.y, placed.x)):
        if row and one.y >= bottom:
            yield row
            row = []
        row.append(one)
        bottom = max(bottom, one.y + one.height)
    if row:
        yield row


def metrics_drawn(widgets: Iterable[Placed]) -> int:
    """Return how many metrics some widgets read, hidden ones included."""
    return sum(_drawn(one.widget) for one in widgets)


def _drawn(widget: Widget) -> int:
    if isinstance(widget, MetricWidget):
        return widget.metrics_read
    return 1 if isinstance(widget, AlarmGraphWidget) else 0
