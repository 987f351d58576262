"""The syntax tree of a composite alarm's rule; every node knows which text it came from.

Trees that differ only in where they stand are equal. What stands in parentheses of its own is a node
of its own: `(a AND b) AND c` is not `a AND b AND c`.
"""

from dataclasses import dataclass, field
from enum import Enum

from eventflow_monitoring.position import Span


class State(Enum):
    """The state of an alarm, as CloudWatch calls it."""

    ALARM = "ALARM"
    OK = "OK"
    INSUFFICIENT_DATA = "INSUFFICIENT_DATA"


@dataclass(frozen=True, slots=True)
class ChildReference:
    """An alarm that a rule names. The span is that of the name, inside its quotes."""

    name: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class InState:
    """Whether an alarm is in a state: `ALARM(x)`."""

    state: State
    alarm: ChildReference
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Constant:
    """`TRUE` or `FALSE`."""

    value: bool
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Whether so many of some alarms are, or are not, in a state: `AT_LEAST(2, NOT OK, (x, y, z))`.

    `threshold` is a number of alarms, or with `percent` a percentage of them.
    """

    threshold: int
    percent: bool
    negated: bool
    state: State
    alarms: tuple[ChildReference, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a condition."""

    operand: "RuleNode"
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Two or more conditions joined by `AND`."""

    operands: tuple["RuleNode", ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Two or more conditions joined by `OR`."""

    operands: tuple["RuleNode", ...]
    span: Span = field(compare=False)


RuleNode = InState | Constant | AtLeast | Not | AllOf | AnyOf
