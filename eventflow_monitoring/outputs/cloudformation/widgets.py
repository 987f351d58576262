"""Widgets as the body of a dashboard holds them.

Source: CloudWatch API reference, "Dashboard body structure and syntax".
"""

from typing import Any

from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.widget import (
    AlarmGraphWidget,
    AlarmStatusWidget,
    CustomWidget,
    ExplorerWidget,
    LogView,
    LogWidget,
    MetricWidget,
    TextWidget,
    View,
    Widget,
)
from eventflow_monitoring.outputs.cloudformation.alarms import alarm_arn
from eventflow_monitoring.outputs.cloudformation.metric_widget import (
    metric_widget,
    place_json,
    view_json,
)
from eventflow_monitoring.outputs.cloudformation.resource import function_arn


def widget_json(widget: Widget, environment: Environment) -> tuple[str, dict[str, Any]]:
    """Return the type of a widget, and its properties."""
    match widget:
        case MetricWidget():
            return "metric", metric_widget(widget, environment)
        case AlarmGraphWidget():
            return "metric", {
                "title": widget.title,
                "view": "timeSeries",
                "stacked": False,
                "region": environment.region,
                "annotations": {"alarms": [alarm_arn(environment, widget.alarm)]},
            }
        case AlarmStatusWidget():
            return "alarm", _alarm_status(widget, environment)
        case TextWidget():
            background = {"background": "transparent"} if widget.transparent else {}
            return "text", {"markdown": widget.markdown, **background}
        case LogWidget():
            return "log", _log(widget, environment)
        case ExplorerWidget():
            return "explorer", _explorer(widget)
        case CustomWidget():
            return "custom", _custom(widget, environment)


def _alarm_status(widget: AlarmStatusWidget, environment: Environment) -> dict[str, Any]:
    made: dict[str, Any] = {
        "title": widget.title,
        "alarms": [alarm_arn(environment, alarm) for alarm in widget.alarms],
    }
    if widget.states:
        made["states"] = list(widget.states)
    if widget.sort_by is not None:
        made["sortBy"] = widget.sort_by
    return made


def _log(widget: LogWidget, environment: Environment) -> dict[str, Any]:
    sources = " | ".join(f"SOURCE '{group.physical_name}'" for group in widget.log_groups)
    over_time = widget.view in (LogView.LINE, LogView.STACKED)
    made: dict[str, Any] = {
        "title": widget.title,
        "region": environment.region,
        "query": f"{sources} | {widget.query}",
        "view": "timeSeries" if over_time else widget.view.value,
        **place_json(widget.place),
    }
    if over_time:
        made["stacked"] = widget.view is LogView.STACKED
    return made


def _explorer(widget: ExplorerWidget) -> dict[str, Any]:
    made: dict[str, Any] = {
        "title": widget.title,
        "metrics": [
            {"resourceType": kind, "metricName": name, "stat": statistic}
            for kind, name, statistic in widget.metrics
        ],
        "labels": [
            {"key": key} if value is None else {"key": key, "value": value}
            for key, value in widget.labels
        ],
        "period": widget.period,
        "widgetOptions": {
            "legend": {"position": widget.legend.value},
            "view": view_json(widget.view),
            "stacked": widget.view is View.STACKED,
            "rowsPerPage": widget.rows_per_page,
            "widgetsPerRow": widget.widgets_per_row,
        },
    }
    if widget.aggregate is not None:
        key, function = widget.aggregate
        made["aggregateBy"] = {"key": key, "func": function}
    if widget.split_by is not None:
        made["splitBy"] = widget.split_by
    return made


def _custom(widget: CustomWidget, environment: Environment) -> dict[str, Any]:
    made: dict[str, Any] = {
        "title": widget.title,
        "endpoint": function_arn(environment, widget.function),
        "updateOn": {
            event: event in widget.update_on for event in ("refresh", "resize", "timeRange")
        },
    }
    if widget.parameters:
        made["params"] = dict(widget.parameters)
    return made
