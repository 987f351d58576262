"""An alarm publishes to a topic of another tier.

A topic carries the alarms of one tier, and its channels suit that: a topic for critical alarms wakes
people up. A less severe alarm there wakes them for something that can wait; a more severe one that is
told to less severe topics only is found in the morning. It may be told to those beside a topic of its
own tier, for people who only want to know.

Fails (somebody is woken for an alarm that is not critical):

    Alarms:
      SlowRequests:
        Tier: high
        Condition: Latency > 1 second for 10 minutes
        Actions: [alerts, pages]

Fails (nobody is woken for one that is):

    Alarms:
      SlowRequests:
        Tier: critical
        Condition: Latency > 5 seconds for 10 minutes
        Owner: backend
        Runbook: latency
        Actions: [alerts]

Passes (the others only want to know):

    Alarms:
      SlowRequests:
        Tier: critical
        Condition: Latency > 5 seconds for 10 minutes
        Owner: backend
        Runbook: latency
        Actions: [pages, alerts]
"""

from collections.abc import Iterator

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.notification import Topic
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.problem import Problem, Related, Severity
from eventflow_monitoring.rules.rule import Rule

NAME = "topic-of-another-tier"

_SEVERITY = list(Tier)


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find topics that are more severe than an alarm, or all less severe than it."""
    for alarm in monitoring.alarms:
        has_its_own = any(topic.tier is alarm.tier for topic in alarm.topics)
        for index, topic in enumerate(alarm.topics):
            if topic.tier is alarm.tier or (has_its_own and not _outranks(topic, alarm)):
                continue
            yield Problem(
                NAME,
                f"`{alarm.name}` is {alarm.tier.value}, and `{topic.name}` is a topic for "
                f"{topic.tier.value} alarms",
                alarm.written.at("Actions", index),
                help=_help(alarm, monitoring),
                related=(Related(f"`{topic.name}`", topic.origin),),
            )


def _outranks(topic: Topic, alarm: Alarm) -> bool:
    return _SEVERITY.index(topic.tier) < _SEVERITY.index(alarm.tier)


def _help(alarm: Alarm, monitoring: Monitoring) -> str:
    fitting = [f"`{topic.name}`" for topic in monitoring.topics if topic.tier is alarm.tier]
    if not fitting:
        return f"under `Topics:`, make one of `Tier: {alarm.tier.value}` for it"
    return f"topics of tier {alarm.tier.value}: {', '.join(fitting[:4])}"


RULE = Rule(NAME, check, Severity.WARNING)
