"""A metric is read with a statistic that means nothing for it.

The sum of percentages, or of the samples of a gauge, grows with the number of samples: with twice the
tasks, or reports twice as often, it is twice as high. What a counter counted adds up, so its average
and its percentiles say how often it is reported, not how much was counted (`Type` in the catalogue;
a Prometheus `..._total` is a counter).

Fails (a sum of percentages):

    Alarms:
      MemoryFull:
        Tier: high
        Condition: Sum(Memory) > 90% for 5 minutes
        Actions: [alerts]

Fails (an average of a counter, in the catalogue):

    Metrics:
      Attempts:
        Namespace: Example
        Unit: Count
        Statistic: Average
        Type: counter
      Retries:
        Expression: Attempts - Requests
        Unit: Count

Passes (the average over percentages, and the sum of a counter):

    Alarms:
      MemoryFull:
        Tier: high
        Condition: Average(Memory) > 90% for 5 minutes
        Actions: [alerts]
      ManyRequests:
        Tier: high
        Condition: Sum(Requests) > 10,000 for 5 minutes
        Actions: [alerts]
"""

import re
from collections.abc import Iterator

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import ComputedMetric, Metric, MetricType
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import watched_metric
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem, Severity
from eventflow_monitoring.rules.rule import Rule

NAME = "statistic-misfit"

_SHARES = ("Percent", "Ratio")
_AVERAGE = re.compile(r"Average|IQM|(?:tm|wm|TM|WM)\W?.*")
_PERCENTILE = re.compile(r"p[\d.]+")


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find misfits where alarms read metrics and in what metrics are computed from."""
    found = (
        *(problem for alarm in monitoring.alarms for problem in _of_alarm(alarm)),
        *(problem for metric in monitoring.metrics for problem in _of_operands(metric)),
    )
    yield from dict.fromkeys(found)


def _of_alarm(alarm: Alarm) -> Iterator[Problem]:
    metric = watched_metric(alarm.trigger)
    if isinstance(metric, Metric):
        statistic = getattr(alarm.trigger, "statistic", None) or metric.statistic
        written = "Statistic" in alarm.written.keys
        yield from _misfit(
            metric, statistic, alarm.written.key("Statistic") if written else metric.origin
        )
    elif metric is not None:
        yield from _of_operands(metric)


def _of_operands(metric: Metric | ComputedMetric) -> Iterator[Problem]:
    if isinstance(metric, ComputedMetric):
        for _, operand in metric.operands:
            yield from _misfit(operand, operand.statistic, operand.origin)


def _misfit(metric: Metric, statistic: str, origin: Origin) -> Iterator[Problem]:
    name = f"`{metric.name}`"
    if metric.type is MetricType.COUNTER:
        if _AVERAGE.fullmatch(statistic) or _PERCENTILE.fullmatch(statistic):
            message = f"`{statistic}` of the counter {name} says nothing about how much was counted"
            yield Problem(NAME, message, origin, help="`Sum` is all that was counted in a period")
    elif statistic == "Sum" and metric.unit.name in _SHARES:
        message = f"`Sum` of {name} adds up {_plural(metric)}"
        yield Problem(NAME, message, origin, help="`Average`, `Maximum` or a percentile")
    elif statistic == "Sum" and metric.type is MetricType.GAUGE:
        message = f"`Sum` of the gauge {name} grows with the number of its samples"
        yield Problem(NAME, message, origin, help="`Average`, `Maximum` or `Minimum`")


def _plural(metric: Metric) -> str:
    return "percentages" if metric.unit.name == "Percent" else "ratios"


RULE = Rule(NAME, check, Severity.WARNING)
