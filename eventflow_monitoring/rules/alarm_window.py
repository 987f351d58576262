"""An alarm looks at data points in a way that CloudWatch refuses.

A period is 10, 20 or 30 seconds or a multiple of 60; all periods together last at most a day, with
periods of an hour or more at most seven; no more of them can breach than there are. Source:
CloudWatch API, PutMetricAlarm (Period, EvaluationPeriods, DatapointsToAlarm), as of botocore 1.44.5.

Fails (3 of 2 data points cannot breach):

    Alarms:
      HighLatency:
        Tier: high
        Metric: Latency
        ComparisonOperator: ">"
        Threshold: 1 second
        EvaluationPeriods: 2
        DatapointsToAlarm: 3
        Actions: [alerts]

Passes (24 hours are the most that periods under an hour may last):

    Alarms:
      HighLatency:
        Tier: high
        Condition: Latency > 1 second for 24 hours
        Actions: [alerts]
"""

from collections.abc import Iterator

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import evaluation_of
from eventflow_monitoring.model.wording import duration_in_words
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.rules.rule import Rule

NAME = "alarm-window"

_SHORT_PERIODS = (10, 20, 30)
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find alarms whose data points CloudWatch would not evaluate."""
    for alarm in monitoring.alarms:
        for key, message, help in _mistakes(alarm):
            yield Problem(NAME, f"`{alarm.name}` {message}", alarm.written.key(key), help=help)


def _mistakes(alarm: Alarm) -> Iterator[tuple[str, str, str]]:
    evaluation = evaluation_of(alarm.trigger)
    if evaluation is None:
        return
    n, m, period = (
        evaluation.evaluation_periods,
        evaluation.datapoints_to_alarm,
        evaluation.period,
    )
    if m > n:
        yield (
            "DatapointsToAlarm",
            f"wants {m} breaching data points and looks at {n}",
            f"`DatapointsToAlarm` is at most `EvaluationPeriods`, {n}",
        )
    if period not in _SHORT_PERIODS and period % _MINUTE:
        yield (
            "Period",
            f"has a period of {duration_in_words(period)}",
            "a period is 10, 20 or 30 seconds, or whole minutes",
        )
    longest = 7 * _DAY if period >= _HOUR else _DAY
    if n * period > longest:
        window = f"{n:,} periods of {duration_in_words(period)}"
        yield (
            "For" if "For" in alarm.written.keys else "EvaluationPeriods",
            f"looks at {window}, more than {duration_in_words(longest)} together",
            "fewer or shorter periods; with periods of an hour or more, 7 days",
        )


RULE = Rule(NAME, check)
