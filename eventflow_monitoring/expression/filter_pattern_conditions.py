"""Conditions inside a filter pattern: comparisons, `&&`, `||` and parentheses."""

import re
import warnings
from collections.abc import Callable

from eventflow_monitoring.expression.filter_pattern_syntax import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Literal,
    Operator,
    Regex,
    Selector,
    Text,
    Word,
)
from eventflow_monitoring.expression.filter_pattern_tokens import Token
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span

_MAX_DEPTH = 32
"""Parentheses inside one another."""

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_PLAIN = re.compile(r"[\w*.:/@+#~-]+")
_REGEX_SIGNS = re.compile(r"[\x20-\x7e\t]*")
_GROUP = re.compile(r"(?<!\\)(?:\\\\)*\(")


_MEANT = {"==": "=", "===": "=", "!==": "!=", "<>": "!="}
"""Operators of other languages."""


class ConditionParser:
    """Reads the tokens of one condition after another; `selector` reads what names a field."""

    def __init__(self, tokens: list[Token], selector: Callable[[Token], Selector]) -> None:
        self._tokens = tokens
        self._selector = selector
        self._next = 0
        self._depth = 0

    @property
    def last_end(self) -> int:
        """Where the token that was taken last ends."""
        return self._tokens[max(self._next - 1, 0)].span.end

    def peek(self, ahead: int = 0) -> Token:
        """Return the next token, or one further ahead."""
        return self._tokens[min(self._next + ahead, len(self._tokens) - 1)]

    def take(self) -> Token:
        """Return the next token and go on behind it."""
        token = self.peek()
        self._next = min(self._next + 1, len(self._tokens) - 1)
        return token

    def expect_sign(self, sign: str, help: str) -> None:
        """Take a sign. Raises ExpressionError where another token stands."""
        token = self.take()
        if not token.is_sign(sign):
            raise ExpressionError(f"`{sign}` is missing before `{token.text}`", token.span, help)

    def expect_end(self) -> None:
        """Raise ExpressionError where anything is left."""
        token = self.peek()
        if token.kind == "end":
            return
        word = token.text.upper()
        if word in ("AND", "OR"):
            sign = "&&" if word == "AND" else "||"
            raise ExpressionError(f"`{token.text}` is no operator", token.span, f"write `{sign}`")
        if token.is_sign(")"):
            raise ExpressionError("`)` closes nothing", token.span)
        raise ExpressionError(
            f"`{token.text}` is not expected here",
            token.span,
            "conditions are joined by `&&` or `||`",
        )

    def condition(self) -> Condition:
        """Return a condition: `&&` binds tighter than `||`. Raises ExpressionError."""
        options = [self._all()]
        while self.peek().is_sign("||"):
            self.take()
            options.append(self._all())
        return options[0] if len(options) == 1 else AnyOf(tuple(options))

    def _all(self) -> Condition:
        parts = [self._one()]
        while self.peek().is_sign("&&"):
            self.take()
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _one(self) -> Condition:
        token = self.take()
        if not token.is_sign("("):
            return self._comparison(token)
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise ExpressionError(f"nested more than {_MAX_DEPTH} levels deep", token.span)
        inner = self.condition()
        if not self.peek().is_sign(")"):
            if self.peek().kind != "end":
                self.expect_end()
            raise ExpressionError("`(` is not closed", token.span)
        self.take()
        self._depth -= 1
        return inner

    def _comparison(self, token: Token) -> Comparison:
        selector = self._selector(token)
        operator = self.take()
        word = operator.text.upper()
        if word in ("IS", "NOT", "EXISTS"):
            return self._state(selector, operator, word)
        if operator.kind != "operator" or operator.text in ("&&", "||", *_MEANT):
            raise _no_operator(selector, operator)
        compares = Operator(operator.text)
        literal = self._literal(self.take(), compares)
        return Comparison(selector, compares, literal, Span(token.span.start, self.last_end))

    def _state(self, selector: Selector, operator: Token, word: str) -> Comparison:
        following = self.take()
        span = Span(selector.span.start, following.span.end)
        if word == "IS" and following.text.upper() in Word.__members__:
            return Comparison(selector, Operator.IS, Word(following.text.upper()), span)
        if word == "NOT" and following.text.upper() == "EXISTS":
            return Comparison(selector, Operator.NOT_EXISTS, None, span)
        written = Span(operator.span.start, following.span.end)
        if word == "EXISTS":
            help = f"`{selector.text} = *` is true where there is one"
            raise ExpressionError("Logs has no `EXISTS`", operator.span, help)
        if word == "IS" and following.text.upper() == "NOT":
            help = f"`{selector.text} = *` is true where there is a value"
            raise ExpressionError("Logs has no `IS NOT`", written, help)
        help = "`IS NULL`, `IS TRUE`, `IS FALSE`" if word == "IS" else "`NOT EXISTS`"
        if following.kind == "end":
            message = f"`{operator.text}` has nothing behind it"
            raise ExpressionError(message, operator.span, help)
        raise ExpressionError(f"`{following.text}` is not expected here", following.span, help)

    def _literal(self, token: Token, operator: Operator) -> Literal:
        literal = _read_literal(token)
        if operator.ordered and not isinstance(literal, float):
            message = f"`{operator.value}` compares numbers, `{token.text}` is none"
            help = f"write `{token.text[1:-1]}`" if _NUMBER.fullmatch(token.text[1:-1]) else None
            raise ExpressionError(message, token.span, help)
        return literal


def _no_operator(selector: Selector, token: Token) -> ExpressionError:
    if token.text in _MEANT:
        help = f"write `{_MEANT[token.text]}`"
        return ExpressionError(f"`{token.text}` is no operator", token.span, help)
    if token.kind == "end" or token.is_sign("&&", "||", ")"):
        message = f"`{selector.text}` is compared with nothing"
        return ExpressionError(message, selector.span, f"`{selector.text} = *` is true where it is")
    help = "one of `=`, `!=`, `<`, `<=`, `>`, `>=`, `IS`, `NOT EXISTS`"
    return ExpressionError(f"`{token.text}` is no operator", token.span, help)


def _read_literal(token: Token) -> Literal:
    if token.kind == "quoted":
        return Text(token.text[1:-1].replace('\\"', '"'))
    if token.kind == "regex":
        return checked_regex(token.text[1:-1], Span(token.span.start + 1, token.span.end - 1))
    if token.kind == "word" and _NUMBER.fullmatch(token.text):
        return float(token.text)
    if token.kind == "word" and _PLAIN.fullmatch(token.text):
        return Text(token.text)
    if token.kind == "end" or token.kind in ("sign", "operator"):
        raise ExpressionError("a value is missing", token.span, 'such as `"ERROR"` or `1000`')
    help = f'write `"{token.text.strip(chr(39))}"`'
    raise ExpressionError(f"`{token.text}` stands in double quotes", token.span, help)


def checked_regex(pattern: str, span: Span) -> Regex:
    """Return a regular expression. Raises ExpressionError for what Logs does not take in one."""
    if not pattern:
        raise ExpressionError("this regular expression is empty", Span(span.start, span.start + 1))
    if not _REGEX_SIGNS.fullmatch(pattern):
        raise ExpressionError("a regular expression holds ASCII characters only", span)
    group = _GROUP.search(pattern)
    if group is not None:
        at = span.start + group.end() - 1
        message = "Logs takes no groups in a regular expression"
        raise ExpressionError(message, Span(at, at + 1), "write the alternatives out, or `\\(`")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python warns of what it may read otherwise one day
            re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise ExpressionError(f"this is no regular expression: {error}", span) from None
    return Regex(pattern)
