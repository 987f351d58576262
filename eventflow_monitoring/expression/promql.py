"""A PromQL query, checked as far as that goes without its metrics.

Source: Prometheus 3 documentation, "Querying basics" and "Operators", and its grammar,
promql/parser/generated_parser.y. CloudWatch takes the PromQL of Prometheus 3.0, and selects by the
name of a metric only (CloudWatch User Guide, "Query metrics with PromQL", "QueryMetrics").
"""

from dataclasses import replace

from eventflow_monitoring.expression import promql_refusal as refusal
from eventflow_monitoring.expression.promql_functions import AGGREGATIONS, FUNCTIONS, Type
from eventflow_monitoring.expression.promql_result import (
    COMPARISONS,
    Matching,
    Result,
    binary,
    call,
    in_alarm,
    modified,
    ranged,
)
from eventflow_monitoring.expression.promql_selector import read_labels, read_selector
from eventflow_monitoring.expression.promql_tokens import Token, duration_meant, tokenise
from eventflow_monitoring.expression.promql_walk import Walk
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span

_LEVELS = (("or",), ("and", "unless"), COMPARISONS, ("+", "-"), ("*", "/", "%", "atan2"), ("^",))
_LEVEL = {operator: level for level, operators in enumerate(_LEVELS) for operator in operators}
"""How tightly each operator binds."""
_POWER = _LEVEL["^"]

_MAX_DEPTH = 50
"""Levels of parentheses and calls inside one another; nobody can read more."""

_NO_NAMES = ("on", "ignoring", "group_left", "group_right", "bool", "atan2")
"""Words of the language that are not the name of a metric, wherever they stand."""


def check_query(text: str) -> None:
    """Refuse what is no query for an alarm. Raises ExpressionError."""
    _read(text)


def compares(text: str) -> bool:
    """Tell whether a query that `check_query` takes returns nothing where all is well.

    It does where it compares, or asks whether something is absent, or leaves series out by `and`
    or `unless`. Without any of that every series is returned, whatever its value.
    """
    return _read(text).filters


