"""A threshold lies where no value of the metric can be, or where every value is.

An alarm above 100 % of a percentage never fires, one at 0 events or more always does. What values a
metric can have, the catalogue says (`Range`), or else its unit: a percentage 0 to 100, a ratio 0 to
1, everything else but `None` 0 or more. Sums have no upper end. To hear when a metric reports
nothing, watch `SampleCount(Metric) < 1` with `TreatMissingData: breaching`.

Fails (no more than 100 % are in use):

    Alarms:
      MemoryFull:
        Tier: high
        Condition: Memory > 100% for 5 minutes
        Actions: [alerts]

Fails (no count is below 0):

    Alarms:
      ConsumerIdle:
        Tier: high
        Condition: Lag >= 0 events for 5 minutes
        Actions: [alerts]

Passes (100 % can be reached):

    Alarms:
      MemoryFull:
        Tier: high
        Condition: Memory >= 100% for 5 minutes
        Actions: [alerts]
"""

from collections.abc import Iterator
from typing import NamedTuple

from eventflow_monitoring.expression.metrics_insights import parse_query
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.model.metric import AnyMetric, Metric, Range
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import (
    Comparison,
    MetricsInsightsTrigger,
    ThresholdTrigger,
    Trigger,
)
from eventflow_monitoring.model.unit import Unit
from eventflow_monitoring.model.wording import quantity_in_words
from eventflow_monitoring.problem import Problem, Related
from eventflow_monitoring.rules.rule import Rule

NAME = "impossible-condition"

# Beginnings of the statistics, and functions of Metrics Insights, that return other values than the
# metric has: how many there are, their sum, the percentage of them between two bounds.
_COUNTS = ("SampleCount", "COUNT", "tc", "TC")
_SUMS = ("Sum", "SUM", "ts", "TS")
_RANKS = ("PR",)


_Static = ThresholdTrigger | MetricsInsightsTrigger


class _Values(NamedTuple):
    """What is compared with a threshold, in words, and the values it can have.

    `help` says how to widen them; None where nobody can.
    """

    subject: str
    range: Range
    unit: Unit
    help: str | None = None


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find alarms whose condition is true or false whatever happens."""
    for alarm in monitoring.alarms:
        trigger = alarm.trigger
        read = _read(trigger, monitoring)
        if read is None or not isinstance(trigger, _Static):
            continue
        metric, statistic = read
        own = "Expression" in alarm.written.keys
        values = _values_of_expression(metric) if own else _values(metric, statistic)
        verdict = _verdict(trigger, values)
        if verdict is not None:
            yield Problem(
                NAME,
                f"the condition of `{alarm.name}` is {verdict}",
                alarm.written.key("Threshold"),
                help=values.help,
                related=() if own else (Related(f"`{metric.name}`", metric.origin),),
            )


def _verdict(trigger: _Static, values: _Values) -> str | None:
    """Tell whether a comparison is never or always true, and because of which end of the range."""
    lowest, highest, threshold = values.range.minimum, values.range.maximum, trigger.threshold
    upward = trigger.comparison.upward
    # Where the threshold is an end of the range, it matters whether that itself breaches: `> 100 %`
    # is never true, `>= 100 %` can be.
    included = trigger.comparison in (Comparison.GREATER_OR_EQUAL, Comparison.LESS_OR_EQUAL)
    if highest is not None and (
        highest < threshold or (highest == threshold and included is not upward)
    ):
        end = quantity_in_words(highest, values.unit)
        return f"{'never' if upward else 'always'} true: {values.subject} is at most {end}"
    if lowest is not None and (lowest > threshold or (lowest == threshold and included is upward)):
        end = quantity_in_words(lowest, values.unit)
        return f"{'always' if upward else 'never'} true: {values.subject} is at least {end}"
    return None


def _read(trigger: Trigger, monitoring: Monitoring) -> tuple[AnyMetric, str | None] | None:
    """Return the metric whose values a trigger compares, and the statistic it is read with."""
    if isinstance(trigger, ThresholdTrigger):
        return trigger.metric, trigger.statistic
    if not isinstance(trigger, MetricsInsightsTrigger):
        return None
    try:
        query = parse_query(trigger.query)
    except ExpressionError:
        return None
    for metric in monitoring.metrics:
        if isinstance(metric, Metric) and (metric.namespace, metric.metric_name) == (
            query.namespace.name,
            query.metric.name,
        ):
            # In another unit, the range is not that of what the alarm sees.
            return (metric, query.function.name) if metric.unit == trigger.unit else None
    return None


def _values(metric: AnyMetric, statistic: str | None) -> _Values:
    read = f"`{statistic}` of `{metric.name}`"
    help = f"if `{metric.name}` can be beyond that, give it another `Range`, such as `any`"
    if statistic is not None and statistic.startswith(_COUNTS):
        return _Values(read, Range(0.0), Unit("Count"))
    if statistic is not None and statistic.startswith(_RANKS):
        return _Values(read, Range(0.0, 100.0), Unit("Percent"))
    if statistic is not None and statistic.startswith(_SUMS):
        lowest = metric.range.minimum
        summed = Range(lowest) if lowest is not None and lowest >= 0 else Range()
        return _Values(read, summed, metric.unit, help)
    return _Values(f"`{metric.name}`", metric.range, metric.unit, help)


def _values_of_expression(metric: AnyMetric) -> _Values:
    help = "if it can be beyond that, move it to `Metrics:` and give it another `Range`"
    return _Values("the expression", metric.range, metric.unit, help)


RULE = Rule(NAME, check)
