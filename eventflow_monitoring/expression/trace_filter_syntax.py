"""The syntax tree of an X-Ray filter expression; every node knows which text it came from.

Trees that differ only in where they stand are equal.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from eventflow_monitoring.position import Span


@dataclass(frozen=True, slots=True)
class Word:
    """A name or a string, without what stands around it; the span is that of the text inside."""

    text: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Condition:
    """A keyword alone, or compared with a value: `fault`, `responsetime > 1`.

    `keyword` is in small letters. Of an annotation it is `annotation`, and `key` says which. Without
    an operator it asks whether the keyword is true, or is set. `value` is a string, a number (kept
    as it was written), `true` or `false`, or JSON.
    """

    keyword: str
    key: Word | None
    operator: str | None
    value: Word | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Service:
    """A service, by its name, or by what `id(...)` says of it; None stands for any."""

    name: Word | None
    type: Word | None = None
    account: Word | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """A filter that holds for a part of the trace: `service("x") { fault }`.

    `kind` is `service`, `edge` (with two `ends`) or a root cause such as `rootcause.fault.service`.
    """

    kind: str
    ends: tuple[Service, ...]
    inner: "FilterNode | None"
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a condition."""

    operand: "FilterNode"
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Parentheses:
    """What stands in parentheses."""

    operand: "FilterNode"
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Two or more conditions joined by `AND`, or by nothing."""

    operands: tuple["FilterNode", ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Two or more conditions joined by `OR`."""

    operands: tuple["FilterNode", ...]
    span: Span = field(compare=False)


FilterNode = Condition | Scope | Not | Parentheses | AllOf | AnyOf


def walk(node: FilterNode) -> Iterator[FilterNode]:
    """Yield a tree and every part of it, in the order written."""
    pending = [node]
    while pending:
        part = pending.pop()
        yield part
        match part:
            case Not(operand=operand) | Parentheses(operand=operand):
                pending.append(operand)
            case Scope(inner=inner) if inner is not None:
                pending.append(inner)
            case AllOf(operands=operands) | AnyOf(operands=operands):
                pending.extend(reversed(operands))
            case _:
                pass


def conditions(node: FilterNode) -> list[Condition]:
    """Return every condition of a tree, in the order written."""
    return [part for part in walk(node) if isinstance(part, Condition)]


def mixed(node: FilterNode) -> list[AllOf]:
    """Return each `AND` that stands beside an `OR` without parentheses between the two."""
    return [
        operand
        for part in walk(node)
        if isinstance(part, AnyOf)
        for operand in part.operands
        if isinstance(operand, AllOf)
    ]
