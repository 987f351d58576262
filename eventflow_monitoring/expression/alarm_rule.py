"""The rule of a composite alarm: text to syntax tree and back, what is in it, and in words.

The limits are CloudWatch's (API reference, PutCompositeAlarm, AlarmRule).
"""

import re
from collections.abc import Mapping, Sequence

from eventflow_monitoring.expression.alarm_rule_parser import RuleParser
from eventflow_monitoring.expression.alarm_rule_syntax import (
    AllOf,
    AnyOf,
    AtLeast,
    ChildReference,
    Constant,
    InState,
    Not,
    RuleNode,
    State,
)
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span

MAX_RULE_LENGTH = 10_240
"""Characters of a rule, as it is sent (CloudWatch API, PutCompositeAlarm)."""
MAX_CHILDREN = 100
"""Alarms that a rule may name (CloudWatch API, PutCompositeAlarm)."""
MAX_ELEMENTS = 500
"""Elements of a rule (CloudWatch API, PutCompositeAlarm); `elements` says what they are."""

_PLAIN = re.compile(r"[^\s(),\"`]+")
"""A name that cannot be mistaken for other words around it."""
_WORDS = {
    State.ALARM: "in ALARM",
    State.OK: "OK",
    State.INSUFFICIENT_DATA: "in INSUFFICIENT_DATA",
}


def parse_rule(text: str) -> RuleNode:
    """Return the syntax tree of a rule. Raises ExpressionError, beyond CloudWatch's limits too.

    What is sent is longer where names are: its length is for the caller of `write_rule` to look at.
    """
    whole = Span(0, len(text))
    if len(text) > MAX_RULE_LENGTH:
        message = f"the rule has {len(text):,} characters, more than {MAX_RULE_LENGTH:,}"
        raise ExpressionError(message, whole)
    rule = RuleParser(text).read()
    named: set[str] = set()
    for child in children(rule):
        named.add(child.name)
        if len(named) > MAX_CHILDREN:
            raise ExpressionError(f"the rule names more than {MAX_CHILDREN} alarms", child.span)
    count = elements(rule)
    if count > MAX_ELEMENTS:
        message = f"the rule has {count} elements, more than {MAX_ELEMENTS}"
        help = "alarms, `TRUE`, `FALSE` and parentheses count"
        raise ExpressionError(message, whole, help)
    return rule


def write_rule(node: RuleNode, names: Mapping[str, str]) -> str:
    """Return the text of a rule, each alarm replaced by its name in AWS, or ARN, where it has one.

    Every operation stands in parentheses and every name in quotes. A backslash in a name is written
    as it is: AWS documents no way to write one that stands at the end or before a quote.
    """
    match node:
        case InState(state=state, alarm=alarm):
            return f"{state.value}({_quoted(alarm, names)})"
        case Constant(value=value):
            return "TRUE" if value else "FALSE"
        case AtLeast():
            threshold = f"{node.threshold}%" if node.percent else f"{node.threshold}"
            condition = f"NOT {node.state.value}" if node.negated else node.state.value
            alarms = ", ".join(_quoted(alarm, names) for alarm in node.alarms)
            return f"AT_LEAST({threshold}, {condition}, ({alarms}))"
        case Not(operand=operand):
            return f"(NOT {write_rule(operand, names)})"
        case AllOf(operands=operands) | AnyOf(operands=operands):
            operator = " AND " if isinstance(node, AllOf) else " OR "
            return f"({operator.join([write_rule(operand, names) for operand in operands])})"


def children(node: RuleNode) -> list[ChildReference]:
    """Return every mention of an alarm, in the order written."""
    match node:
        case InState(alarm=alarm):
            return [alarm]
        case AtLeast(alarms=alarms):
            return list(alarms)
        case Constant():
            return []
        case Not(operand=operand):
            return children(operand)
        case AllOf(operands=operands) | AnyOf(operands=operands):
            return [child for operand in operands for child in children(operand)]


def elements(node: RuleNode) -> int:
    """Return how many elements a rule has as `write_rule` writes it.

    AWS counts "child alarms, TRUE or FALSE statements, and parentheses" and says no more. Counted
    here are every mention of an alarm, and both parentheses of each pair that groups; those that
    belong to `ALARM(...)` and `AT_LEAST(...)` are not.
    """
    match node:
        case InState() | Constant():
            return 1
        case AtLeast(alarms=alarms):
            return len(alarms)
        case Not(operand=operand):
            return 2 + elements(operand)
        case AllOf(operands=operands) | AnyOf(operands=operands):
            return 2 + sum(map(elements, operands))


def is_true(node: RuleNode, states: Mapping[str, State]) -> bool:
    """Tell what a rule comes to when alarms are in some states."""
    match node:
        case InState(state=state, alarm=alarm):
            return states[alarm.name] is state
        case Constant(value=value):
            return value
        case AtLeast(threshold=threshold, alarms=alarms):
            count = sum((states[alarm.name] is node.state) is not node.negated for alarm in alarms)
            return count * 100 >= threshold * len(alarms) if node.percent else count >= threshold
        case Not(operand=operand):
            return not is_true(operand, states)
        case AllOf(operands=operands):
            return all(is_true(operand, states) for operand in operands)
        case AnyOf(operands=operands):
            return any(is_true(operand, states) for operand in operands)


def describe(node: RuleNode) -> str:
    """Return a rule in words: `A or B is in ALARM, and C is not OK`."""
    if not isinstance(node, AllOf | AnyOf) or _common_state(node) is not None:
        return _clause(node)
    operator = "and" if isinstance(node, AllOf) else "or"
    return f", {operator} ".join(map(_clause, node.operands))


def _clause(node: RuleNode) -> str:
    """Return a condition so that it can be joined to others."""
    match node:
        case InState(state=state, alarm=alarm):
            return f"{_name(alarm)} is {_WORDS[state]}"
        case Constant(value=value):
            return "always" if value else "never"
        case Not(operand=InState(state=state, alarm=alarm)):
            return f"{_name(alarm)} is not {_WORDS[state]}"
        case Not(operand=operand):
            return f"not ({describe(operand)})"
        case AtLeast(threshold=threshold, percent=percent, alarms=alarms):
            amount = f"{threshold}%" if percent else f"{threshold}"
            verb = "is" if threshold == 1 and not percent else "are"
            negation = "not " if node.negated else ""
            listed = _listed(alarms, "and")
            return f"at least {amount} of {listed} {verb} {negation}{_WORDS[node.state]}"
        case AllOf() | AnyOf():
            common = _common_state(node)
            if common is None:
                return f"({describe(node)})"
            operator, verb = ("and", "are") if isinstance(node, AllOf) else ("or", "is")
            return f"{_listed(children(node), operator)} {verb} {_WORDS[common]}"


def _common_state(node: AllOf | AnyOf) -> State | None:
    """Return the state that all operands ask for, if they ask for nothing else."""
    states = {operand.state for operand in node.operands if isinstance(operand, InState)}
    simple = all(isinstance(operand, InState) for operand in node.operands)
    return states.pop() if simple and len(states) == 1 else None


def _listed(alarms: Sequence[ChildReference], operator: str) -> str:
    names = [_name(alarm) for alarm in alarms]
    before = ", ".join(names[:-1])
    return f"{before} {operator} {names[-1]}" if before else names[-1]


def _name(alarm: ChildReference) -> str:
    return alarm.name if _PLAIN.fullmatch(alarm.name) else f"`{alarm.name}`"


def _quoted(alarm: ChildReference, names: Mapping[str, str]) -> str:
    name = names.get(alarm.name, alarm.name)
    return '"' + name.replace('"', '\\"') + '"'
