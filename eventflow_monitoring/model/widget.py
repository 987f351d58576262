"""What stands on a dashboard: one class for each of CloudWatch's types of widget.

Source of the properties: CloudWatch API reference, "Dashboard body structure and syntax".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.log_group import LogGroup
from eventflow_monitoring.model.metric import AnyMetric, ComputedMetric


class View(Enum):
    """How a metric widget shows its metrics."""

    LINE = "line"
    STACKED = "stacked"
    BAR = "bar"
    PIE = "pie"
    GAUGE = "gauge"
    NUMBER = "number"
    TABLE = "table"

    @property
    def over_time(self) -> bool:
        """Whether it has an axis of time, on which every data point stands."""
        return self in (View.LINE, View.STACKED)


class LogView(Enum):
    """How a log widget shows the result of its query."""

    TABLE = "table"
    LINE = "line"
    STACKED = "stacked"
    BAR = "bar"
    PIE = "pie"


class Fill(Enum):
    """The side of a line that is shaded; `above` and `below` one that lies, the others one that stands."""

    NONE = "none"
    ABOVE = "above"
    BELOW = "below"
    BEFORE = "before"
    AFTER = "after"


class Legend(Enum):
    """Where the legend stands."""

    BOTTOM = "bottom"
    RIGHT = "right"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the data of a widget comes from, if not from the dashboard's own account and region."""

    account: str | None = None
    region: str | None = None


HERE = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A metric on a graph with the statistic it is drawn by (None for a computed metric).

    `by` draws a curve for every value that these dimensions have, instead of one. `period` None is
    the widget's.
    """

    metric: AnyMetric
    statistic: str | None
    by: tuple[str, ...] = ()
    label: str | None = None
    color: str | None = None
    right: bool = False
    period: int | None = None
    place: Place = HERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """A vertical axis of a graph."""

    label: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    show_units: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class HorizontalLine:
    """A line at a value, or with `to` a band between two values.

    `alarm` names the alarm whose threshold it is, where it is one's.
    """

    value: float
    to: float | None = None
    label: str | None = None
    color: str | None = None
    fill: Fill = Fill.NONE
    right: bool = False
    alarm: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerticalLine:
    """A line at a time (ISO 8601, UTC), or with `to` a band between two times."""

    time: str
    to: str | None = None
    label: str | None = None
    color: str | None = None
    fill: Fill = Fill.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSettings:
    """How the view `table` is laid out: one row (or column) a metric, and columns that sum it up."""

    vertical: bool = False
    summary: tuple[str, ...] = ()
    sticky_summary: bool = False
    show_data: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricWidget:
    """A graph, or the latest numbers, of some metrics. `period` is in seconds."""

    title: str
    view: View
    curves: tuple[Curve, ...]
    period: int
    left: Axis | None = None
    right: Axis | None = None
    horizontal: tuple[HorizontalLine, ...] = ()
    vertical: tuple[VerticalLine, ...] = ()
    legend: Legend | None = None
    sparkline: bool = False
    live_data: bool = False
    time_zone: str | None = None
    table: TableSettings | None = None
    place: Place = HERE

    @property
    def metrics_read(self) -> int:
        """How many metrics it is made of: its curves, and what the computed ones are read from."""
        operands = {
            operand_id
            for curve in self.curves
            if isinstance(curve.metric, ComputedMetric)
            for operand_id, _ in curve.metric.operands
        }
        return len(self.curves) + len(operands)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmGraphWidget:
    """The metric of one alarm, with its threshold; CloudWatch takes both from the alarm."""

    title: str
    alarm: Alarm


MAX_ALARMS = 100
"""Alarms of one widget (CloudWatch API reference, "Properties of an Alarm Status Widget Object")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmStatusWidget:
    """The states of some alarms. `states` are those shown (none: all), `sort_by` CloudWatch's word."""

    title: str
    alarms: tuple[Alarm, ...]
    states: tuple[str, ...] = ()
    sort_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextWidget:
    """Text in CloudWatch's Markdown."""

    markdown: str
    transparent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LogWidget:
    """The result of a Logs Insights query over some log groups."""

    title: str
    query: str
    log_groups: tuple[LogGroup, ...]
    view: LogView
    place: Place = HERE


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplorerWidget:
    """The metrics of all resources that have some tags (CloudWatch: metrics explorer).

    `metrics` are type of resource, metric name and statistic; `labels` tags and their values (None:
    any). `aggregate` is a tag and a function over the resources with one value of it.
    """

    title: str
    metrics: tuple[tuple[str, str, str], ...]
    labels: tuple[tuple[str, str | None], ...]
    aggregate: tuple[str, str] | None = None
    split_by: str | None = None
    period: int = 300
    view: View = View.LINE
    rows_per_page: int = 1
    widgets_per_row: int = 2
    legend: Legend = Legend.BOTTOM


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomWidget:
    """What a Lambda function draws, which is called again on each of `update_on`.

    `function` is its ARN, or the name of one of the environment's.
    """

    title: str
    function: str
    parameters: Mapping[str, Any] = field(default_factory=dict, hash=False)
    update_on: tuple[str, ...] = ("refresh", "resize", "timeRange")


Widget = (
    MetricWidget
    | AlarmGraphWidget
    | AlarmStatusWidget
    | TextWidget
    | LogWidget
    | ExplorerWidget
    | CustomWidget
)


def title_of(widget: Widget) -> str:
    """Return what stands above a widget, or the first line of its text."""
    if isinstance(widget, TextWidget):
        lines = (line.strip().lstrip("#").strip() for line in widget.markdown.splitlines())
        return next((line for line in lines if line), "")
    return widget.title
