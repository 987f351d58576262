"""When an alarm is in ALARM: one class for each of CloudWatch's ways to say so."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from eventflow_monitoring.model.log_group import LogGroup
from eventflow_monitoring.model.metric import AnyMetric, Metric, MissingData, stored_metrics
from eventflow_monitoring.model.unit import Unit


class Comparison(Enum):
    """CloudWatch's ComparisonOperator for a static threshold."""

    GREATER = "GreaterThanThreshold"
    GREATER_OR_EQUAL = "GreaterThanOrEqualToThreshold"
    LESS = "LessThanThreshold"
    LESS_OR_EQUAL = "LessThanOrEqualToThreshold"

    @property
    def symbol(self) -> str:
        """The comparison as people write it."""
        return _SYMBOLS[self]

    @property
    def upward(self) -> bool:
        """Whether large values breach."""
        return self in (Comparison.GREATER, Comparison.GREATER_OR_EQUAL)

    def holds(self, value: float, threshold: float) -> bool:
        """Tell whether a value compares so with a threshold."""
        return _COMPARED[self](value, threshold)


_COMPARED: Mapping[Comparison, Callable[[float, float], bool]] = {
    Comparison.GREATER: operator.gt,
    Comparison.GREATER_OR_EQUAL: operator.ge,
    Comparison.LESS: operator.lt,
    Comparison.LESS_OR_EQUAL: operator.le,
}

_SYMBOLS = {
    Comparison.GREATER: ">",
    Comparison.GREATER_OR_EQUAL: "≥",
    Comparison.LESS: "<",
    Comparison.LESS_OR_EQUAL: "≤",
}


class BandComparison(Enum):
    """CloudWatch's ComparisonOperator for an anomaly band."""

    OUTSIDE = "LessThanLowerOrGreaterThanUpperThreshold"
    BELOW = "LessThanLowerThreshold"
    ABOVE = "GreaterThanUpperThreshold"


class LowSamples(Enum):
    """CloudWatch's EvaluateLowSampleCountPercentile: what a percentile of few samples is worth."""

    EVALUATE = "evaluate"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """How data points become a state.

    ALARM when `datapoints_to_alarm` (M) of the last `evaluation_periods` (N) data points breach,
    each over `period` seconds. The periods slide with the time of evaluation, or follow the wall
    clock of `time_zone` where there is one.
    """

    period: int
    evaluation_periods: int
    datapoints_to_alarm: int
    missing_data: MissingData
    time_zone: str | None = None


@dataclass(frozen=True, slots=True)
class MinimumSamples:
    """There is a data point only where `count` of something (in the metric's unit) were seen.

    `metric` None counts the samples of the watched metric itself.
    """

    count: float
    metric: Metric | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdTrigger:
    """A metric compared with a threshold, which is in the metric's unit.

    `statistic` is None for a computed metric, whose operands bring their own.
    """

    is_composite: ClassVar[bool] = False
    metric: AnyMetric
    statistic: str | None
    comparison: Comparison
    threshold: float
    evaluation: Evaluation
    low_samples: LowSamples | None = None
    minimum_samples: MinimumSamples | None = None

    def breaches(self, point: float) -> bool:
        """Tell whether a data point breaches the threshold."""
        return self.comparison.holds(point, self.threshold)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnomalyTrigger:
    """A metric outside what CloudWatch expects of it, `width` standard deviations around."""

    is_composite: ClassVar[bool] = False
    metric: AnyMetric
    statistic: str | None
    comparison: BandComparison
    width: float
    evaluation: Evaluation


@dataclass(frozen=True, slots=True, kw_only=True)
class CompositeTrigger:
    """A rule over the states of other alarms, in CloudWatch's syntax, fully parenthesised.

    `children` are their names in the specs, in the order of the rule; `elements` counts what
    CloudWatch counts in a rule.
    """

    is_composite: ClassVar[bool] = True
    rule: str
    words: str
    children: tuple[str, ...]
    elements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricsInsightsTrigger:
    """The result of a Metrics Insights query; every series of it is compared by itself."""

    is_composite: ClassVar[bool] = False
    query: str
    unit: Unit
    comparison: Comparison
    threshold: float
    evaluation: Evaluation


@dataclass(frozen=True, slots=True, kw_only=True)
class LogTrigger:
    """The result of a CloudWatch Logs Insights query that runs every `every` seconds.

    Each run reads the logs from `look_back` to `delay` seconds ago, and `aggregation` makes numbers
    of what it found. M of the last N results must breach. `log_lines` of the last run go out with
    the notification.
    """

    is_composite: ClassVar[bool] = False
    log_groups: tuple[LogGroup, ...]
    query: str
    aggregation: str
    every: int
    look_back: int
    delay: int
    unit: Unit
    comparison: Comparison
    threshold: float
    results_to_evaluate: int
    results_to_alarm: int
    missing_data: MissingData
    log_lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PromqlTrigger:
    """A PromQL query evaluated every `interval` seconds: every series it returns breaches.

    A series is in ALARM after `pending` seconds (Prometheus' `for`) and leaves it `recovery`
    seconds after it was last returned (`keep_firing_for`).
    """

    is_composite: ClassVar[bool] = False
    query: str
    interval: int
    pending: int
    recovery: int


Trigger = (
    ThresholdTrigger
    | AnomalyTrigger
    | CompositeTrigger
    | MetricsInsightsTrigger
    | LogTrigger
    | PromqlTrigger
)


def evaluation_of(trigger: Trigger) -> Evaluation | None:
    """Return how a trigger evaluates data points; None for those that do it in their own way."""
    if isinstance(trigger, ThresholdTrigger | AnomalyTrigger | MetricsInsightsTrigger):
        return trigger.evaluation
    return None


def watched_metric(trigger: Trigger) -> AnyMetric | None:
    """Return the metric of the catalogue, or computed from it, that a trigger watches."""
    if isinstance(trigger, ThresholdTrigger | AnomalyTrigger):
        return trigger.metric
    return None


def metrics_read(trigger: Trigger) -> tuple[Metric, ...]:
    """Return the stored metrics that a trigger reads."""
    metric = watched_metric(trigger)
    read = stored_metrics(metric) if metric is not None else ()
    minimum = trigger.minimum_samples if isinstance(trigger, ThresholdTrigger) else None
    if minimum is not None and minimum.metric is not None and minimum.metric not in read:
        return (*read, minimum.metric)
    return read
