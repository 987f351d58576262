"""An alarm does more than five things when it goes into a state.

CloudWatch takes at most five actions for each state (CloudWatch API, PutMetricAlarm: AlarmActions,
OKActions, InsufficientDataActions). Every topic is one, and so is every OpsItem behind a topic, of
which only ALARM has any.

Fails:

    Channels:
      first:
        Kind: OpsItem
        Severity: 1
      second:
        Kind: OpsItem
        Severity: 2
      third:
        Kind: OpsItem
        Severity: 3
      fourth:
        Kind: OpsItem
        Severity: 4

    Topics:
      operations:
        Tier: high
        Channels: [first, second, third, fourth]

    Alarms:
      HighLatency:
        Tier: high
        Condition: Latency > 1 second for 10 minutes
        Actions: [alerts, operations]

Passes (five actions):

    Channels:
      first:
        Kind: OpsItem
        Severity: 1
      second:
        Kind: OpsItem
        Severity: 2
      third:
        Kind: OpsItem
        Severity: 3

    Topics:
      operations:
        Tier: high
        Channels: [first, second, third]

    Alarms:
      HighLatency:
        Tier: high
        Condition: Latency > 1 second for 10 minutes
        Actions: [alerts, operations]
"""

from collections.abc import Iterator

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.notification import OpsItemChannel, Topic
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.rules.rule import Rule

NAME = "too-many-actions"

MAX_ACTIONS = 5


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find alarms with more actions for a state than CloudWatch takes."""
    for alarm in monitoring.alarms:
        for key, state, count in _counts(alarm):
            if count > MAX_ACTIONS:
                yield Problem(
                    NAME,
                    f"`{alarm.name}` has {count} actions for {state}; CloudWatch takes {MAX_ACTIONS}",
                    alarm.written.key(key),
                    help="let one topic reach several channels; every OpsItem counts by itself",
                )


def _counts(alarm: Alarm) -> Iterator[tuple[str, str, int]]:
    topics = alarm.topics
    yield "Actions", "ALARM", len(dict.fromkeys(topics)) + len(_ops_items(topics))
    key = "OKActions" if "OKActions" in alarm.written.keys else "Actions"
    yield key, "OK", len(dict.fromkeys(alarm.ok_topics))
    missing = alarm.insufficient_data_topics
    yield "InsufficientDataActions", "INSUFFICIENT_DATA", len(dict.fromkeys(missing))


def _ops_items(topics: tuple[Topic, ...]) -> set[tuple[int, object]]:
    channels = (channel for topic in topics for channel in topic.channels)
    return {(one.severity, one.category) for one in channels if isinstance(one, OpsItemChannel)}


RULE = Rule(NAME, check)
