"""Dashboards: the JSON body that CloudWatch takes.

Source: CloudWatch API reference, "Dashboard body structure and syntax".
"""

import json
from collections.abc import Iterator
from typing import Any

from eventflow_monitoring.model.dashboard import (
    AlarmStatusWidget,
    Curve,
    MetricWidget,
    Placed,
    TextWidget,
    View,
    Widget,
)
from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.metric import Metric
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.outputs.cloudformation.alarms import alarm_arn
from eventflow_monitoring.outputs.cloudformation.resource import Resource, logical_id


def dashboard_resources(monitoring: Monitoring) -> Iterator[tuple[str, Resource]]:
    """Yield the dashboards."""
    for dashboard in monitoring.dashboards:
        body = {
            "widgets": [_placed(placed, monitoring.environment) for placed in dashboard.widgets]
        }
        yield (
            logical_id("Dashboard", dashboard.name),
            Resource(
                "AWS::CloudWatch::Dashboard",
                {
                    "DashboardName": dashboard.physical_name,
                    "DashboardBody": json.dumps(body, ensure_ascii=False, separators=(",", ":")),
                },
                origin=dashboard.origin,
            ),
        )


def _placed(placed: Placed, environment: Environment) -> dict[str, Any]:
    kind, properties = _widget(placed.widget, environment)
    return {
        "type": kind,
        "x": placed.x,
        "y": placed.y,
        "width": placed.width,
        "height": placed.height,
        "properties": properties,
    }


def _widget(widget: Widget, environment: Environment) -> tuple[str, dict[str, Any]]:
    match widget:
        case MetricWidget():
            return "metric", _metric_widget(widget, environment)
        case AlarmStatusWidget(title=title, alarms=alarms):
            arns = [alarm_arn(environment, alarm) for alarm in alarms]
            return "alarm", {"title": title, "alarms": arns}
        case TextWidget(markdown=markdown):
            return "text", {"markdown": markdown}


def _metric_widget(widget: MetricWidget, environment: Environment) -> dict[str, Any]:
    drawn: dict[str, Any] = {}  # operands shared by several expressions stand once
    for curve in widget.curves:
        drawn.update(_curve(curve, drawn))
    return {
        "title": widget.title,
        "view": "singleValue" if widget.view is View.NUMBER else "timeSeries",
        "stacked": widget.view is View.STACKED,
        "region": environment.region,
        "period": widget.period,
        "metrics": list(drawn.values()),
    }


def _curve(curve: Curve, drawn: dict[str, Any]) -> dict[str, Any]:
    metric = curve.metric
    if isinstance(metric, Metric):
        statistic = curve.statistic or metric.statistic
        key = f"{statistic}({metric.name})"
        label = metric.label if statistic == metric.statistic else f"{metric.label} {statistic}"
        return {key: [*_path(metric), {"stat": statistic, "label": label}]}
    hidden = {
        operand_id: [
            *_path(operand),
            {"id": operand_id, "stat": operand.statistic, "visible": False},
        ]
        for operand_id, operand in metric.operands
        if operand_id not in drawn
    }
    result_id = f"{metric.name[0].lower()}{metric.name[1:]}"
    return {
        **hidden,
        metric.name: [{"id": result_id, "expression": metric.expression, "label": metric.label}],
    }


def _path(metric: Metric) -> list[str]:
    values = [text for name, value in metric.dimensions for text in (name, str(value))]
    return [metric.namespace, metric.metric_name, *values]
