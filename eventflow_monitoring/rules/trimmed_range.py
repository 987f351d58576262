"""A statistic trims at percentages for which AWS documents no alarm.

`TM`, `TC`, `TS` and `WM` of a range of percentages leave out the smallest and the largest values. For
alarms, AWS says that both ends are "between 10 and 90 inclusive"; what happens beyond is not said.
Source: CloudWatch API, PutMetricAlarm (ExtendedStatistic).

Fails:

    Alarms:
      SlowRequests:
        Tier: high
        Condition: TM(5%:95%)(Latency) > 1 second for 10 minutes
        Actions: [alerts]

Passes:

    Alarms:
      SlowRequests:
        Tier: high
        Condition: TM(10%:90%)(Latency) > 1 second for 10 minutes
        Actions: [alerts]

Passes (a range of values, not of percentages):

    Alarms:
      SlowRequests:
        Tier: high
        Condition: TM(5:95)(Latency) > 1 second for 10 minutes
        Actions: [alerts]
"""

import re
from collections.abc import Iterator

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import ComputedMetric, Metric
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import AnomalyTrigger, ThresholdTrigger
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem, Severity
from eventflow_monitoring.rules.rule import Rule

NAME = "trimmed-range"

_RANGE = re.compile(r"(?:TM|TC|TS|WM)\((?:([\d.]+)%)?:(?:([\d.]+)%)?\)", re.ASCII)
_LOWEST, _HIGHEST = 10, 90


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find alarms that read a metric with such a statistic; what several read is one problem."""
    read = (one for alarm in monitoring.alarms for one in _statistics(alarm))
    yield from dict.fromkeys(
        _problem(metric, statistic, origin)
        for metric, statistic, origin in read
        if _is_outside(statistic)
    )


def _statistics(alarm: Alarm) -> Iterator[tuple[Metric, str, Origin]]:
    """Yield the metrics an alarm reads, with which statistic, and where that was written."""
    trigger = alarm.trigger
    if not isinstance(trigger, ThresholdTrigger | AnomalyTrigger):
        return
    if isinstance(trigger.metric, ComputedMetric):
        for _, operand in trigger.metric.operands:
            yield operand, operand.statistic, operand.origin
    else:
        own = "Statistic" in alarm.written.keys
        origin = alarm.written.key("Statistic") if own else trigger.metric.origin
        yield trigger.metric, trigger.statistic or trigger.metric.statistic, origin
    minimum = trigger.minimum_samples if isinstance(trigger, ThresholdTrigger) else None
    if minimum is not None and minimum.metric is not None:
        yield minimum.metric, minimum.metric.statistic, minimum.metric.origin


def _is_outside(statistic: str) -> bool:
    match = _RANGE.fullmatch(statistic)
    if match is None:
        return False
    return any(not _LOWEST <= float(end) <= _HIGHEST for end in match.groups() if end is not None)


def _problem(metric: Metric, statistic: str, origin: Origin) -> Problem:
    return Problem(
        NAME,
        f"`{statistic}` of `{metric.name}` trims below {_LOWEST} % or above {_HIGHEST} %, "
        "which AWS does not document for alarms",
        origin,
        help=f"both ends from {_LOWEST}% to {_HIGHEST}%, such as `{statistic[:2]}(10%:90%)`",
    )


RULE = Rule(NAME, check, Severity.WARNING)
