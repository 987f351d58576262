"""Text of a composite alarm's rule to its syntax tree, apart from the limits of the whole.

The grammar is put together from the CloudWatch User Guide ("Composite alarms") and the API reference
(PutCompositeAlarm), neither of which says how AND and OR bind: side by side they need parentheses.
"""

import re
from typing import NamedTuple

from eventflow_monitoring.expression.alarm_rule_refusal import (
    SEVERAL,
    SHORT,
    no_condition,
    no_name,
    no_state,
    no_threshold,
    unclosed,
    unexpected,
)
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
from eventflow_monitoring.expression.alarm_rule_tokens import STATES, Token, tokenise
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span

_MAX_HEIGHT = 32
"""Operations inside one another. What is written back has a pair of parentheses for each, and may
have a NOT in it, so that a text with twice as many of both can be read."""

_THRESHOLD = re.compile(r"([0-9]+)(%?)")
_STRAY = re.compile(r"""(?:[^\\]|\\")*\\(?!")""")
"""A name up to a backslash that AWS documents no meaning for."""


class _Read(NamedTuple):
    node: RuleNode
    height: int
    span: Span
    """Where it stands, with the parentheses around it."""


class RuleParser:
    """Reads one text, once."""

    def __init__(self, text: str) -> None:
        """Take the text apart. Raises ExpressionError."""
        self._text = text
        self._tokens = tokenise(text)
        self._next = 0
        self._open = 0

    def read(self) -> RuleNode:
        """Return the syntax tree of the whole text. Raises ExpressionError."""
        node = self._operation().node
        token = self._peek()
        if token.kind != "end":
            raise unexpected(token)
        return node

    def _operation(self) -> _Read:
        operands = [self._operand()]
        operator: Token | None = None
        while (token := self._peek()).keyword in ("AND", "OR"):
            self._take()
            if operator is not None and token.text != operator.text:
                self._operand_after(token, operands)
            operator = operator or token
            operands.append(self._operand())
        if operator is None:
            return operands[0]
        span = Span(operands[0].span.start, operands[-1].span.end)
        kind = AllOf if operator.text == "AND" else AnyOf
        node = kind(tuple(operand.node for operand in operands), span)
        height = _raised(max(operand.height for operand in operands), operator.span)
        return _Read(node, height, span)

    def _operand_after(self, operator: Token, operands: list[_Read]) -> None:
        """Raise the error for an AND beside an OR; the help needs the operand after it."""
        after = self._shown(self._operand().span)
        last, before = self._shown(operands[-1].span), self._shown(operands[-2].span)
        second, first = operator.text, "OR" if operator.text == "AND" else "AND"
        raise ExpressionError(
            f"`{first}` and `{second}` stand side by side, and AWS does not say which binds tighter",
            operator.span,
            f"write `({before} {first} {last}) {second} {after}` "
            f"or `{before} {first} ({last} {second} {after})`",
        )

    def _operand(self) -> _Read:
        token = self._take()
        if token.is_sign("("):
            self._deeper(token)
            inner = self._operation()
            closing = self._close(token)
            self._open -= 1
            return inner._replace(span=Span(token.span.start, closing.end))
        if token.keyword == "NOT":
            self._deeper(token)
            inner = self._operand()
            self._open -= 1
            span = Span(token.span.start, inner.span.end)
            return _Read(Not(inner.node, span), _raised(inner.height, token.span), span)
        return _Read(node := self._condition(token), 0, node.span)

    def _condition(self, token: Token) -> InState | Constant | AtLeast:
        match token.keyword:
            case "TRUE" | "FALSE":
                return Constant(token.text == "TRUE", token.span)
            case "AT_LEAST":
                return self._at_least(token)
            case "ALARM" | "OK" | "INSUFFICIENT_DATA":
                return self._in_state(token)
            case _:
                raise no_condition(token, called=self._peek().is_sign("("))

    def _in_state(self, token: Token) -> InState:
        opening = self._expect_open(token, f"`{token.text}(x)`")
        alarm = self._alarm(opening)
        if self._peek().is_sign(","):
            raise ExpressionError(
                f"`{token.text}` takes one alarm",
                self._peek().span,
                f"`AT_LEAST(1, {token.text}, (x, y))` takes several",
            )
        end = self._close(opening)
        return InState(State(token.text), alarm, Span(token.span.start, end.end))

    def _refuse_second_word(self, opening: Token, start: int) -> None:
        """Refuse a name of several words without quotes."""
        second = self._peek()
        if second.kind != "word":
            return
        if second.keyword in ("AND", "OR"):
            raise unclosed(opening)
        while self._peek().kind == "word":
            end = self._take().span.end
        message = f"the name of an alarm is one word, `{second.text}` is another"
        help = f'a name with spaces needs quotes: `"{self._shown(Span(start, end))}"`'
        raise ExpressionError(message, second.span, help)

    def _at_least(self, token: Token) -> AtLeast:
        help = SEVERAL
        opening = self._expect_open(token, help)
        threshold = self._take()
        found = _THRESHOLD.fullmatch(threshold.text)
        if found is None:
            raise no_threshold(threshold)
        self._expect_comma(opening, help)
        state = self._take()
        negated = state.keyword == "NOT"
        if negated:
            state = self._take()
        if state.keyword not in STATES:
            raise no_state(state)
        self._expect_comma(opening, help)
        alarms = self._alarms(help)
        end = self._close(opening)
        percent = bool(found[2])
        count = _count(found[1], percent=percent, alarms=len(alarms), span=threshold.span)
        span = Span(token.span.start, end.end)
        return AtLeast(count, percent, negated, State(state.text), alarms, span)

    def _alarms(self, help: str) -> tuple[ChildReference, ...]:
        opening = self._take()
        if not opening.is_sign("("):
            if opening.kind == "end":
                raise unexpected(opening)
            message = "the alarms of `AT_LEAST` stand in parentheses of their own"
            raise ExpressionError(message, opening.span, help)
        if self._peek().is_sign(")"):
            span = Span(opening.span.start, self._take().span.end)
            raise ExpressionError("`AT_LEAST` takes one alarm or more, none is written", span, help)
        alarms = [self._alarm(opening)]
        while self._peek().is_sign(","):
            self._take()
            alarm = self._alarm(opening)
            if alarm in alarms:
                raise ExpressionError(f"`{alarm.name}` is listed twice", alarm.span)
            alarms.append(alarm)
        self._close(opening)
        return tuple(alarms)

    def _alarm(self, opening: Token) -> ChildReference:
        token = self._take()
        if token.kind == "end":
            raise unexpected(token)
        if token.kind == "sign" or token.text == '""':
            raise ExpressionError("the name of an alarm is missing", token.span)
        if token.kind == "word" and self._peek().is_sign("("):
            raise no_name(token)
        if token.kind == "word":
            self._refuse_second_word(opening, token.span.start)
        quotes = 1 if token.kind == "quoted" else 0
        span = Span(token.span.start + quotes, token.span.end - quotes)
        written = self._text[span.start : span.end]
        stray = _STRAY.match(written)
        if stray is not None:
            at = span.start + stray.end() - 1
            message = 'a backslash stands only before a quote in a name, as `\\"`'
            raise ExpressionError(message, Span(at, at + 1))
        return ChildReference(written.replace('\\"', '"'), span)

    def _deeper(self, token: Token) -> None:
        self._open += 1
        if self._open > 2 * _MAX_HEIGHT:
            raise ExpressionError(f"nested more than {2 * _MAX_HEIGHT} levels deep", token.span)

    def _shown(self, span: Span) -> str:
        text = " ".join(self._text[span.start : span.end].split())
        return text if len(text) <= SHORT else "..."

    def _peek(self) -> Token:
        return self._tokens[self._next]

    def _take(self) -> Token:
        token = self._tokens[self._next]
        self._next = min(self._next + 1, len(self._tokens) - 1)
        return token

    def _expect_open(self, after: Token, help: str) -> Token:
        token = self._take()
        if token.is_sign("("):
            return token
        raise ExpressionError(f"a parenthesis is missing after `{after.text}`", after.span, help)

    def _expect_comma(self, opening: Token, help: str) -> None:
        token = self._take()
        if token.kind == "end":
            raise unclosed(opening)
        if not token.is_sign(","):
            raise ExpressionError(f"a comma is missing before `{token.text}`", token.span, help)

    def _close(self, opening: Token) -> Span:
        token = self._take()
        if token.is_sign(")"):
            return token.span
        raise unclosed(opening) if token.kind == "end" else unexpected(token)


def _raised(height: int, operator: Span) -> int:
    """Return the height of an operation over operands of a height."""
    if height == _MAX_HEIGHT:
        raise ExpressionError(f"more than {_MAX_HEIGHT} operations inside one another", operator)
    return height + 1


def _count(digits: str, *, percent: bool, alarms: int, span: Span) -> int:
    """Return the threshold of AT_LEAST, if it suits the number of alarms."""
    count = int(digits.lstrip("0")[:10] or "0")  # ten digits are too many already
    if percent and not 1 <= count <= 100:
        raise ExpressionError("a percentage of alarms is from 1% to 100%", span)
    if count == 0:
        raise ExpressionError("at least 0 alarms is always so, a rule counts from 1", span)
    if not percent and count > alarms:
        listed = "1 alarm is" if alarms == 1 else f"{alarms} alarms are"
        raise ExpressionError(f"{listed} listed, fewer than the {digits} to count", span)
    return count
