"""Text of an X-Ray filter expression to its syntax tree.

The grammar is put together from the X-Ray Developer Guide ("Using filter expressions"). It says of
neither parentheses nor how AND and OR bind: parentheses are read, for many use them, and AND is taken
to bind tighter; `trace_filter_syntax.mixed` tells where that matters.
"""

from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.expression.trace_filter_refusal import (
    bad_value,
    misfit,
    needs_braces,
    no_condition,
    no_operator,
    no_service,
    unexpected,
)
from eventflow_monitoring.expression.trace_filter_syntax import (
    AllOf,
    AnyOf,
    Condition,
    FilterNode,
    Not,
    Parentheses,
    Scope,
    Service,
    Word,
)
from eventflow_monitoring.expression.trace_filter_tokens import Token, tokenise
from eventflow_monitoring.expression.trace_filter_vocabulary import (
    ANNOTATION,
    BOOLEANS,
    CALLS,
    CAUSES,
    EDGE,
    ID,
    ID_KEYS,
    JSON,
    KEYWORDS,
    NUMBERS,
    SERVICE,
    SIGN_OPERATORS,
    STRINGS,
    WORD_OPERATORS,
    operators_of,
)
from eventflow_monitoring.position import Span
from eventflow_monitoring.suggestion import did_you_mean

MAX_DEPTH = 32
"""Parentheses, braces and `!` inside one another that are read; AWS says nothing of it."""

_OPENED = {"(": ")", "{": "}"}


