"""An alarm on a share fires however little the share is of.

1 failure of 2 requests is 50 %, and no reason to wake anybody at night. `MinimumSamples` leaves out
the periods in which little was counted; an expression can do so itself, with `IF` around the
division. Comparing the divisor with 0 there only avoids dividing by zero: from 10 on it counts as a
guard.

Fails:

    Alarms:
      ManyErrors:
        Tier: high
        Condition: ErrorRate > 5% for 5 minutes
        Actions: [alerts]

Fails (a guard against dividing by zero is none against few requests):

    Alarms:
      ManyErrors:
        Tier: high
        Expression: IF(Requests > 0, 100 * Errors / Requests)
        Unit: Percent
        ComparisonOperator: ">"
        Threshold: 5%
        Actions: [alerts]

Passes (of at least 100 requests):

    Alarms:
      ManyErrors:
        Tier: high
        Condition: ErrorRate > 5% for 5 minutes
        MinimumSamples:
          Metric: Requests
          AtLeast: 100
        Actions: [alerts]

Passes (the expression has a guard):

    Alarms:
      ManyErrors:
        Tier: high
        Expression: IF(Requests >= 10, 100 * Errors / Requests)
        Unit: Percent
        ComparisonOperator: ">"
        Threshold: 5%
        Actions: [alerts]
"""

from collections.abc import Iterator

from eventflow_monitoring.expression.parser import parse
from eventflow_monitoring.expression.syntax import (
    Array,
    Binary,
    Call,
    ExpressionError,
    Node,
    Number,
    Unary,
    names,
)
from eventflow_monitoring.model.metric import ComputedMetric, Metric, MetricType
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import ThresholdTrigger
from eventflow_monitoring.problem import Problem, Related, Severity
from eventflow_monitoring.rules.rule import Rule

NAME = "ratio-without-guard"

_ENOUGH = 10
"""The smallest number that a guard can compare with to be one against small volumes."""

_MORE = (">", ">=")
_LESS = ("<", "<=")


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find alarms on a share of a counter that is not known to have counted much."""
    for alarm in monitoring.alarms:
        trigger = alarm.trigger
        if not isinstance(trigger, ThresholdTrigger) or trigger.minimum_samples is not None:
            continue
        divisor = _unguarded_counter(trigger.metric)
        if divisor is None:
            continue
        own = "Expression" in alarm.written.keys
        yield Problem(
            NAME,
            f"`{alarm.name}` fires on a share of `{divisor.name}` however few there are: 1 of 2 is 50 %",
            alarm.written.key("Expression" if own else "Metric"),
            help="say from how many on it counts: "
            f"`MinimumSamples: {{Metric: {divisor.name}, AtLeast: 100}}`",
            related=() if own else (Related("computed here", trigger.metric.origin),),
        )


def _unguarded_counter(metric: object) -> Metric | None:
    """Return a counter that a share is computed of without a guard."""
    if not isinstance(metric, ComputedMetric) or metric.unit.name not in ("Percent", "Ratio"):
        return None
    try:
        tree = parse(metric.expression)
    except ExpressionError:  # with all its parentheses, it may be too long to be read again
        return None
    counters = {id: one for id, one in metric.operands if one.type is MetricType.COUNTER}
    for divisor in _unguarded_divisors(tree, ()):
        found = next((counters[one.name] for one in names(divisor) if one.name in counters), None)
        if found is not None:
            return found
    return None


def _unguarded_divisors(node: Node, guarded: tuple[frozenset[str], ...]) -> Iterator[Node]:
    """Yield what is divided by; `guarded` are the sets of metrics known to be large together."""
    match node:
        case Call(function="IF", arguments=(condition, *branches)):
            yield from _unguarded_divisors(condition, guarded)
            for branch, operators in zip(branches, (_MORE, _LESS), strict=False):
                yield from _unguarded_divisors(branch, (*guarded, *_large(condition, operators)))
        case Call(arguments=parts) | Array(elements=parts):
            for part in parts:
                yield from _unguarded_divisors(part, guarded)
        case Unary(operand=operand):
            yield from _unguarded_divisors(operand, guarded)
        case Binary(operator=operator, left=left, right=right):
            yield from _unguarded_divisors(left, guarded)
            yield from _unguarded_divisors(right, guarded)
            if operator == "/" and _named(right) not in (*guarded, *_guards_itself(right)):
                yield right
        case _:
            pass


def _guards_itself(divisor: Node) -> Iterator[frozenset[str]]:
    """Yield the sets of metrics that are large where a divisor such as `IF(a > 100, a)` is one."""
    match divisor:
        case Call(function="IF", arguments=(condition, _)):
            yield from _large(condition, _MORE)
        case _:
            pass


def _large(condition: Node, operators: tuple[str, ...]) -> Iterator[frozenset[str]]:
    """Yield the sets of metrics that a condition compares with enough.

    For the branch of a condition that holds, `operators` are those that mean more, for the other
    one those that mean less.
    """
    if not isinstance(condition, Binary):
        return
    if condition.operator == ("AND" if operators is _MORE else "OR"):
        yield from _large(condition.left, operators)
        yield from _large(condition.right, operators)
    elif condition.operator in operators and _is_enough(condition.right):
        yield _named(condition.left)
    elif condition.operator in _reversed(operators) and _is_enough(condition.left):
        yield _named(condition.right)


def _reversed(operators: tuple[str, ...]) -> tuple[str, ...]:
    return _LESS if operators is _MORE else _MORE


def _is_enough(node: Node) -> bool:
    return isinstance(node, Number) and float(node.text) >= _ENOUGH


def _named(node: Node) -> frozenset[str]:
    return frozenset(name.name for name in names(node))


RULE = Rule(NAME, check, Severity.WARNING)
