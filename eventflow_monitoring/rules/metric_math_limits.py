"""An alarm's metric math is more than CloudWatch takes.

An alarm reads at most 10 metrics, and the one that `MinimumSamples` counts with is one of them, unless
the expression reads it already. An expression has at most 2,048 characters as it is sent: with every
operation in parentheses, ids in place of names, and `MinimumSamples` around it. Source: CloudWatch
API, PutMetricAlarm (Metrics) and MetricDataQuery (Expression). The limit of 20 queries cannot be
reached: 10 metrics need 12.

Fails (11 metrics):

    Metrics:
      Errors${Number}:
        ForEach:
          Number: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
        Namespace: Example
        Unit: Count of errors
        Statistic: Sum
        Type: counter

    Alarms:
      ManyErrors:
        Tier: high
        Expression: >-
          Errors1 + Errors2 + Errors3 + Errors4 + Errors5
          + Errors6 + Errors7 + Errors8 + Errors9 + Errors10
        Unit: Count of errors
        ComparisonOperator: ">"
        Threshold: 10 errors
        MinimumSamples:
          Metric: Requests
          AtLeast: 100 requests
        Actions: [alerts]

Passes (10 metrics, one of which is counted with):

    Metrics:
      Errors${Number}:
        ForEach:
          Number: [1, 2, 3, 4, 5, 6, 7, 8, 9]
        Namespace: Example
        Unit: Count of errors
        Statistic: Sum
        Type: counter

    Alarms:
      ManyErrors:
        Tier: high
        Expression: >-
          (Errors1 + Errors2 + Errors3 + Errors4 + Errors5
          + Errors6 + Errors7 + Errors8 + Errors9) / Requests
        Unit: Ratio
        ComparisonOperator: ">"
        Threshold: 1%
        MinimumSamples:
          Metric: Requests
          AtLeast: 100 requests
        Actions: [alerts]
"""

from collections.abc import Iterator

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import ComputedMetric, Metric
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import MinimumSamples, ThresholdTrigger, watched_metric
from eventflow_monitoring.problem import Problem, Related
from eventflow_monitoring.rules.rule import Rule

NAME = "metric-math-limits"

_MAX_METRICS = 10
"""MetricStat structures of an alarm."""
_MAX_LENGTH = 2_048
"""Characters of an expression."""


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find alarms whose expression is too long or reads too much."""
    for alarm in monitoring.alarms:
        metric = watched_metric(alarm.trigger)
        if isinstance(metric, ComputedMetric):
            yield from _problems(alarm, metric)


def _problems(alarm: Alarm, metric: ComputedMetric) -> Iterator[Problem]:
    minimum = alarm.trigger.minimum_samples if isinstance(alarm.trigger, ThresholdTrigger) else None
    counted = minimum.metric if minimum is not None else None
    same = next((id for id, one in metric.operands if counted and _alike(one, counted)), None)
    count = len(metric.operands) + (counted is not None and same is None)
    if count > _MAX_METRICS:
        yield Problem(
            NAME,
            f"`{alarm.name}` reads {count} metrics, more than {_MAX_METRICS}",
            alarm.written.key("MinimumSamples" if counted else _key(alarm)),
            help="count with a metric that the expression reads" if counted else None,
            related=_computed(alarm, metric),
        )
    length = len(metric.expression) + (_around(minimum, same) if minimum is not None else 0)
    if length > _MAX_LENGTH:
        yield Problem(
            NAME,
            f"the expression of `{alarm.name}` has {length:,} characters as it is sent, "
            f"more than {_MAX_LENGTH:,}",
            alarm.written.key(_key(alarm)),
            help="every operation stands in parentheses there: fewer of them, or shorter names in "
            "the catalogue",
            related=_computed(alarm, metric),
        )


def _around(minimum: MinimumSamples, same: str | None) -> int:
    """Return how many characters `MinimumSamples` puts around an expression."""
    count = int(minimum.count) if float(minimum.count).is_integer() else minimum.count
    return len(f"IF({same or 'samples'} >= {count}, ())")


def _alike(one: Metric, other: Metric) -> bool:
    """Tell whether two metrics of the catalogue are one in CloudWatch, read in the same way."""
    return _read(one) == _read(other)


def _read(metric: Metric) -> tuple[object, ...]:
    return metric.namespace, metric.metric_name, metric.dimensions, metric.statistic


def _key(alarm: Alarm) -> str:
    return "Expression" if "Expression" in alarm.written.keys else "Metric"


def _computed(alarm: Alarm, metric: ComputedMetric) -> tuple[Related, ...]:
    if "Expression" in alarm.written.keys:
        return ()
    return (Related("computed here", metric.origin),)


RULE = Rule(NAME, check)
