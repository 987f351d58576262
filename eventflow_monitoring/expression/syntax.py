"""The syntax tree of a metric-math expression; every node knows which text it came from."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from eventflow_monitoring.position import Span


@dataclass(frozen=True, slots=True)
class Number:
    """A number, kept as it was written."""

    text: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Text:
    """A string in double quotes, without them."""

    text: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a metric."""

    name: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word as argument of FILL or SORT, such as `REPEAT`."""

    word: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function applied to arguments."""

    function: str
    arguments: tuple["Node", ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Array:
    """Several time series in brackets."""

    elements: tuple["Node", ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Unary:
    """A sign before an operand."""

    operator: str
    operand: "Node"
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Binary:
    """An operator between two operands."""

    operator: str
    left: "Node"
    right: "Node"
    span: Span = field(compare=False)


Node = Number | Text | Name | Keyword | Call | Array | Unary | Binary


class ExpressionError(Exception):
    """An expression that cannot be read, and the part of it that is to blame."""

    def __init__(self, message: str, span: Span, help: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.span = span
        self.help = help


def names(node: Node) -> list[Name]:
    """Return every name of a metric in a tree, in the order written."""
    return [part for part in walk(node) if isinstance(part, Name)]


def walk(node: Node) -> Iterator[Node]:
    """Yield a tree and every part of it, in the order written."""
    pending = [node]
    while pending:
        part = pending.pop()
        yield part
        match part:
            case Call(arguments=inner) | Array(elements=inner):
                pending.extend(reversed(inner))
            case Unary(operand=operand):
                pending.append(operand)
            case Binary(left=left, right=right):
                pending += (right, left)
            case _:
                pass
