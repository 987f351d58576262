"""A mute names more alarms than CloudWatch takes.

100 are the most for one mute rule (CloudWatch API, PutAlarmMuteRule, MuteTargets). Tiers and patterns
stand for all the alarms they mean, each counted once.

Fails (104 alarms):

    Alarms:
      Behind-${Tens}${Ones}:
        ForEach:
          Tens: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, a, b, c]
          Ones: [0, 1, 2, 3, 4, 5, 6, 7]
        Tier: high
        Metric: Lag
        Dimensions:
          group: ${Tens}${Ones}
        ComparisonOperator: ">"
        Threshold: 100 events
        Actions: [alerts]

    Mutes:
      vacuum:
        Alarms: [Behind-*]
        Schedule: cron(0 3 * * SUN)
        Duration: 2 hours

Passes (100 alarms):

    Alarms:
      Behind-${Tens}${Ones}:
        ForEach:
          Tens: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
          Ones: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
        Tier: high
        Metric: Lag
        Dimensions:
          group: ${Tens}${Ones}
        ComparisonOperator: ">"
        Threshold: 100 events
        Actions: [alerts]

    Mutes:
      vacuum:
        Alarms: [Behind-*]
        Schedule: cron(0 3 * * SUN)
        Duration: 2 hours
"""

from collections.abc import Iterator

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.rules.rule import Rule

NAME = "too-many-muted"

_MOST = 100


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find mutes of too many alarms."""
    for mute in monitoring.mutes:
        count = len(set(mute.alarms))
        if count > _MOST:
            yield Problem(
                NAME,
                f"`{mute.name}` mutes {count} alarms, CloudWatch takes {_MOST} for one mute",
                mute.origin,
                help="make two of it, with other `Alarms` each and the same `Schedule`",
            )


RULE = Rule(NAME, check)
