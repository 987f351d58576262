"""A graph, or the latest numbers, of some metrics.

Example:
    Dashboards:
      operations:
        Rows:
          - - Title: Memory now
              View: gauge
              Metrics: [Memory]
            - Title: Requests and errors
              View: table
              Metrics: [Requests, Errors]
              Table: {Summary: [SUM, MAX], StickySummary: true}
            - Title: Apart, below
              Metrics: [Requests]
              X: 0
              Y: 10
              Width: 24
              Annotations:
                - {Value: 500 requests, To: 1000 requests, Label: busy}
                - {Time: 2026-11-01, To: 2026-11-02, Label: freeze}

Example:
    Alarms:
      HighLatency:
        Tier: high
        Condition: Latency > 1 second for 10 minutes
        Actions: [alerts]
    Dashboards:
      operations:
        Rows:
          - - Title: Latency, with the threshold of HighLatency
              Metrics: [p50(Latency), p95(Latency)]
              Period: 5 minutes
              LeftAxis: {Min: 0 seconds, Label: time to answer}
            - Title: Requests now
              View: number
              Metrics: [Requests]
              Sparkline: true
          - - Title: Lag of every consumer group
              Metrics:
                - {Metric: Lag, By: [group], Label: "${PROP('Dim.group')}"}
                - {Metric: Requests, Axis: right, Color: grey}
              Annotations:
                - {Value: 5000 events, Label: catching up takes an hour, Fill: above}
                - {Time: "2026-11-02T09:00Z", Label: release 4}
"""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Annotated, Any, ClassVar

from pydantic import Field

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.unit import Unit
from eventflow_monitoring.model.widget import (
    Axis,
    Curve,
    HorizontalLine,
    Legend,
    MetricWidget,
    TableSettings,
    VerticalLine,
    View,
)
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.alarm_thresholds import thresholds_on
from eventflow_monitoring.specs.annotation import AnnotationSpec, AxisSpec, axis_of, line_of
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.curve import CurveSpec, Side, curve_of
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.quantity import QuantityError
from eventflow_monitoring.specs.scalars import Flag, Minutes, reader
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.spec import Spec
from eventflow_monitoring.specs.widget_spec import PlacedDataSpec, place_of

_OFFSET = re.compile(r"(?:UTC)?([+-])(0\d|1[0-4]):?([0-5]\d)", re.ASCII)


def _offset(text: str) -> str:
    if text == "UTC":
        return "+0000"
    match = _OFFSET.fullmatch(text)
    if match is None:
        help = "a graph takes an offset from UTC, without summer time: `+01:00`, `UTC`"
        raise QuantityError("bad-time-zone", f"`{text}` is no offset", help)
    return "".join(match.groups())


class TableLayout(Enum):
    """Which way the metrics of a table run."""

    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"


class TableSummary(Enum):
    """Columns that sum a table up."""

    MINIMUM = "MIN"
    MAXIMUM = "MAX"
    SUM = "SUM"
    AVERAGE = "AVG"


class TableSpec(Spec):
    """How the view `table` is laid out."""

    layout: TableLayout = TableLayout.HORIZONTAL
    """Whether a metric is a row (`horizontal`) or a column (`vertical`)."""
    summary: list[TableSummary] = Field(default_factory=list)
    """Columns that sum it up."""
    sticky_summary: Flag = False
    """Whether those stay in sight."""
    show_data: Flag = True
    """Whether every data point has a column too."""


class GraphSpec(PlacedDataSpec):
    """A graph, or the latest numbers, of some metrics.

    The thresholds of alarms are drawn on the graphs of their metrics (views `line`, `stacked` and
    `gauge`), for the same dimensions and statistic and, of what is counted, the same period. A variable
    of the dashboard chooses the value of a dimension that is written, whatever that is.
    """

    PLACEHOLDERS: ClassVar[Mapping[str, Any]] = {"Title": "x", "Metrics": []}

    title: str
    """What stands above it."""
    view: View = View.LINE
    """How it is drawn: `line` and `stacked` over time, the others for the whole time range."""
    metrics: list[CurveSpec]
    """Metrics of the catalogue, each optionally with a statistic: `p95(ApiLatency)`."""
    period: Minutes = 60
    """The length of one data point."""
    left_axis: AxisSpec | None = None
    """The axis on the left."""
    right_axis: AxisSpec | None = None
    """The axis on the right."""
    annotations: list[AnnotationSpec] = Field(default_factory=list)
    """Lines and bands across it."""
    alarm_thresholds: Flag = True
    """Whether the thresholds of alarms on its metrics are drawn."""
    legend: Legend | None = None
    """Where the legend stands; by default below."""
    sparkline: Flag = False
    """Whether the view `number` has a small graph below each number."""
    live_data: Flag = False
    """Whether the newest data point is shown before its period is over."""
    time_zone: Annotated[str, reader(_offset)] | None = None
    """The offset from UTC of its times, `+01:00`; by default that of whoever looks."""
    table: TableSpec | None = None
    """How the view `table` is laid out."""


