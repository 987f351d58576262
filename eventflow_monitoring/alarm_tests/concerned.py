"""The alarms that a run is about, and the series they read."""

from collections.abc import Iterable, Mapping

from eventflow_monitoring.alarm_tests.needed import metrics_needed, stored_as
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import Metric
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import CompositeTrigger
from eventflow_monitoring.simulate.given import GivenSeries, series_name


def concerned(asked: Iterable[Alarm], monitoring: Monitoring) -> dict[str, Alarm]:
    """Return some alarms, and those that they ask or are held back by, by their names."""
    by_name = {alarm.name: alarm for alarm in monitoring.alarms}
    found: dict[str, Alarm] = {}
    waiting = [alarm.name for alarm in asked]
    while waiting:
        name = waiting.pop()
        if name in found or name not in by_name:
            continue
        alarm = found[name] = by_name[name]
        if isinstance(alarm.trigger, CompositeTrigger):
            waiting += alarm.trigger.children
        if alarm.suppressor is not None:
            waiting.append(alarm.suppressor.alarm)
    return found


def series_by_name(
    given: Iterable[tuple[Metric, GivenSeries]], alarms: Mapping[str, Alarm]
) -> dict[str, GivenSeries]:
    """Return series under every name that an alarm reads their metric by."""
    given = list(given)
    by_identity = {stored_as(metric): series for metric, series in given}
    read = [metric for alarm in alarms.values() for metric in metrics_needed(alarm, alarms)]
    return {
        series_name(metric): by_identity[stored_as(metric)]
        for metric in (*read, *(metric for metric, _ in given))
        if stored_as(metric) in by_identity
    }
