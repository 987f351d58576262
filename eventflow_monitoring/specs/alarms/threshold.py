"""An alarm that compares a metric, or an expression over metrics, with a threshold.

Example:
    Alarms:
      HighLatency:
        Tier: high
        Metric: Latency
        Statistic: p99
        ComparisonOperator: GreaterThanThreshold
        Threshold: 1 second
        Period: 1 minute
        EvaluationPeriods: 10
        DatapointsToAlarm: 8
        MinimumSamples: 100
        Runbook: high-latency.md
        Actions:
          - SNS Topic: alerts
"""

from typing import ClassVar

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import ComputedMetric, Metric, unit_read
from eventflow_monitoring.model.trigger import LowSamples, MinimumSamples, ThresholdTrigger
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.alarm_spec import expand_alarm
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.evaluation import evaluation_of
from eventflow_monitoring.specs.metric_reference import find_metric
from eventflow_monitoring.specs.scalars import ComparisonOperator, Threshold
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.spec import PlainSpec
from eventflow_monitoring.specs.threshold import threshold_of, warn_of_point
from eventflow_monitoring.specs.watched import MetricAlarmSpec, Watched, watched


class MinimumSamplesSpec(PlainSpec):
    """How much must have been seen for a data point to count."""

    PLAIN: ClassVar[str | None] = "AtLeast"

    at_least: Threshold
    """How many, such as `100 requests`; the same as writing it without `AtLeast:`."""
    metric: str | None = None
    """The metric that counts them, of `Metrics:`; by default the samples of the watched one. One that
    the watched metric is computed from is read with the alarm's `Dimensions`."""


class ThresholdAlarmSpec(MetricAlarmSpec):
    """An alarm that compares a metric, or an expression over metrics, with a threshold.

    The short form says the same in a line: `Condition: p95(ApiLatency) > 1 second for 10 minutes`.
    """

    comparison_operator: ComparisonOperator
    """How a data point compares with the threshold when it breaches; `>` will do."""
    threshold: Threshold
    """The threshold, in a unit that fits the metric: `5%`, `1 second`, `10,000 events`."""
    minimum_samples: MinimumSamplesSpec | None = None
    """How much must have been seen for a data point to count: 1 failure of 2 is no alarm."""
    evaluate_low_sample_count_percentile: LowSamples | None = None
    """What a percentile of few samples is worth: `evaluate` or `ignore`."""


def expand(spec: ThresholdAlarmSpec, entry: Entry, context: Context) -> Alarm | None:
    """Return the alarm of an entry, its threshold in the metric's unit."""
    read = watched(spec, entry, context)
    return expand_alarm(
        spec, entry, context, None if read is None else _trigger(spec, read, entry, context)
    )


def _trigger(
    spec: ThresholdAlarmSpec, read: Watched, entry: Entry, context: Context
) -> ThresholdTrigger | None:
    unit = unit_read(read.metric, read.statistic)
    rank = None
    if unit != read.metric.unit:
        rank = f"`{read.statistic}` is a percentage of the samples: from 0 to 100 %"
    threshold = threshold_of(spec.threshold, unit, entry, context, help=rank)
    evaluation = evaluation_of(spec, entry, context, read.inherited)
    minimum = _minimum_samples(spec.minimum_samples, read, entry, context)
    low_samples = spec.evaluate_low_sample_count_percentile
    if low_samples is not None and not (read.statistic or "").startswith("p"):
        context.report(
            Problem("low-samples-without-percentile",
                    f"`{read.statistic or read.metric.name}` is no percentile",
                    entry.origin("EvaluateLowSampleCountPercentile", on_key=True),
                    help="CloudWatch counts samples for percentiles (`p95`) only; "
                    "`MinimumSamples` works for everything")
        )  # fmt: skip
        return None
    if threshold is None or evaluation is None or minimum is None:
        return None
    return ThresholdTrigger(
        metric=read.metric,
        statistic=read.statistic,
        comparison=spec.comparison_operator,
        threshold=threshold,
        evaluation=evaluation,
        low_samples=low_samples,
        minimum_samples=None if minimum is _NO_MINIMUM else minimum,
    )


_MOST_SAMPLES = 1e15
"""More than anything counts in a period."""

_NO_MINIMUM = MinimumSamples(0, None)


def _minimum_samples(
    spec: MinimumSamplesSpec | None, read: Watched, entry: Entry, context: Context
) -> MinimumSamples | None:
    """Return the guard an entry asks for, `_NO_MINIMUM` without one, None after reporting."""
    if spec is None:
        return _NO_MINIMUM
    if spec.metric is None:
        if isinstance(read.metric, ComputedMetric):
            operands = [f"`{operand.name}`" for _, operand in read.metric.operands]
            context.report(
                Problem("bad-minimum-samples", f"`{read.metric.name}` is computed and has no samples",
                        entry.origin("MinimumSamples", on_key=True),
                        help=f"say of what: `{{Metric: …, AtLeast: {spec.at_least.text}}}`, "
                        f"such as {' or '.join(operands)}")
            )  # fmt: skip
            return None
        origin = entry.origin("MinimumSamples", "AtLeast")
        if not 0 < spec.at_least.number <= _MOST_SAMPLES:
            context.report(_no_count(spec.at_least.text, origin))
            return None
        warn_of_point(spec.at_least, origin, context)
        return MinimumSamples(spec.at_least.number, None)
    counted = find_metric(spec.metric, entry.origin("MinimumSamples", "Metric"), context)
    if counted is None:
        return None
    if not isinstance(counted, Metric):
        context.report(
            Problem("bad-minimum-samples", f"`{counted.name}` is computed: it counts nothing",
                    entry.origin("MinimumSamples", "Metric"), help="name a counter")
        )  # fmt: skip
        return None
    if isinstance(read.metric, ComputedMetric):
        operands_by_name = {operand.name: operand for _, operand in read.metric.operands}
        counted = operands_by_name.get(counted.name, counted)
    count = threshold_of(spec.at_least, counted.unit, entry, context, "MinimumSamples", "AtLeast")
    if count is not None and not 0 < count <= _MOST_SAMPLES:
        context.report(_no_count(spec.at_least.text, entry.origin("MinimumSamples", "AtLeast")))
        return None
    return None if count is None else MinimumSamples(count, counted)


def _no_count(written: str, origin: Origin) -> Problem:
    return Problem(
        "bad-minimum-samples",
        f"`{written}` keeps no data point out, or all of them",
        origin,
        help="write how much is enough to judge by, such as `20`",
    )


KIND = Kind("Threshold", ThresholdAlarmSpec, expand)
