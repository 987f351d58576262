"""An alarm goes off, and nobody is told.

It has no actions, or all its topics are without a channel in this environment: CloudWatch publishes
to a topic that nobody listens to, and reports success. An alarm that a composite alarm asks, or that
suppresses others, need not tell anybody itself; an alarm that is only to be looked at says
`ActionsEnabled: false`.

Fails (a topic without channels):

    Topics:
      alerts-database:
        Tier: high
        Channels: []

    Alarms:
      SlowDatabase:
        Tier: high
        Condition: Latency > 1 second for 10 minutes
        Actions: [alerts-database]

Fails (no actions):

    Alarms:
      SlowDatabase:
        Tier: high
        Condition: Latency > 1 second for 10 minutes

Passes (another alarm tells of both):

    Alarms:
      SlowDatabase:
        Tier: high
        Condition: Latency > 1 second for 10 minutes
      FullMemory:
        Tier: high
        Condition: Memory > 90% for 10 minutes
      DatabaseInTrouble:
        Kind: Composite
        Tier: high
        Rule: ALARM(SlowDatabase) AND ALARM(FullMemory)
        Actions: [alerts]
"""

from collections.abc import Iterator

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.notification import Topic
from eventflow_monitoring.model.trigger import CompositeTrigger
from eventflow_monitoring.problem import Problem, Related
from eventflow_monitoring.rules.rule import Rule

NAME = "reaches-nobody"


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find alarms that neither tell anybody nor have another alarm tell."""
    if not monitoring.complete:  # who would tell may be what is missing
        return
    asked = _asked(monitoring)
    for alarm in monitoring.alarms:
        topics = _topics(alarm)
        if not alarm.actions_enabled or alarm.name in asked or any(one.channels for one in topics):
            continue
        yield _silent(alarm, topics, monitoring) if topics else _without_actions(alarm, monitoring)


def _asked(monitoring: Monitoring) -> set[str]:
    """Return the alarms whose state other alarms depend on."""
    children = (
        child
        for alarm in monitoring.alarms
        if isinstance(alarm.trigger, CompositeTrigger)
        for child in alarm.trigger.children
    )
    suppressors = (alarm.suppressor.alarm for alarm in monitoring.alarms if alarm.suppressor)
    return {*children, *suppressors}


def _topics(alarm: Alarm) -> tuple[Topic, ...]:
    """Return the topics that are told of any of the alarm's states, each once."""
    told = (*alarm.topics, *alarm.ok_topics, *alarm.insufficient_data_topics)
    return tuple(dict.fromkeys(told))


def _without_actions(alarm: Alarm, monitoring: Monitoring) -> Problem:
    fitting = next((one.name for one in monitoring.topics if one.tier is alarm.tier), "…")
    return Problem(
        NAME,
        f"`{alarm.name}` tells nobody: it has no actions",
        alarm.written.key("Actions"),
        help=f"`Actions: [{fitting}]`, or `ActionsEnabled: false` if it is only to be looked at",
    )


def _silent(alarm: Alarm, topics: tuple[Topic, ...], monitoring: Monitoring) -> Problem:
    names = " and ".join(f"`{topic.name}`" for topic in topics)
    them, verb = (names, "has") if len(topics) == 1 else ("one of them", "have")
    return Problem(
        NAME,
        f"`{alarm.name}` tells nobody in {monitoring.environment.name}: {names} {verb} no channels",
        alarm.written.key("Actions"),
        help=f"give {them} a channel, or the alarm another topic",
        related=tuple(Related(f"`{topic.name}`", topic.origin) for topic in topics),
    )


RULE = Rule(NAME, check)
