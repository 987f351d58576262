"""A PromQL alarm asks for more, or at other times, than CloudWatch takes.

It is evaluated every 10, 20 or 30 seconds, or every so many whole minutes up to an hour; a series is
in ALARM after at most a day, and leaves it after at most another; the query has at most 10,000
characters. Source: CloudWatch API, PutMetricAlarm (EvaluationInterval, EvaluationCriteria).

Fails:

    Alarms:
      HighErrorRate:
        Kind: PromQL
        Tier: high
        Query: rate(errors_total[5m]) / rate(requests_total[5m]) > 0.05
        EvaluationInterval: 15 seconds
        Actions: [alerts]

Fails (longer than a day):

    Alarms:
      HighErrorRate:
        Kind: PromQL
        Tier: high
        Query: rate(errors_total[5m]) / rate(requests_total[5m]) > 0.05
        PendingPeriod: 36 hours
        Actions: [alerts]

Passes (each as long as can be):

    Alarms:
      HighErrorRate:
        Kind: PromQL
        Tier: high
        Query: rate(errors_total[5m]) / rate(requests_total[5m]) > 0.05
        EvaluationInterval: 1 hour
        PendingPeriod: 24 hours
        RecoveryPeriod: 1 day
        Actions: [alerts]
"""

from collections.abc import Iterator

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import PromqlTrigger
from eventflow_monitoring.model.wording import duration_in_words
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.rules.rule import Rule

NAME = "promql-limits"

_SHORT_INTERVALS = (10, 20, 30)
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_MAX_QUERY = 10_000
"""Characters of PromQLCriteria.Query."""


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find PromQL alarms that CloudWatch refuses."""
    for alarm in monitoring.alarms:
        if isinstance(alarm.trigger, PromqlTrigger):
            for key, message, help in _mistakes(alarm.trigger):
                yield Problem(NAME, f"`{alarm.name}` {message}", alarm.written.key(key), help=help)


def _mistakes(trigger: PromqlTrigger) -> Iterator[tuple[str, str, str]]:
    interval = trigger.interval
    if (interval % _MINUTE and interval not in _SHORT_INTERVALS) or interval > _HOUR:
        yield (
            "EvaluationInterval",
            f"is evaluated every {duration_in_words(interval)}",
            "every 10, 20 or 30 seconds, or whole minutes up to an hour",
        )
    for key, seconds, what in (
        ("PendingPeriod", trigger.pending, "waits {} before a series is in ALARM"),
        ("RecoveryPeriod", trigger.recovery, "keeps a series in ALARM for {} more"),
    ):
        if seconds > _DAY:
            yield key, what.format(duration_in_words(seconds)), f"at most {duration_in_words(_DAY)}"
    if len(trigger.query) > _MAX_QUERY:
        yield (
            "Query",
            f"has a query of {len(trigger.query):,} characters",
            f"at most {_MAX_QUERY:,} characters",
        )


RULE = Rule(NAME, check)
