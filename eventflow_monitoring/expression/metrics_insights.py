"""A CloudWatch Metrics Insights query, taken apart.

Source: CloudWatch User Guide, "Metrics Insights query components and syntax".
"""

import re
from dataclasses import dataclass, field

from eventflow_monitoring.expression.metrics_insights_refusal import (
    no_function,
    no_name,
    unexpected,
)
from eventflow_monitoring.expression.metrics_insights_tokens import (
    CLAUSES,
    FUNCTIONS,
    WORDS,
    Token,
    tokenise,
)
from eventflow_monitoring.expression.parser import MAX_LENGTH
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span
from eventflow_monitoring.suggestion import nearest

MAX_LIMIT = 500
"""Time series that a query can return (CloudWatch User Guide, LIMIT)."""

_PLAIN = re.compile(r"[A-Za-z0-9_]+")
_DOTTED = re.compile(r"AWS\.AccountId|tag\.[A-Za-z0-9_]+")
"""Label keys that need no quotes despite their dot."""
_OPERATORS = "a condition compares by `=` or `!=`"


@dataclass(frozen=True, slots=True)
class Identifier:
    """The name of a function, a metric, a namespace or a label. The span is inside its quotes."""

    name: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Condition:
    """A label that has a value, or with `equal` false has not."""

    key: Identifier
    equal: bool
    value: str
    value_span: Span = field(compare=False)
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class OrderBy:
    """By which function the series are ordered, largest first with `descending`."""

    function: str
    descending: bool
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Limit:
    """How many series are returned at most."""

    count: int
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query.

    `function` is in capitals. `schema` holds the dimensions that a metric must have exactly, none
    for metrics without any; it is None where a metric may have whatever dimensions it has.
    """

    function: Identifier
    metric: Identifier
    namespace: Identifier
    schema: tuple[Identifier, ...] | None = None
    conditions: tuple[Condition, ...] = ()
    group_by: tuple[Identifier, ...] = ()
    order_by: OrderBy | None = None
    limit: Limit | None = None


def parse_query(text: str, *, in_alarm: bool = True) -> Query:
    """Return what a query says. Raises ExpressionError.

    An alarm on several series needs ORDER BY beside GROUP BY, a graph does not.
    """
    if len(text) > MAX_LENGTH:
        message = f"the query has {len(text):,} characters, more than {MAX_LENGTH:,}"
        raise ExpressionError(message, Span(0, len(text)))
    return _Parser(text, in_alarm=in_alarm).query()


class _Parser:
    def __init__(self, text: str, *, in_alarm: bool) -> None:
        self._tokens = tokenise(text)
        self._next = 0
        self._in_alarm = in_alarm

    def query(self) -> Query:
        self._expect_word("SELECT", "a query is `SELECT AVG(metric) FROM namespace`")
        function, metric = self._selection()
        self._expect_word("FROM", 'a query reads from a namespace: `FROM "AWS/EC2"`')
        namespace, schema = self._source()
        conditions = self._conditions()
        group_by, group = self._group_by()
        order_by = self._order_by(grouped=group is not None)
        limit = self._limit()
        if self._peek().kind != "end":
            raise unexpected(self._peek())
        if self._in_alarm and group is not None and order_by is None:
            help = f"say which come first: `ORDER BY {function.name}() DESC`"
            raise ExpressionError("an alarm needs `ORDER BY` beside `GROUP BY`", group, help)
        return Query(
            function=function,
            metric=metric,
            namespace=namespace,
            schema=schema,
            conditions=conditions,
            group_by=group_by,
            order_by=order_by,
            limit=limit,
        )

    def _selection(self) -> tuple[Identifier, Identifier]:
        token = self._take()
        if token.kind == "end":
            raise unexpected(token)
        if token.kind not in ("word", "name") or not self._peek().is_sign("("):
            help = f"`AVG({token.text})`" if token.kind in ("word", "name") else "`AVG(metric)`"
            raise ExpressionError("`SELECT` takes a function of a metric", token.span, help)
        function = _function(token)
        opening = self._take()
        metric = self._identifier("metric")
        self._close(opening)
        if self._peek().is_sign(","):
            message = "a query reads one metric, by one function"
            raise ExpressionError(message, self._peek().span, "make another query of the rest")
        return function, metric

    def _source(self) -> tuple[Identifier, tuple[Identifier, ...] | None]:
        if self._peek().word != "SCHEMA":
            return self._identifier("namespace"), None
        schema = self._take()
        opening = self._take()
        if not opening.is_sign("("):
            message = "`SCHEMA` takes a namespace and dimensions in parentheses"
            raise ExpressionError(message, schema.span, '`SCHEMA("AWS/EC2", InstanceId)`')
        namespace = self._identifier("namespace")
        dimensions: list[Identifier] = []
        while self._peek().is_sign(","):
            self._take()
            dimensions.append(self._identifier("label"))
        self._close(opening)
        return namespace, tuple(dimensions)

    def _conditions(self) -> tuple[Condition, ...]:
        if self._peek().word != "WHERE":
            return ()
        conditions: list[Condition] = []
        while not conditions or self._peek().word == "AND":
            self._take()
            conditions.append(self._condition())
        if self._peek().word == "OR":
            help = "leave the condition to `GROUP BY`, or make two queries of it"
            raise ExpressionError("Metrics Insights has no `OR`", self._peek().span, help)
        return tuple(conditions)

    def _condition(self) -> Condition:
        if self._peek().is_sign("("):
            help = "conditions joined by `AND` need none"
            raise ExpressionError("a condition takes no parentheses", self._peek().span, help)
        key = self._identifier("label")
        operator = self._take()
        if operator.kind == "end":
            raise unexpected(operator)
        if operator.text not in ("=", "!="):
            message = f"`{operator.text}` is no comparison"
            raise ExpressionError(message, operator.span, _OPERATORS)
        token = self._take()
        if token.kind == "end" or (token.kind == "sign" and token.text in "(),;"):
            raise unexpected(token)
        if token.kind != "value":
            value = token.inner[0] if token.kind == "name" else token.text
            raise ExpressionError("a value stands in single quotes", token.span, f"`'{value}'`")
        value, span = token.inner
        whole = Span(key.span.start, token.span.end)
        return Condition(key, operator.text == "=", value, span, whole)

    def _group_by(self) -> tuple[tuple[Identifier, ...], Span | None]:
        """Return the labels, and where `GROUP BY` stands."""
        group = self._clause("GROUP")
        if group is None:
            return (), None
        keys = [self._identifier("label")]
        while self._peek().is_sign(","):
            self._take()
            keys.append(self._identifier("label"))
        return tuple(keys), group

    def _order_by(self, *, grouped: bool) -> OrderBy | None:
        order = self._clause("ORDER")
        if order is None:
            return None
        if not grouped:
            message = "`ORDER BY` without `GROUP BY`: there is one series, and nothing to order"
            raise ExpressionError(message, order, "leave it out, or say what to group by before it")
        token = self._take()
        if token.kind == "end":
            raise unexpected(token)
        if token.kind != "word" or not self._peek().is_sign("("):
            raise ExpressionError(
                "`ORDER BY` takes a function", token.span, "`ORDER BY MAX() DESC`"
            )
        function = _function(token)
        opening = self._take()
        if self._peek().kind in ("word", "name", "value"):
            message = f"`{function.name}` takes nothing here, it orders by the series themselves"
            raise ExpressionError(message, self._peek().span, f"`{function.name}()`")
        end = self._close(opening)
        direction = self._peek().word
        if direction in ("ASC", "DESC"):
            end = self._take().span
        return OrderBy(function.name, direction == "DESC", Span(function.span.start, end.end))

    def _limit(self) -> Limit | None:
        if self._peek().word != "LIMIT":
            return None
        self._take()
        token = self._take()
        if token.kind == "end":
            raise unexpected(token)
        digits = token.text if token.text.isascii() and token.text.isdigit() else "0"
        count = int(digits.lstrip("0")[:4] or "0")  # four digits are too many already
        if not 1 <= count <= MAX_LIMIT:
            message = f"`LIMIT` takes a number from 1 to {MAX_LIMIT}"
            raise ExpressionError(message, token.span)
        return Limit(count, token.span)

    def _clause(self, word: str) -> Span | None:
        """Take a word and the BY after it, where they stand, and return where that is."""
        token = self._peek()
        if token.word != word:
            return None
        self._take()
        if self._peek().word != "BY":
            message = f"`BY` is missing after `{token.text}`"
            raise ExpressionError(message, token.span, f"`{word} BY`")
        return Span(token.span.start, self._take().span.end)

    def _identifier(self, what: str) -> Identifier:
        token = self._take()
        if token.kind == "name" and token.text != '""':
            return Identifier(*token.inner)
        label = what == "label"
        following = self._peek()
        if label and token.text == "tag." and following.kind == "name":
            span = Span(token.span.start, self._take().span.end)
            return Identifier(f"tag.{following.inner[0]}", span)
        plain = _PLAIN.fullmatch(token.text) or (label and _DOTTED.fullmatch(token.text))
        if not plain or token.word in WORDS:
            raise no_name(token, what)
        return Identifier(token.text, token.span)

    def _expect_word(self, word: str, help: str) -> None:
        token = self._take()
        if token.word == word:
            return
        meant = token.kind == "word" and nearest(token.text, [word])
        help = f"did you mean `{word}`?" if meant else help
        raise ExpressionError(f"`{word}` is missing", token.span, help)

    def _close(self, opening: Token) -> Span:
        token = self._take()
        if token.is_sign(")"):
            return token.span
        if token.kind == "end" or token.word in CLAUSES:
            raise ExpressionError("this parenthesis is never closed", opening.span)
        raise unexpected(token)

    def _peek(self) -> Token:
        return self._tokens[self._next]

    def _take(self) -> Token:
        token = self._tokens[self._next]
        self._next = min(self._next + 1, len(self._tokens) - 1)
        return token


def _function(token: Token) -> Identifier:
    """Return the function that a token names. Raises ExpressionError."""
    if token.word not in FUNCTIONS:
        raise no_function(token)
    return Identifier(token.word, token.span)
