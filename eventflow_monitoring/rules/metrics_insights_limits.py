"""An alarm on a Metrics Insights query looks further back than that can, or is one too many.

A query in an alarm reads the last 3 hours only: all periods together last no longer. A region of an
account has at most 200 such alarms, a quota that cannot be raised. Source: CloudWatch User Guide,
"Create alarms on Metrics Insights queries" and "Metrics Insights quotas".

Fails:

    Alarms:
      ConsumerBehind:
        Kind: MetricsInsights
        Tier: high
        Query: SELECT MAX(Lag) FROM Example
        ComparisonOperator: ">"
        Threshold: 10,000 events
        Period: 1 hour
        EvaluationPeriods: 4
        Actions: [alerts]

Passes (3 hours):

    Alarms:
      ConsumerBehind:
        Kind: MetricsInsights
        Tier: high
        Query: SELECT MAX(Lag) FROM Example
        ComparisonOperator: ">"
        Threshold: 10,000 events
        Period: 1 hour
        EvaluationPeriods: 3
        Actions: [alerts]
"""

from collections.abc import Iterator

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import Evaluation, MetricsInsightsTrigger
from eventflow_monitoring.model.wording import duration_in_words
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.rules.rule import Rule

NAME = "metrics-insights-limits"

_MOST = 200
"""Alarms of a region."""
_LONGEST = 10_800
"""Seconds of data that a query in an alarm can use."""


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find alarms that look too far back, and the first one too many."""
    found: list[Alarm] = []
    for alarm in monitoring.alarms:
        if isinstance(alarm.trigger, MetricsInsightsTrigger):
            found.append(alarm)
            yield from _too_long(alarm, alarm.trigger.evaluation)
    if len(found) > _MOST:
        yield Problem(
            NAME,
            f"{monitoring.environment.name} has {len(found)} alarms on Metrics Insights queries, "
            f"more than {_MOST}",
            found[_MOST].origin,
            help="one query with `GROUP BY` watches many metrics",
        )


def _too_long(alarm: Alarm, evaluation: Evaluation) -> Iterator[Problem]:
    length = evaluation.evaluation_periods * evaluation.period
    if length <= _LONGEST:
        return
    yield Problem(
        NAME,
        f"`{alarm.name}` looks back {duration_in_words(length)}, "
        f"and its query reads the last {duration_in_words(_LONGEST)} only",
        alarm.written.key(_key(alarm, evaluation)),
        help="fewer or shorter periods",
    )


def _key(alarm: Alarm, evaluation: Evaluation) -> str:
    if evaluation.period > _LONGEST:
        return "Period"
    return "For" if "For" in alarm.written.keys else "EvaluationPeriods"


RULE = Rule(NAME, check)
