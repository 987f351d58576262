"""The states of a composite alarm, which follow those of its children at once.

Source: CloudWatch API, PutCompositeAlarm: INSUFFICIENT_DATA is its state only until it is evaluated for
the first time.
"""

from collections.abc import Iterator, Mapping

from eventflow_monitoring.expression.alarm_rule import children, is_true
from eventflow_monitoring.expression.alarm_rule_syntax import RuleNode, State
from eventflow_monitoring.simulate.result import Evaluated, Timeline, Why


def composite_evaluations(rule: RuleNode, timelines: Mapping[str, Timeline]) -> Iterator[Evaluated]:
    """Yield the evaluations of a rule: at minute 0, and whenever a child changes.

    `timelines` has one for every alarm that the rule names, by the name in the rule.
    """
    named = {child.name: timelines[child.name] for child in children(rule)}
    moments = {0, *(change.time for one in named.values() for change in one.changes)}
    for moment in sorted(moments):
        states = {name: timeline.state_at(moment) for name, timeline in named.items()}
        state = State.ALARM if is_true(rule, states) else State.OK
        yield Evaluated(moment, state, Why.RULE)
