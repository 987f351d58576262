"""The metric of an alarm with its threshold, as the console shows it.

Example:
    Alarms:
      HighLatency:
        Tier: high
        Condition: Latency > 1 second for 10 minutes
        Actions: [alerts]
    Dashboards:
      operations:
        Rows:
          - - Kind: AlarmGraph
              Alarm: HighLatency
"""

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.trigger import (
    AnomalyTrigger,
    MetricsInsightsTrigger,
    ThresholdTrigger,
)
from eventflow_monitoring.model.widget import AlarmGraphWidget, TextWidget
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.widget_spec import WidgetSpec


class AlarmGraphSpec(WidgetSpec):
    """The metric of an alarm with its threshold, which CloudWatch takes from the alarm itself."""

    alarm: str
    """The alarm, of `Alarms:`; one that watches metrics."""
    title: str | None = None
    """What stands above it; by default the name of the alarm."""


def expand(
    spec: AlarmGraphSpec, entry: Entry, context: Context
) -> AlarmGraphWidget | TextWidget | None:
    """Return the widget of an entry; a text where the alarm is not deployed."""
    origin = entry.origin("Alarm")
    if not context.knows("Alarms", spec.alarm, origin):
        return None
    title = spec.title or spec.alarm
    if context.is_disabled("Alarms", spec.alarm):
        return TextWidget(markdown=f"**{title}**: the alarm is not deployed here.")
    alarm = context.find("Alarms", Alarm, spec.alarm, origin)
    if alarm is None:
        return None
    if not has_graph(alarm):
        context.report(
            Problem("undrawable-alarm", f"`{alarm.name}` watches no metric that can be drawn", origin,
                    help="show its state instead: `Kind: AlarmStatus`")
        )  # fmt: skip
        return None
    return AlarmGraphWidget(title=title, alarm=alarm)


def has_graph(alarm: Alarm) -> bool:
    """Tell whether CloudWatch draws an alarm: one on metrics, no composite, log or PromQL alarm."""
    return isinstance(alarm.trigger, ThresholdTrigger | AnomalyTrigger | MetricsInsightsTrigger)


KIND = Kind("AlarmGraph", AlarmGraphSpec, expand)
