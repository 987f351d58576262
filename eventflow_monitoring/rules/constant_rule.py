"""The rule of a composite alarm is true, or false, in whatever state the alarms are that it names.

Such an alarm fires once and for ever, or never. The rule is tried with every state of every alarm:
`ALARM`, `OK` and `INSUFFICIENT_DATA`. One that names more than six alarms is not looked at.

Fails (an alarm is in `ALARM` or it is not):

    Alarms:
      HighLatency:
        Tier: high
        Condition: Latency > 1 second for 10 minutes
      Overloaded:
        Kind: Composite
        Tier: high
        Rule: ALARM(HighLatency) OR NOT ALARM(HighLatency)
        Actions: [alerts]

Passes (it may be in `INSUFFICIENT_DATA`, which is neither):

    Alarms:
      HighLatency:
        Tier: high
        Condition: Latency > 1 second for 10 minutes
      Overloaded:
        Kind: Composite
        Tier: high
        Rule: ALARM(HighLatency) OR OK(HighLatency)
        Actions: [alerts]
"""

from collections.abc import Iterator
from itertools import chain, product

from eventflow_monitoring.expression.alarm_rule import children, is_true, parse_rule
from eventflow_monitoring.expression.alarm_rule_syntax import RuleNode, State
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import CompositeTrigger
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.rules.rule import Rule

NAME = "constant-rule"

_MOST = 6
"""Alarms of a rule that is tried; they have 729 states together."""


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find composite alarms that ask nothing."""
    for alarm in monitoring.alarms:
        if not isinstance(alarm.trigger, CompositeTrigger):
            continue
        value = _constant(alarm.trigger.rule)
        if value is not None:
            yield Problem(
                NAME,
                f"the rule of `{alarm.name}` is {'always true' if value else 'never true'}",
                alarm.written.key("Rule"),
                help="it is so in every state of its alarms" if alarm.trigger.children else
                "such as `ALARM(x) AND NOT ALARM(y)`, names of other alarms",
            )  # fmt: skip


def _constant(text: str) -> bool | None:
    """Return what a rule comes to in every state of its alarms; None where that differs."""
    try:
        rule = parse_rule(text)
    except ExpressionError:  # longer with the names in AWS than a rule may be
        return None
    names = list(dict.fromkeys(child.name for child in children(rule)))
    if len(names) > _MOST:
        return None
    values: set[bool] = set()
    for value in _values(rule, names):
        values.add(value)
        if len(values) > 1:
            return None
    return values.pop()


def _values(rule: RuleNode, names: list[str]) -> Iterator[bool]:
    """Yield what a rule comes to, state after state; first where all are in the same."""
    count = len(names)
    for states in chain(((state,) * count for state in State), product(State, repeat=count)):
        yield is_true(rule, dict(zip(names, states, strict=True)))


RULE = Rule(NAME, check)
