"""A CloudWatch dashboard: widgets placed on a grid of 24 columns."""

from dataclasses import dataclass, field
from enum import Enum

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import AnyMetric
from eventflow_monitoring.position import Origin

COLUMNS = 24
"""Width of the grid (CloudWatch API reference, "Dashboard body structure and syntax")."""


class View(Enum):
    """How a metric widget shows its metrics."""

    LINE = "line"
    STACKED = "stacked"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Curve:
    """A metric on a graph with the statistic it is drawn by (None for a computed metric)."""

    metric: AnyMetric
    statistic: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricWidget:
    """A graph, or the latest numbers, of some metrics."""

    title: str
    view: View
    curves: tuple[Curve, ...]
    period: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmStatusWidget:
    """The states of some alarms."""

    title: str
    alarms: tuple[Alarm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextWidget:
    """Text in CloudWatch's Markdown."""

    markdown: str


Widget = MetricWidget | AlarmStatusWidget | TextWidget


@dataclass(frozen=True, slots=True)
class Placed:
    """A widget with its place on the grid, in columns and rows from the top left."""

    widget: Widget
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """A dashboard with its widgets in reading order."""

    name: str
    physical_name: str
    widgets: tuple[Placed, ...]
    origin: Origin = field(compare=False)
