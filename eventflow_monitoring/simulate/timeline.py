"""The evaluations of an alarm on a threshold, one after the other.

Source: CloudWatch User Guide, "Evaluating an alarm", "Alarm warm-up periods" and "Percentile-based
alarms and low data samples".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.expression.parser import parse
from eventflow_monitoring.expression.syntax import ExpressionError, Node
from eventflow_monitoring.model.alarm import WarmUp
from eventflow_monitoring.model.metric import MissingData
from eventflow_monitoring.model.metric_query import (
    MetricQuery,
    StatisticQuery,
)
from eventflow_monitoring.model.statistic import StatisticKind, parse_statistic
from eventflow_monitoring.model.trigger import LowSamples, ThresholdTrigger
from eventflow_monitoring.simulate.alarm_state import Rule, state_after
from eventflow_monitoring.simulate.buckets import CannotSimulateError, Sampled
from eventflow_monitoring.simulate.given import series_name
from eventflow_monitoring.simulate.math_values import Frame, Series
from eventflow_monitoring.simulate.metric_math import compute
from eventflow_monitoring.simulate.result import Evaluated, Why
from eventflow_monitoring.simulate.settings import DynamoDb, LowSampleSpan, Settings
from eventflow_monitoring.simulate.windows import Bucket, Clock, buckets_at, evaluation_times

_DYNAMODB = "AWS/DynamoDB"


@dataclass(frozen=True, slots=True)
class ThresholdRun:
    """An alarm on a threshold over a run: its queries, and the series they read."""

    trigger: ThresholdTrigger
    queries: Sequence[MetricQuery]
    expressions: Mapping[str, Node]
    warm_up: WarmUp | None
    initial: State
    series: Mapping[str, Sampled]
    clock: Clock
    duration: int
    settings: Settings
    _statistics: dict[tuple[str, Bucket, int], float | None] = field(
        default_factory=dict, init=False
    )
    """Statistics that were computed already, for periods come up again and again: by query, period
    and until when its samples were visible."""

    def evaluations(self) -> Iterator[Evaluated]:
        """Yield every evaluation. Raises CannotSimulateError."""
        state = self.initial
        # An alarm that is told to be in another state is no new one.
        warms_up = self.warm_up is not None and state is State.INSUFFICIENT_DATA
        for now in evaluation_times(self.trigger.evaluation, self.clock, self.duration):
            evaluated = self.evaluated(now, state, warms_up=warms_up)
            state = evaluated.state
            warms_up = evaluated.why is Why.WARM_UP
            yield evaluated

    def evaluated(self, now: int, state: State, *, warms_up: bool) -> Evaluated:
        """Return one evaluation of the alarm, which is in `state` and warms up still, or does not.

        Raises CannotSimulateError.
        """
        buckets = buckets_at(self.trigger.evaluation, self.clock, now, self.points_seen)
        points = self._points(buckets, now)
        if warms_up and self._is_warming_up(buckets, points, now):
            return Evaluated(now, State.INSUFFICIENT_DATA, Why.WARM_UP, points)
        if self._has_few_samples(buckets, now):
            return Evaluated(now, state, Why.FEW_SAMPLES, points)
        marks = [None if point is None else self.trigger.breaches(point) for point in points]
        verdict = state_after(marks, self.rule, state)
        return Evaluated(now, verdict.state, verdict.why, points, verdict.counted)

    @property
    def points_seen(self) -> int:
        """How many data points each evaluation sees."""
        return self.trigger.evaluation.evaluation_periods + self.settings.extra_points

    @property
    def rule(self) -> Rule:
        """How data points become a state; for missing data AWS may know better than the alarm."""
        evaluation = self.trigger.evaluation
        missing_data = evaluation.missing_data
        always = self.settings.dynamodb is DynamoDb.ALWAYS_IGNORE
        if always and any(
            isinstance(query, StatisticQuery) and query.metric.namespace == _DYNAMODB
            for query in self.queries
        ):
            missing_data = MissingData.IGNORE
        return Rule(
            evaluation.evaluation_periods,
            evaluation.datapoints_to_alarm,
            missing_data,
            self.settings.few_breaching,
        )

    def _points(self, buckets: Sequence[Bucket], now: int) -> Series:
        """Return what the alarm compares: the result of its last query, one point a period."""
        read = [query for query in self.queries if isinstance(query, StatisticQuery)]
        metrics = {query.id: self._read(query, buckets, now) for query in read}
        for id, expression in self.expressions.items():
            times = tuple(self.clock.epoch + bucket.start for bucket in buckets)
            periods = {query.id: query.period for query in read}
            metrics[id] = compute(expression, Frame(times, metrics, periods, self.settings))
        return metrics[self.queries[-1].id]

    def _read(self, query: StatisticQuery, buckets: Sequence[Bucket], now: int) -> Series:
        series = self.series[series_name(query.metric)]
        points: list[float | None] = []
        for bucket in buckets:
            visible = min(bucket.end + series.interval, now - now % series.interval)
            key = (query.id, bucket, visible)
            if key not in self._statistics:
                statistic = series.statistic(query.statistic, bucket, now, self.settings)
                self._statistics[key] = statistic
            points.append(self._statistics[key])
        return tuple(points)

    def _is_warming_up(self, buckets: Sequence[Bucket], points: Series, now: int) -> bool:
        """Tell whether the alarm does not begin yet.

        Unless it waits the whole time, it begins when there is a data point for the most recent
        period, and data since the beginning of its evaluation window.
        """
        assert self.warm_up is not None
        if now >= self.warm_up.minutes * 60:
            return False
        if self.warm_up.whole or points[-1] is None:
            return True
        window = buckets[-self.trigger.evaluation.evaluation_periods].start
        starts = [series.start for series in self.series.values()]
        return all(start is not None and start > window for start in starts)

    def _has_few_samples(self, buckets: Sequence[Bucket], now: int) -> bool:
        """Tell whether a percentile is made of too few samples, and the alarm ignores such ones."""
        if self.trigger.low_samples is not LowSamples.IGNORE:
            return False
        window = buckets[-1:]
        if self.settings.low_sample_span is LowSampleSpan.WINDOW:
            window = buckets[-self.trigger.evaluation.evaluation_periods :]
        for query in self.queries:
            least = least_samples(query.statistic) if isinstance(query, StatisticQuery) else None
            if least is None:
                continue
            assert isinstance(query, StatisticQuery)
            series = self.series[series_name(query.metric)]
            seen = [series.samples_in(bucket, now) for bucket in window]
            if None in seen:
                raise CannotSimulateError(
                    f"counts the samples of `{series.name}`, and none are given: say `SampleCount`"
                )
            if sum(count for count in seen if count is not None) < least:
                return True
        return False


def least_samples(statistic: str) -> Fraction | None:
    """Return how many samples make a percentile significant; None for another statistic.

    10 / (1 - p) for a percentile p from 0.5 up, 10 / p below.
    """
    parsed = parse_statistic(statistic)
    if parsed is None or parsed.kind is not StatisticKind.PERCENTILE or parsed.high is None:
        return None
    share = parsed.high / 100
    if not 0 < share < 1:
        return None
    return 10 / (1 - share) if share >= Fraction(1, 2) else 10 / share


def parsed_expressions(queries: Sequence[MetricQuery]) -> dict[str, Node]:
    """Return the expressions among some queries by id. Raises CannotSimulateError."""
    expressions = {}
    for query in queries:
        if not isinstance(query, StatisticQuery):
            try:
                expressions[query.id] = parse(query.expression)
            except ExpressionError as error:
                raise CannotSimulateError(f"has an unreadable expression: {error}") from None
    return expressions