def expand(spec: GraphSpec, entry: Entry, context: Context) -> MetricWidget | None:
    """Return the widget of an entry."""
    found = [
        curve_of(one, entry.at(_item(entry, index), "Metrics", index), context)
        for index, one in enumerate(spec.metrics)
    ]
    curves = tuple(curve for curve in found if curve is not None)
    _check_view(spec, entry, context)
    if not curves or len(curves) < len(spec.metrics):
        return None
    measured = any(curve.right for curve in curves) or not spec.view.over_time
    if spec.right_axis is not None and not measured:
        message = "nothing is measured by the right axis"
        help = "say `Axis: right` of a metric: `{Metric: Requests, Axis: right}`"
        origin = entry.origin("RightAxis", on_key=True)
        context.report(Problem("bad-graph", message, origin, help=help))
    place = place_of(spec, entry, context)
    units = {side: _unit(curves, side) for side in Side}
    lines = [
        line_of(
            one, units, entry.at(entry.data["Annotations"][index], "Annotations", index), context
        )
        for index, one in enumerate(spec.annotations)
    ]
    if spec.alarm_thresholds and (spec.view.over_time or spec.view is View.GAUGE):
        alarms: dict[str, Alarm] = context.expanded["Alarms"]
        in_order = (alarms[name] for name in sorted(alarms))
        lines += thresholds_on(curves, spec.period, place, in_order, context.environment)
    left = axis_of(spec.left_axis, "LeftAxis", units[Side.LEFT], entry, context)
    if spec.view is View.GAUGE:
        left = _gauge_axis(left, curves, entry, context)
    return MetricWidget(
        title=spec.title,
        view=spec.view,
        curves=curves,
        period=spec.period,
        left=left,
        right=axis_of(spec.right_axis, "RightAxis", units[Side.RIGHT], entry, context),
        horizontal=tuple(line for line in lines if isinstance(line, HorizontalLine)),
        vertical=tuple(line for line in lines if isinstance(line, VerticalLine)),
        legend=spec.legend,
        sparkline=spec.sparkline,
        live_data=spec.live_data,
        time_zone=spec.time_zone,
        table=_table(spec.table),
        place=place,
    )


def _item(entry: Entry, index: int) -> object:
    return entry.data["Metrics"][index]


def _unit(curves: tuple[Curve, ...], side: Side) -> Unit:
    """Return the unit of an axis: that of the first metric measured by it."""
    right = side is Side.RIGHT
    return next((one.metric.unit for one in curves if one.right is right), curves[0].metric.unit)


def _check_view(spec: GraphSpec, entry: Entry, context: Context) -> None:
    """Report what CloudWatch refuses, or passes over in silence for another view."""
    if entry.data.get("Metrics") == []:
        message = "a graph has a metric or more"
        context.report(Problem("bad-graph", message, entry.origin("Metrics")))
    settings = (
        ("Sparkline", spec.sparkline, (View.NUMBER,)),
        ("Table", spec.table is not None, (View.TABLE,)),
        ("RightAxis", spec.right_axis is not None, (View.LINE, View.STACKED)),
        ("Annotations", bool(spec.annotations), (View.LINE, View.STACKED, View.BAR, View.GAUGE)),
    )
    for key, said, views in settings:
        if said and spec.view not in views:
            known = ", ".join(f"`{view.value}`" for view in views)
            context.report(
                Problem("bad-graph", f"the view `{spec.view.value}` has no `{key}`",
                        entry.origin(key, on_key=True), help=f"it goes with {known}")
            )  # fmt: skip


def _gauge_axis(
    axis: Axis | None, curves: tuple[Curve, ...], entry: Entry, context: Context
) -> Axis | None:
    """Return the axis of a gauge, which needs both ends; a metric's range will do."""
    values = curves[0].metric.range
    made = axis or Axis()
    least = values.minimum if made.minimum is None else made.minimum
    most = values.maximum if made.maximum is None else made.maximum
    if least is None or most is None:
        context.report(
            Problem("bad-graph", "a gauge needs to know where it begins and ends",
                    entry.origin("View"), help="such as `LeftAxis: {Min: 0, Max: 100}`")
        )  # fmt: skip
        return None
    written_both = made.minimum is not None and made.maximum is not None  # and looked at already
    if least >= most and not written_both:
        context.report(Problem("bad-axis", "the gauge ends where it begins, or before",
                               entry.origin("LeftAxis")))  # fmt: skip
        return None
    return Axis(label=made.label, minimum=least, maximum=most, show_units=made.show_units)


def _table(spec: TableSpec | None) -> TableSettings | None:
    if spec is None:
        return None
    return TableSettings(
        vertical=spec.layout is TableLayout.VERTICAL,
        summary=tuple(one.value for one in spec.summary),
        sticky_summary=spec.sticky_summary,
        show_data=spec.show_data,
    )


KIND = Kind("Graph", GraphSpec, expand)
