"""What to fetch from CloudWatch to ask about an alarm: queries for `aws cloudwatch get-metric-data`.

Source of the shape: CloudWatch API, GetMetricData, MetricDataQuery.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from eventflow_monitoring.alarm_tests.concerned import concerned
from eventflow_monitoring.alarm_tests.needed import stored_as
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import HealthCheckId, Metric
from eventflow_monitoring.model.metric_query import StatisticQuery, threshold_queries
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.statistic import StatisticKind, parse_statistic
from eventflow_monitoring.model.trigger import ThresholdTrigger
from eventflow_monitoring.outputs.cloudformation.metrics import metric_stat
from eventflow_monitoring.simulate.given import series_name
from eventflow_monitoring.what_if.mistake import Mistake, QuestionError
from eventflow_monitoring.what_if.question import watching

_MINUTE = 60
_COMPOSABLE = (
    StatisticKind.SUM,
    StatisticKind.SAMPLE_COUNT,
    StatisticKind.MINIMUM,
    StatisticKind.MAXIMUM,
)
"""Statistics of a period that follow from those of its minutes."""


def queries_of(monitoring: Monitoring, alarm: Alarm) -> list[dict[str, Any]]:
    """Return the queries whose answer `simulate --csv` reads, each labelled with its metric.

    The period is a minute where all statistics of longer periods follow from that, otherwise that of
    the alarms. Raises QuestionError where a query cannot be written.
    """
    queries = list(_read(watching(alarm, concerned([alarm], monitoring))))
    if not queries:
        raise QuestionError([Mistake(f"`{alarm.name}` reads no metric that could be fetched")])
    period = _period(queries, alarm)
    return [
        _query(index, query, period)
        for index, query in enumerate(queries, start=1)
        if not _only_counts(query, queries)
    ]


def _read(alarms: Iterable[Alarm]) -> Iterator[StatisticQuery]:
    """Yield what alarms read, each once."""
    seen: set[object] = set()
    for alarm in alarms:
        if not isinstance(alarm.trigger, ThresholdTrigger):
            continue
        for query in threshold_queries(alarm.trigger):
            if not isinstance(query, StatisticQuery):
                continue
            key = (stored_as(query.metric), query.statistic)
            if key not in seen:
                seen.add(key)
                yield query


def _period(queries: Sequence[StatisticQuery], alarm: Alarm) -> int:
    statistics = [parse_statistic(one.statistic) for one in queries]
    if all(one is not None and one.kind in _COMPOSABLE for one in statistics):
        return min(_MINUTE, *(one.period for one in queries))
    periods = sorted({one.period for one in queries})
    if len(periods) > 1:
        message = (
            f"what `{alarm.name}` depends on is read over periods of several lengths, "
            "and its statistics do not follow from those of a minute"
        )
        help = "fetch the metrics one by one, and give those that matter"
        raise QuestionError([Mistake(message, help)])
    return periods[0]


def _only_counts(query: StatisticQuery, queries: Sequence[StatisticQuery]) -> bool:
    """Tell whether a query only counts samples of what another one reads: `--sample-count` says it."""
    return query.statistic == "SampleCount" and any(
        stored_as(one.metric) == stored_as(query.metric) and one is not query for one in queries
    )


def _query(index: int, query: StatisticQuery, period: int) -> dict[str, Any]:
    metric: Metric = query.metric
    unknown = [value for _, value in metric.dimensions if isinstance(value, HealthCheckId)]
    if unknown:
        message = (
            f"`{series_name(metric)}` is of the health check `{unknown[0].health_check}`, "
            "whose id AWS gives it when it is deployed"
        )
        raise QuestionError([Mistake(message)])
    return {
        **metric_stat(f"m{index}", metric, query.statistic, period),
        "Label": f"{query.statistic}({series_name(metric)})",
        "ReturnData": True,
    }
