"""A composite alarm's rule is too long, or too many rules name one alarm.

As it is sent, with every operation in parentheses and alarms by the names they have in AWS, a rule
has at most 10,240 characters; what else is too much for a rule is `bad-alarm-rule`. An alarm stands
in the rules of at most 150 composite alarms, the one beside an alarm with an `ActionsSuppressor`
among them. Source: CloudWatch API, PutCompositeAlarm.

Fails (160 composite alarms name one):

    Alarms:
      Deploying:
        Tier: low
        Condition: Heartbeats > 1 heartbeat
        ActionsEnabled: false
      Behind-${Tens}${Ones}:
        ForEach:
          Tens: [1, 2, 3, 4, 5, 6, 7, 8, 9, a, b, c, d, e, f, g]
          Ones: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
        Tier: high
        Metric: Lag
        Dimensions:
          group: ${Tens}${Ones}
        ComparisonOperator: ">"
        Threshold: 100 events
      Stuck-${Tens}${Ones}:
        ForEach:
          Tens: [1, 2, 3, 4, 5, 6, 7, 8, 9, a, b, c, d, e, f, g]
          Ones: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
        Kind: Composite
        Tier: high
        Rule: ALARM(Behind-${Tens}${Ones}) AND NOT ALARM(Deploying)
        Actions: [alerts]

Passes (150 do):

    Alarms:
      Deploying:
        Tier: low
        Condition: Heartbeats > 1 heartbeat
        ActionsEnabled: false
      Behind-${Tens}${Ones}:
        ForEach:
          Tens: [1, 2, 3, 4, 5, 6, 7, 8, 9, a, b, c, d, e, f]
          Ones: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
        Tier: high
        Metric: Lag
        Dimensions:
          group: ${Tens}${Ones}
        ComparisonOperator: ">"
        Threshold: 100 events
      Stuck-${Tens}${Ones}:
        ForEach:
          Tens: [1, 2, 3, 4, 5, 6, 7, 8, 9, a, b, c, d, e, f]
          Ones: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
        Kind: Composite
        Tier: high
        Rule: ALARM(Behind-${Tens}${Ones}) AND NOT ALARM(Deploying)
        Actions: [alerts]
"""

from collections import Counter
from collections.abc import Iterator

from eventflow_monitoring.expression.alarm_rule import MAX_RULE_LENGTH
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import CompositeTrigger
from eventflow_monitoring.problem import Problem, Related
from eventflow_monitoring.rules.rule import Rule

NAME = "composite-limits"

_MOST = 150
"""Composite alarms whose rules name one alarm."""


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find rules that are too long, and alarms that too many of them name."""
    named_by: dict[str, Alarm] = {}
    # The alert beside an alarm names it.
    count = Counter({alarm.name: int(alarm.has_alert) for alarm in monitoring.alarms})
    for alarm in monitoring.alarms:
        if not isinstance(alarm.trigger, CompositeTrigger):
            continue
        length = len(alarm.trigger.rule)
        if length > MAX_RULE_LENGTH:
            yield _too_long(alarm, length)
        for child in dict.fromkeys(alarm.trigger.children):
            count[child] += 1
            if count[child] == _MOST + 1:
                named_by[child] = alarm
    for alarm in monitoring.alarms:
        if alarm.name in named_by:
            yield _too_often(alarm, count[alarm.name], named_by[alarm.name])


def _too_long(alarm: Alarm, length: int) -> Problem:
    return Problem(
        NAME,
        f"the rule of `{alarm.name}` has {length:,} characters as it is sent, "
        f"more than {MAX_RULE_LENGTH:,}",
        alarm.written.key("Rule"),
        help="make a composite alarm of a part of it, and name that here",
    )


def _too_often(alarm: Alarm, count: int, first_too_many: Alarm) -> Problem:
    return Problem(
        NAME,
        f"the rules of {count} composite alarms name `{alarm.name}`, more than {_MOST}",
        alarm.origin,
        help=f"name it in a composite alarm of its own, `Rule: ALARM({alarm.name})`, "
        "and let some of them name that",
        related=(Related(f"number {_MOST + 1}", first_too_many.written.key("Rule")),),
    )


RULE = Rule(NAME, check)
