"""What has to be given for an alarm: the stored metrics that decide its state."""

from collections.abc import Container, Mapping

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import HealthCheckId, Metric
from eventflow_monitoring.model.trigger import CompositeTrigger, metrics_read

StoredAs = tuple[str, str, tuple[tuple[str, str | HealthCheckId], ...]]
"""What CloudWatch knows a metric by: namespace, name and dimensions."""


def stored_as(metric: Metric) -> StoredAs:
    """Return what CloudWatch knows a metric by, whatever the catalogue calls it."""
    return metric.namespace, metric.metric_name, metric.dimensions


def metrics_needed(
    alarm: Alarm, alarms: Mapping[str, Alarm], told: Container[str] = ()
) -> tuple[Metric, ...]:
    """Return the metrics that an alarm reads; of a composite, those of its children.

    `alarms` are all, by their names, and `told` those that need none. A composite in a cycle of them
    ends it.
    """
    needed: dict[StoredAs, Metric] = {}
    seen: set[str] = set()
    waiting = [alarm]
    while waiting:
        one = waiting.pop()
        if one.name in seen or one.name in told:
            continue
        seen.add(one.name)
        if isinstance(one.trigger, CompositeTrigger):
            waiting += [alarms[name] for name in one.trigger.children if name in alarms]
        for metric in metrics_read(one.trigger):
            needed.setdefault(stored_as(metric), metric)
    return tuple(needed.values())