def parse_trace_filter(text: str) -> FilterNode:
    """Return the syntax tree of a filter expression. Raises ExpressionError."""
    return _Parser(text).read()


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = tokenise(text)
        self._next = 0
        self._open = 0

    def read(self) -> FilterNode:
        node = self._any_of()
        if self._peek().kind != "end":
            raise unexpected(self._peek())
        return node

    def _any_of(self) -> FilterNode:
        operands = [self._all_of()]
        while self._peek().word == "or":
            self._take()
            operands.append(self._all_of())
        if len(operands) == 1:
            return operands[0]
        return AnyOf(tuple(operands), _around(operands))

    def _all_of(self) -> FilterNode:
        operands = [self._operand()]
        while self._peek().word == "and" or self._begins_condition():
            if self._peek().word == "and":
                self._take()
            operands.append(self._operand())
        if len(operands) == 1:
            return operands[0]
        return AllOf(tuple(operands), _around(operands))

    def _begins_condition(self) -> bool:
        """Tell whether a condition follows, as in AWS's own example `ok !partial duration <3`."""
        token = self._peek()
        word = token.word or ""
        if word == "or":
            return False
        return token.is_sign("!", "(") or token.kind in ("word", "key")

    def _operand(self) -> FilterNode:
        token = self._take()
        if token.is_sign("!"):
            self._deeper(token)
            operand = self._operand()
            self._open -= 1
            return Not(operand, Span(token.span.start, operand.span.end))
        if token.is_sign("("):
            inner, end = self._inside(token)
            return Parentheses(inner, Span(token.span.start, end.end))
        if token.kind == "key":
            return self._annotation(token, len(ANNOTATION) + 1, 1)
        word = token.word or ""
        if word.startswith(f"{ANNOTATION}.") and word != f"{ANNOTATION}.":
            return self._annotation(token, len(ANNOTATION) + 1, 0)
        if word in CALLS:
            return self._call(token, word)
        if word in CAUSES:
            if not self._peek().is_sign("{"):
                raise needs_braces(word, token)
            inner, end = self._inside(self._take())
            return Scope(word, (), inner, Span(token.span.start, end.end))
        if word not in KEYWORDS:
            raise no_condition(token)
        return self._compared(word, None, token.span)

    def _annotation(self, token: Token, before: int, after: int) -> Condition:
        span = Span(token.span.start + before, token.span.end - after)
        key = Word(token.text[before : len(token.text) - after], span)
        if not key.text.strip():
            message = "the key of the annotation is missing"
            raise ExpressionError(message, token.span, "`annotation[key]`")
        return self._compared(ANNOTATION, key, token.span)

    def _compared(self, keyword: str, key: Word | None, span: Span) -> Condition:
        token = self._peek()
        operator = token.text.upper()
        if operator not in (*SIGN_OPERATORS, *WORD_OPERATORS):
            shown = keyword if key is None else f"{keyword}.{key.text}"
            wrong = no_operator(shown, token)
            if wrong is not None:
                raise wrong
            return Condition(keyword, key, None, None, span)
        self._take()
        if operator not in operators_of(keyword):
            raise misfit(keyword, token.text, token.span)
        value = self._value(keyword, operator)
        return Condition(keyword, key, operator, value[0], Span(span.start, value[1].end))

    def _value(self, keyword: str, operator: str) -> tuple[Word, Span]:
        """Return a value, and where it stands with its quotes."""
        token = self._take()
        is_string, is_boolean = token.kind == "string", token.word in ("true", "false")
        if operator in WORD_OPERATORS or keyword in STRINGS:
            fits = is_string
        elif keyword in BOOLEANS:
            fits = is_boolean
        elif keyword in NUMBERS:
            fits = token.is_number
        elif keyword in JSON:
            fits = token.kind == "json"
        else:
            fits = is_string or is_boolean or token.is_number
        if not fits:
            raise bad_value(keyword, operator, token)
        if is_string:
            return Word(*token.inner), token.span
        return Word(token.word if is_boolean and token.word else token.text, token.span), token.span

    def _call(self, token: Token, call: str) -> Scope:
        opening = self._peek()
        if not opening.is_sign("("):
            raise needs_braces(call, token)
        self._take()
        ends: list[Service] = []
        while not self._peek().is_sign(")"):
            if ends:
                self._expect(",", opening)
            ends.append(self._service(call))
        end = self._take().span
        wanted = {SERVICE: (0, 1), EDGE: (2,)}[call]
        if len(ends) not in wanted:
            many = "two services" if call == EDGE else "one service, or none"
            help = '`edge("x", "y")`' if call == EDGE else '`service("x")`'
            raise ExpressionError(f"`{call}` takes {many}", Span(token.span.start, end.end), help)
        inner: FilterNode | None = None
        if self._peek().is_sign("{"):
            inner, end = self._inside(self._take())
        return Scope(call, tuple(ends), inner, Span(token.span.start, end.end))

    def _service(self, call: str) -> Service:
        token = self._take()
        if token.kind == "string":
            return Service(Word(*token.inner))
        if token.word != ID or not self._peek().is_sign("("):
            raise no_service(token, call)
        opening = self._take()
        said: dict[str, Word] = {}
        while not said or not self._peek().is_sign(")"):
            if said:
                self._expect(",", opening)
            key = self._take()
            if key.word not in ID_KEYS:
                if key.kind == "end":
                    raise unexpected(key)
                message = f"`id` does not take `{key.text}`"
                raise ExpressionError(message, key.span, did_you_mean(key.text, ID_KEYS))
            if key.word in said:
                raise ExpressionError(f"`{key.text}` is said twice", key.span)
            self._expect(":", opening)
            value = self._take()
            if value.kind != "string":
                raise (
                    no_service(value, ID) if value.kind == "end" else bad_value("name", "=", value)
                )
            said[str(key.word)] = Word(*value.inner)
        self._take()
        return Service(said.get("name"), said.get("type"), said.get("account.id"))

    def _inside(self, opening: Token) -> tuple[FilterNode, Span]:
        """Return what stands up to the sign that closes one, and where that sign stands."""
        self._deeper(opening)
        inner = self._any_of()
        end = self._expect(_OPENED[opening.text], opening)
        self._open -= 1
        return inner, end

    def _deeper(self, token: Token) -> None:
        self._open += 1
        if self._open > MAX_DEPTH:
            message = f"more than {MAX_DEPTH} conditions stand inside one another"
            raise ExpressionError(message, token.span)

    def _expect(self, sign: str, opening: Token) -> Span:
        token = self._take()
        if token.is_sign(sign):
            return token.span
        if token.kind == "end":
            what = "brace" if opening.text == "{" else "parenthesis"
            raise ExpressionError(f"this {what} is never closed", opening.span)
        if sign == "," and token.kind in ("word", "sign"):
            raise ExpressionError("this parenthesis is never closed", opening.span)
        if sign in (",", ":"):
            raise ExpressionError(f"`{sign}` is missing before `{token.text}`", token.span)
        raise unexpected(token)

    def _peek(self) -> Token:
        return self._tokens[self._next]

    def _take(self) -> Token:
        token = self._tokens[self._next]
        self._next = min(self._next + 1, len(self._tokens) - 1)
        return token


def _around(operands: list[FilterNode]) -> Span:
    return Span(operands[0].span.start, operands[-1].span.end)
