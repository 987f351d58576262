"""A log alarm reads, asks or evaluates more than CloudWatch takes.

It reads 1 to 50 log groups, with a query of at most 10,000 characters and an aggregation of at most
2,048; it looks at 1 to 100 results, and no more of them can breach than it looks at. Source:
CloudWatch API, PutLogAlarm.

Fails (4 of 3 results cannot breach):

    Alarms:
      ManyTimeouts:
        Kind: Log
        Tier: high
        LogGroups: [/example/backend]
        Query: filter @message like "timeout"
        ComparisonOperator: ">"
        Threshold: 10
        QueryResultsToEvaluate: 3
        QueryResultsToAlarm: 4
        Actions: [alerts]

Fails (it reads nothing):

    Alarms:
      ManyTimeouts:
        Kind: Log
        Tier: high
        LogGroups: []
        Query: filter @message like "timeout"
        ComparisonOperator: ">"
        Threshold: 10
        Actions: [alerts]

Passes (all of the 100 results that it can look at must breach):

    Alarms:
      ManyTimeouts:
        Kind: Log
        Tier: high
        LogGroups: [/example/backend]
        Query: filter @message like "timeout"
        ComparisonOperator: ">"
        Threshold: 10
        QueryResultsToEvaluate: 100
        QueryResultsToAlarm: 100
        Actions: [alerts]
"""

from collections.abc import Iterator

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import LogTrigger
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.rules.rule import Rule

NAME = "log-alarm-limits"

_MAX_GROUPS = 50
"""ScheduledQueryConfiguration.LogGroupIdentifiers."""
_MAX_QUERY = 10_000
"""Characters of ScheduledQueryConfiguration.QueryString."""
_MAX_AGGREGATION = 2_048
"""Characters of ScheduledQueryConfiguration.AggregationExpression."""
_MAX_RESULTS = 100
"""QueryResultsToEvaluate."""


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find log alarms that CloudWatch refuses."""
    for alarm in monitoring.alarms:
        if isinstance(alarm.trigger, LogTrigger):
            yield from _of_groups(alarm, len(alarm.trigger.log_groups))
            for key, message, help in _mistakes(alarm.trigger):
                yield Problem(NAME, f"`{alarm.name}` {message}", alarm.written.key(key), help=help)


def _of_groups(alarm: Alarm, count: int) -> Iterator[Problem]:
    name = f"`{alarm.name}`"
    if count == 0:
        help = "a log alarm reads 1 log group or more"
        yield Problem(NAME, f"{name} reads no log group", alarm.written.key("LogGroups"), help=help)
    elif count > _MAX_GROUPS:
        yield Problem(
            NAME,
            f"{name} reads {count} log groups, more than {_MAX_GROUPS}",
            alarm.written.at("LogGroups", _MAX_GROUPS),
            help="make two alarms of it",
        )


def _mistakes(trigger: LogTrigger) -> Iterator[tuple[str, str, str]]:
    n, m = trigger.results_to_evaluate, trigger.results_to_alarm
    texts = (
        ("Query", "a query", len(trigger.query), _MAX_QUERY),
        ("Aggregation", "an aggregation", len(trigger.aggregation), _MAX_AGGREGATION),
    )
    for key, what, length, most in texts:
        if length > most:
            yield (
                key,
                f"has {what} of {length:,} characters",
                f"at most {most:,} characters; what several queries say can be a metric filter",
            )
    if n > _MAX_RESULTS:
        yield (
            "QueryResultsToEvaluate",
            f"looks at {n:,} results, more than {_MAX_RESULTS}",
            "fewer results, of a query that runs less often",
        )
    if m > n:
        yield (
            "QueryResultsToAlarm",
            f"wants {m:,} breaching results and looks at {n:,}",
            f"`QueryResultsToAlarm` is at most `QueryResultsToEvaluate`, {n:,}",
        )


RULE = Rule(NAME, check)
