"""The queries by which an alarm on a threshold reads its metrics.

What is deployed and what is simulated are both made of these, so that they cannot differ.
"""

from dataclasses import dataclass

from eventflow_monitoring.model.metric import ComputedMetric, Metric
from eventflow_monitoring.model.number import number
from eventflow_monitoring.model.trigger import MinimumSamples, ThresholdTrigger

RESULT_ID = "result"
"""The id of the query whose result an alarm compares."""

_SAMPLES_ID = "samples"
_WATCHED_ID = "watched"


@dataclass(frozen=True, slots=True)
class StatisticQuery:
    """A statistic of a stored metric over periods of `period` seconds."""

    id: str
    metric: Metric
    statistic: str
    period: int


@dataclass(frozen=True, slots=True)
class ExpressionQuery:
    """A metric-math expression over other queries, which it names by their ids."""

    id: str
    expression: str
    label: str


MetricQuery = StatisticQuery | ExpressionQuery


def threshold_queries(trigger: ThresholdTrigger) -> tuple[MetricQuery, ...]:
    """Return the queries of a trigger; it compares the result of the last one."""
    metric, period = trigger.metric, trigger.evaluation.period
    if trigger.minimum_samples is not None:
        return _guarded(trigger, trigger.minimum_samples)
    if isinstance(metric, ComputedMetric):
        result = ExpressionQuery(RESULT_ID, metric.expression, metric.label)
        return (*operand_queries(metric, period), result)
    return (StatisticQuery(RESULT_ID, metric, trigger.statistic or metric.statistic, period),)


def operand_queries(metric: ComputedMetric, period: int) -> list[StatisticQuery]:
    """Return the queries of the operands of a computed metric."""
    return [
        StatisticQuery(operand_id, operand, operand.statistic, period)
        for operand_id, operand in metric.operands
    ]


def _guarded(trigger: ThresholdTrigger, minimum: MinimumSamples) -> tuple[MetricQuery, ...]:
    """Return queries that have a data point only where enough was seen."""
    metric, period = trigger.metric, trigger.evaluation.period
    if isinstance(metric, ComputedMetric):
        queries = operand_queries(metric, period)
        watched = f"({metric.expression})"
    else:
        statistic = trigger.statistic or metric.statistic
        queries = [StatisticQuery(_WATCHED_ID, metric, statistic, period)]
        watched = _WATCHED_ID
    counted = _counting(minimum, metric, period)
    same = next((query.id for query in queries if _reads_the_same(query, counted)), None)
    if same is None:
        queries.append(counted)
    guard = f"IF({same or _SAMPLES_ID} >= {number(minimum.count)}, {watched})"
    return (*queries, ExpressionQuery(RESULT_ID, guard, metric.label))


def _counting(
    minimum: MinimumSamples, metric: Metric | ComputedMetric, period: int
) -> StatisticQuery:
    if minimum.metric is not None:
        return StatisticQuery(_SAMPLES_ID, minimum.metric, minimum.metric.statistic, period)
    assert isinstance(metric, Metric), "a computed metric has no samples of its own"
    return StatisticQuery(_SAMPLES_ID, metric, "SampleCount", period)


def _reads_the_same(one: StatisticQuery, other: StatisticQuery) -> bool:
    """Tell whether CloudWatch gets the same from two queries, whatever else a metric says here."""
    return _read(one) == _read(other)


def _read(query: StatisticQuery) -> tuple[object, ...]:
    metric = query.metric
    identity = metric.namespace, metric.metric_name, metric.dimensions
    return *identity, query.statistic, query.period
