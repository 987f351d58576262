"""Text of a metric-math expression to its syntax tree.

Operators bind as in other languages, from loose to tight: OR, AND, comparison, sum, product, sign,
power. CloudWatch does not document its own precedence, so what is sent to it has parentheses around
everything (see `writer`) and means what is read here.
"""

import re
from collections.abc import Callable

from eventflow_monitoring.expression.functions import FUNCTIONS, KEYWORDS, OPERATORS
from eventflow_monitoring.expression.syntax import (
    Array,
    Binary,
    Call,
    ExpressionError,
    Keyword,
    Name,
    Node,
    Number,
    Text,
    Unary,
)
from eventflow_monitoring.position import Span
from eventflow_monitoring.suggestion import did_you_mean

MAX_LENGTH = 2_048
"""Characters of an expression (CloudWatch API, MetricDataQuery.Expression)."""

_MAX_DEPTH = 32  # a level of parentheses is ten calls deep, and Python gives up at a thousand
_MAX_OPERATORS = 200  # a chain of operators is a tree as deep as it is long

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
           |(?P<name>[A-Za-z_][A-Za-z0-9_]*)
           |(?P<text>"[^"]*")
           |(?P<operator>\|\||&&|==|!=|<=|>=|[-+*/^<>(),\[\]]))""",
    re.VERBOSE | re.ASCII,
)

_ARRAY = "several series stand in brackets: `[a, b]`"

_Token = tuple[str, str, Span]
"""Its kind, its text and where it stands."""

_LEVELS = (
    {"OR": "OR", "||": "OR"},
    {"AND": "AND", "&&": "AND"},
    {op: op for op in ("==", "!=", "<=", ">=", "<", ">")},
    {op: op for op in ("+", "-")},
    {op: op for op in ("*", "/")},
)
"""Binary operators from loose to tight, each with the spelling it is written back with."""


def parse(text: str) -> Node:
    """Return the syntax tree of an expression. Raises ExpressionError."""
    if len(text) > MAX_LENGTH:
        raise ExpressionError(
            f"the expression has {len(text):,} characters, more than {MAX_LENGTH:,}",
            Span(0, len(text)),
        )
    parser = _Parser(text)
    node = parser.level(0)
    parser.expect_end()
    return node


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = _tokens(text)
        self._next = 0
        self._depth = 0
        self._operators = 0

    def expect_end(self) -> None:
        token = self._peek()
        if token[0] != "end":
            raise _unexpected(token)

    def level(self, number: int) -> Node:
        if number == len(_LEVELS):
            return self._sign()
        node = self.level(number + 1)
        while (operator := _LEVELS[number].get(self._peek()[1])) is not None:
            span = self._take()[2]
            self._operators += 1
            if self._operators > _MAX_OPERATORS:
                raise ExpressionError(f"more than {_MAX_OPERATORS} operators", span)
            right = self.level(number + 1)
            node = Binary(operator, node, right, Span(node.span.start, right.span.end))
        return node

    def _sign(self) -> Node:
        _, text, span = self._peek()
        if text not in ("-", "+"):
            return self._power()
        self._take()
        operand = self._deeper(self._sign, span)
        return Unary(text, operand, Span(span.start, operand.span.end))

    def _power(self) -> Node:
        base = self._operand()
        _, text, span = self._peek()
        if text != "^":
            return base
        self._take()
        exponent = self._deeper(self._sign, span)
        return Binary("^", base, exponent, Span(base.span.start, exponent.span.end))

    def _operand(self) -> Node:
        kind, text, span = self._take()
        if kind == "number":
            return Number(text, span)
        if kind == "text":
            return Text(text[1:-1], span)
        if text == "(":
            node = self._deeper(lambda: self.level(0), span)
            self._expect(")", span)
            return node
        if text == "[":
            return self._array(span)
        if kind != "name" or text in OPERATORS:
            raise ExpressionError(
                "the expression ends too soon"
                if kind == "end"
                else f"`{text}` is not expected here",
                span,
            )
        if self._peek()[1] == "(":
            return self._call(text, span)
        return Name(text, span)

    def _call(self, function: str, span: Span) -> Call:
        if function not in FUNCTIONS:
            raise ExpressionError(
                f"metric math has no function `{function}`",
                span,
                did_you_mean(function, FUNCTIONS),
            )
        opening = self._take()[2]
        arguments: list[Node] = []
        if self._peek()[1] != ")":
            arguments.append(self._argument(opening))
            while self._peek()[1] == ",":
                self._take()
                arguments.append(self._keyword(function) or self._argument(opening))
        end = self._expect(")", opening)
        return Call(function, tuple(arguments), Span(span.start, end.end))

    def _array(self, opening: Span) -> Array:
        if self._peek()[1] == "]":
            end = self._take()[2]
            raise ExpressionError("the array is empty", Span(opening.start, end.end), _ARRAY)
        elements = [self._argument(opening)]
        while self._peek()[1] == ",":
            self._take()
            elements.append(self._argument(opening))
        end = self._expect("]", opening)
        return Array(tuple(elements), Span(opening.start, end.end))

    def _argument(self, opening: Span) -> Node:
        return self._deeper(lambda: self.level(0), opening)

    def _keyword(self, function: str) -> Keyword | None:
        _, text, span = self._peek()
        if text not in KEYWORDS.get(function, ()):
            return None
        self._take()
        return Keyword(text, span)

    def _deeper(self, read: Callable[[], Node], span: Span) -> Node:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise ExpressionError(f"nested more than {_MAX_DEPTH} levels deep", span)
        node = read()
        self._depth -= 1
        return node

    def _peek(self) -> _Token:
        return self._tokens[self._next]

    def _take(self) -> _Token:
        token = self._tokens[self._next]
        self._next = min(self._next + 1, len(self._tokens) - 1)
        return token

    def _expect(self, text: str, opened: Span) -> Span:
        token = self._take()
        if token[1] == text:
            return token[2]
        if token[0] == "end":
            opening = "parenthesis" if text == ")" else "bracket"
            raise ExpressionError(f"this {opening} is never closed", opened)
        raise _unexpected(token)


def _unexpected(token: _Token) -> ExpressionError:
    """Return the error for a token that stands where an operator or the end should."""
    kind, text, span = token
    if kind == "name" and text.upper() in OPERATORS:
        return ExpressionError(f"`{text}` is no operator", span, f"did you mean `{text.upper()}`?")
    if kind == "operator" and text not in ("(", "["):
        return ExpressionError(f"`{text}` is not expected here", span)
    return ExpressionError(f"an operator is missing before `{text}`", span)


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    position = 0
    end = len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None:
            start = position + len(text[position:]) - len(text[position:].lstrip())
            raise _meaningless(text, start)
        kind = str(match.lastgroup)
        tokens.append((kind, match[kind], Span(match.start(kind), match.end(kind))))
        position = match.end()
    tokens.append(("end", "", Span(max(end - 1, 0), max(end, 1))))
    return tokens


def _meaningless(text: str, start: int) -> ExpressionError:
    character, span = text[start], Span(start, start + 1)
    if character == '"':
        return ExpressionError("this quote is never closed", span)
    help = 'text stands in double quotes: `"..."`' if character in "'‘’“”" else None
    return ExpressionError(f"`{character}` has no meaning in metric math", span, help)
