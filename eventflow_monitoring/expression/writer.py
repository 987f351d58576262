"""A syntax tree back to text, with parentheses around every operation inside another."""

from collections.abc import Mapping

from eventflow_monitoring.expression.syntax import (
    Array,
    Binary,
    Call,
    Keyword,
    Name,
    Node,
    Number,
    Text,
    Unary,
)


def write(node: Node, ids: Mapping[str, str]) -> str:
    """Return the text of an expression, each name replaced by its id where it has one."""
    match node:
        case Number(text=text):
            return text
        case Text(text=text):
            return f'"{text}"'
        case Name(name=name):
            return ids.get(name, name)
        case Keyword(word=word):
            return word
        case Call(function=function, arguments=arguments):
            return f"{function}({', '.join(write(argument, ids) for argument in arguments)})"
        case Array(elements=elements):
            return f"[{', '.join(write(element, ids) for element in elements)}]"
        case Unary(operator=operator, operand=operand):
            return f"{operator}{_inner(operand, ids)}"
        case Binary(operator=operator, left=left, right=right):
            return f"{_inner(left, ids)} {operator} {_inner(right, ids)}"


def _inner(node: Node, ids: Mapping[str, str]) -> str:
    text = write(node, ids)
    return f"({text})" if isinstance(node, Binary | Unary) else text
