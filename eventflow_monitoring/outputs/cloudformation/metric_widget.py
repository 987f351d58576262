"""Metric widgets: the array of metrics, the axes, lines and bands.

Source: CloudWatch API reference, "Properties of a Metric Widget Object" and "Metric Widget: Format
for Each Metric in the Array".
"""

import re
from collections.abc import Mapping
from typing import Any

from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.metric import AnyMetric, ComputedMetric, Metric
from eventflow_monitoring.model.number import number
from eventflow_monitoring.model.search import search
from eventflow_monitoring.model.widget import (
    Axis,
    Curve,
    Fill,
    HorizontalLine,
    MetricWidget,
    Place,
    TableSettings,
    VerticalLine,
    View,
)

_VIEWS = {View.LINE: "timeSeries", View.STACKED: "timeSeries", View.NUMBER: "singleValue"}

_TEXT_OR_WORD = re.compile(r""""[^"]*"|'[^']*'|[A-Za-z_]\w*""")


def metric_widget(widget: MetricWidget, environment: Environment) -> dict[str, Any]:
    """Return the properties of a metric widget."""
    made: dict[str, Any] = {
        "title": widget.title,
        "view": view_json(widget.view),
        "stacked": widget.view is View.STACKED,
        "region": environment.region,
        "period": widget.period,
        "metrics": series(widget),
        **place_json(widget.place),
    }
    axes = {"left": widget.left, "right": widget.right}
    if any(axes.values()):
        made["yAxis"] = {side: _axis(axis) for side, axis in axes.items() if axis is not None}
    annotations = _annotations(widget)
    if annotations:
        made["annotations"] = annotations
    if widget.legend is not None:
        made["legend"] = {"position": widget.legend.value}
    if widget.sparkline:
        made["sparkline"] = True
    if widget.live_data:
        made["liveData"] = True
    if widget.time_zone is not None:
        made["timezone"] = widget.time_zone
    if widget.table is not None:
        made["table"] = _table(widget.table)
    return made


def view_json(view: View) -> str:
    """Return CloudWatch's name of a view."""
    return _VIEWS.get(view, view.value)


def place_json(place: Place) -> dict[str, str]:
    """Return where data comes from, if not from where the dashboard stands."""
    account = {} if place.account is None else {"accountId": place.account}
    region = {} if place.region is None else {"region": place.region}
    return account | region


def series(widget: MetricWidget) -> list[list[Any]]:
    """Return the array of metrics; operands that several expressions share stand in it once."""
    drawn: list[list[Any]] = []
    hidden: dict[str, list[Any]] = {}
    for curve in widget.curves:
        ids: dict[str, str] = {}
        if isinstance(curve.metric, ComputedMetric):
            for operand_id, operand in curve.metric.operands:
                ids[operand_id], read = _hidden(operand_id, operand, hidden)
                if read not in drawn:
                    drawn.append(read)
        drawn.append(_series(curve, ids))
    return drawn


def _hidden(
    operand_id: str, operand: Metric, hidden: dict[str, list[Any]]
) -> tuple[str, list[Any]]:
    """Return the id of what a computed metric is read from, and what stands in the array for it.

    The same metric with other dimensions gets another id. `hidden` has those of the graph so far,
    to which this is added.
    """
    number = 1
    while True:
        free = operand_id if number == 1 else f"{operand_id}_{number}"
        read = [*_path(operand), {"id": free, "stat": operand.statistic, "visible": False}]
        if hidden.setdefault(free, read) == read:
            return free, read
        number += 1


def _renamed(expression: str, ids: Mapping[str, str]) -> str:
    """Return an expression with other ids; what stands in quotes is no id."""
    return _TEXT_OR_WORD.sub(lambda match: ids.get(match[0], match[0]), expression)


def _series(curve: Curve, ids: Mapping[str, str]) -> list[Any]:
    """Return what stands in the array for a curve itself; `ids` are those of its operands."""
    metric = curve.metric
    options = _options(curve)
    if isinstance(metric, ComputedMetric):
        expression = _renamed(metric.expression, ids)
        return [{"expression": expression, "label": _picked_label(metric), **options}]
    statistic = curve.statistic or metric.statistic
    if curve.by:
        period = "" if curve.period is None else f", {curve.period}"
        found = f"SEARCH('{search(metric, curve.by)}', '{statistic}'{period})"
        # Each is called by what tells it from the others (CloudWatch: dynamic labels).
        label = ", ".join(f"${{PROP('Dim.{name}')}}" for name in curve.by)
        return [{"expression": found, "label": label, **options}]
    return [*_path(metric), {"stat": statistic, "label": _label(metric, statistic), **options}]


def _options(curve: Curve) -> dict[str, Any]:
    options: dict[str, Any] = dict(place_json(curve.place))
    if curve.label is not None:
        options["label"] = curve.label
    if curve.color is not None:
        options["color"] = curve.color
    if curve.right:
        options["yAxis"] = "right"
    if curve.period is not None:
        options["period"] = curve.period
    return options


def _label(metric: Metric, statistic: str) -> str:
    """Name a metric, with its statistic where that is not its own."""
    label = _picked_label(metric)
    return label if statistic == metric.statistic else f"{label} {statistic}"


def _picked_label(metric: AnyMetric) -> str:
    """Name a metric with the dimensions that were chosen for it."""
    of = ", ".join(value for _, value in metric.picked)
    return f"{metric.label} of {of}" if of else metric.label


def _path(metric: Metric) -> list[str]:
    values = [text for name, value in metric.dimensions for text in (name, str(value))]
    return [metric.namespace, metric.metric_name, *values]


def _axis(axis: Axis) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if axis.label is not None:
        made["label"] = axis.label
    if axis.minimum is not None:
        made["min"] = number(axis.minimum)
    if axis.maximum is not None:
        made["max"] = number(axis.maximum)
    if not axis.show_units:
        made["showUnits"] = False
    return made


def _annotations(widget: MetricWidget) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if widget.horizontal:
        made["horizontal"] = [_horizontal(line) for line in widget.horizontal]
    if widget.vertical:
        made["vertical"] = [_vertical(line) for line in widget.vertical]
    return made


def _horizontal(line: HorizontalLine) -> Any:
    side = {"yAxis": "right"} if line.right else {}
    first = {**_look(line), **side, "value": number(line.value)}
    return first if line.to is None else [first, {"value": number(line.to)}]


def _vertical(line: VerticalLine) -> Any:
    first = {**_look(line), "value": line.time}
    return first if line.to is None else [first, {"value": line.to}]


def _look(line: HorizontalLine | VerticalLine) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if line.label is not None:
        made["label"] = line.label
    if line.color is not None:
        made["color"] = line.color
    if line.fill is not Fill.NONE:
        made["fill"] = line.fill.value
    return made


def _table(table: TableSettings) -> dict[str, Any]:
    return {
        "layout": "vertical" if table.vertical else "horizontal",
        "summaryColumns": list(table.summary),
        "stickySummary": table.sticky_summary,
        "showTimeSeriesData": table.show_data,
    }