def _read(text: str) -> Result:
    result = _Parser(text).query()
    in_alarm(result, text)
    return result


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._walk = Walk(tokenise(text))
        self._depth = 0

    def query(self) -> Result:
        if self._walk.peek().kind == "end":
            raise ExpressionError("the query is empty", self._walk.peek().span)
        result = self._expression(0)
        if self._walk.peek().kind != "end":
            raise self._unexpected()
        return result

    def _expression(self, lowest: int) -> Result:
        """Read an expression whose operators bind at least so tightly."""
        left = self._signed()
        while True:
            operator = self._walk.peek()
            sign = operator.word or operator.text
            level = _LEVEL.get(sign, -1) if operator.kind in ("word", "sign") else -1
            if level < lowest:
                return left
            self._walk.take()
            matching = self._matching(operator)
            if level == _POWER:  # from right to left
                self._deeper(operator)
                right = self._expression(level)
                self._depth -= 1
            else:
                right = self._expression(level + 1)
            left = binary(left, operator, matching, right, self._text)

    def _matching(self, operator: Token) -> Matching:
        walk = self._walk
        bool_ = walk.take() if walk.peek().word == "bool" else None
        if walk.peek().word in ("group_left", "group_right"):
            raise refusal.no_group_side(walk.peek(), operator.text)
        if walk.peek().word not in ("on", "ignoring"):
            return Matching(bool_)
        labels = walk.take()
        matched = read_labels(walk, labels, self._text)
        if walk.peek().word not in ("group_left", "group_right"):
            return Matching(bool_, labels, bool(matched))
        group = walk.take()
        # A metric in parentheses may follow too, but this is how Prometheus reads it.
        included = read_labels(walk, group, self._text) if walk.peek().is_sign("(") else ()
        for one in included:
            if labels.word == "on" and one.text in [label.text for label in matched]:
                message = f"`{one.text}` stands under `on` already"
                raise ExpressionError(message, one.span)
        return Matching(bool_, labels, bool(matched), group)

    def _signed(self) -> Result:
        token = self._walk.peek()
        if not token.is_sign("+", "-"):
            return self._operand()
        self._walk.take()
        self._deeper(token)
        operand = self._expression(_POWER)
        self._depth -= 1
        if operand.type in (Type.RANGE, Type.STRING):
            message = f"`{token.text}` takes a number or series, not {operand.type.value}"
            raise ExpressionError(message, operand.span)
        return Result(operand.type, Span(token.span.start, operand.span.end), operand.filters)

    def _operand(self) -> Result:
        walk = self._walk
        result = self._primary()
        while True:
            token = walk.peek()
            if token.is_sign("["):
                result = self._range(result)
            elif token.word == "offset":
                walk.take()
                if walk.peek().is_sign("-", "+"):
                    walk.take()
                self._duration("what `offset` takes")
                result = modified(result, token, walk.last.span.end)
            elif token.is_sign("@"):
                self._at()
                result = modified(result, token, walk.last.span.end)
            else:
                return result

    def _primary(self) -> Result:
        token = self._walk.take()
        if token.is_sign("("):
            self._deeper(token)
            inner = self._expression(0)
            self._depth -= 1
            end = self._close()
            return replace(inner, span=Span(token.span.start, end), selects=False, modified=())
        if token.is_sign("{"):
            return read_selector(self._walk, None, token, self._text)
        if token.kind in ("number", "duration") or token.word in ("inf", "nan"):
            return Result(Type.NUMBER, token.span)
        if token.kind == "string":
            return Result(Type.STRING, token.span)
        if token.kind != "word":
            raise refusal.no_operand(token)
        following = self._walk.peek()
        if token.word in AGGREGATIONS and (
            following.is_sign("(") or following.word in ("by", "without")
        ):
            return self._aggregation(token)
        if token.word in _NO_NAMES:
            raise refusal.no_operand(token)
        if following.is_sign("("):
            return self._call(token)
        opening = self._walk.take() if following.is_sign("{") else None
        return read_selector(self._walk, token, opening, self._text)

    def _call(self, name: Token) -> Result:
        function = FUNCTIONS.get(name.text)
        if function is None:
            raise refusal.no_function(name)
        outside = self._walk.nameless
        self._walk.nameless = name.text == "info"  # whose second argument selects by labels
        arguments, end = self._arguments()
        self._walk.nameless = outside
        return call(name, function, arguments, end, self._text)

    def _aggregation(self, name: Token) -> Result:
        walk = self._walk
        grouped = walk.peek().word in ("by", "without")
        if grouped:
            read_labels(walk, walk.take(), self._text)
            if not walk.peek().is_sign("("):
                message = f"`{name.text}` takes what it adds up in parentheses"
                raise ExpressionError(message, name.span, f"`{name.text} by (label) (...)`")
        arguments, end = self._arguments()
        after = walk.peek()
        if after.word in ("by", "without"):
            if grouped:
                raise ExpressionError(f"`{name.text}` is grouped already", after.span)
            read_labels(walk, walk.take(), self._text)
            end = walk.last.span.end
        return call(name, AGGREGATIONS[name.text.lower()], arguments, end, self._text)

    def _arguments(self) -> tuple[list[Result], int]:
        """Read what stands in the parentheses of a call, and where they end."""
        walk = self._walk
        opening = walk.take()
        self._deeper(opening)
        arguments: list[Result] = []
        if not walk.peek().is_sign(")"):
            arguments.append(self._expression(0))
        while walk.peek().is_sign(","):
            comma = walk.take()
            if walk.peek().is_sign(")"):
                raise ExpressionError("an argument is missing after the comma", comma.span)
            arguments.append(self._expression(0))
        self._depth -= 1
        return arguments, self._close()

    def _range(self, operand: Result) -> Result:
        walk = self._walk
        opening = walk.take()
        self._duration("a range", positive=True)
        subquery = walk.peek().is_sign(":")
        if subquery:
            walk.take()
            if not walk.peek().is_sign("]"):
                self._duration("a step", positive=True)
        if not walk.peek().is_sign("]"):
            token = walk.peek()
            help = "a range is one duration, and the step of a subquery after a colon"
            raise ExpressionError(f"`{token.text}` is not expected here", token.span, help)
        brackets = Span(opening.span.start, walk.take().span.end)
        return ranged(operand, brackets, subquery=subquery, text=self._text)

    def _duration(self, what: str, *, positive: bool = False) -> None:
        token = self._walk.take()
        if token.kind not in ("number", "duration"):
            raise refusal.no_duration(token, what)
        unit = self._walk.peek()
        if unit.kind == "word" and duration_meant(token.text, unit.text) is not None:
            raise refusal.spaced_duration(token, unit)
        if positive and not any(digit in "123456789abcdefABCDEF" for digit in token.text):
            raise ExpressionError(f"{what} is longer than nothing", token.span, "such as `5m`")

    def _at(self) -> None:
        """Read `@` and a time."""
        walk = self._walk
        walk.take()
        token = walk.take()
        if token.word in ("start", "end") and walk.peek().is_sign("("):
            walk.take()
            self._close()
            return
        if token.is_sign("+", "-"):
            token = walk.take()
        if token.kind not in ("number", "duration") and token.word not in ("inf", "nan"):
            message = "`@` takes a time: seconds since 1970, `start()` or `end()`"
            raise ExpressionError(message, token.span)

    def _close(self) -> int:
        """Take the parenthesis that closes, and return where it ends."""
        if self._walk.peek().is_sign(")"):
            return self._walk.take().span.end
        raise self._unexpected()

    def _unexpected(self) -> ExpressionError:
        return refusal.no_operator(self._walk.peek(), self._walk.last, self._text)

    def _deeper(self, token: Token) -> None:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise ExpressionError(f"nested more than {_MAX_DEPTH} levels deep", token.span)
