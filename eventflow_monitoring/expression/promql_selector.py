"""Selectors and lists of labels in a PromQL query.

Source: Prometheus 3 documentation, "Querying basics", "Instant vector selectors", and "UTF-8 in
Prometheus". CloudWatch selects by the name of a metric only (CloudWatch User Guide, "QueryMetrics").
"""

from eventflow_monitoring.expression import promql_refusal as refusal
from eventflow_monitoring.expression.promql_functions import Type
from eventflow_monitoring.expression.promql_result import Result
from eventflow_monitoring.expression.promql_tokens import Token
from eventflow_monitoring.expression.promql_walk import Walk
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span

_NAME = "__name__"


def read_selector(walk: Walk, name: Token | None, opening: Token | None, text: str) -> Result:
    """Read what follows the name of a metric, or the brace that opens a selector without one."""
    first = name or opening
    assert first is not None
    named = name is not None
    if opening is not None:
        while not walk.peek().is_sign("}"):
            names = _matcher(walk, text)
            if names is not None and named:
                raise ExpressionError("a selector names one metric, this is the second", names)
            named = named or names is not None
            if walk.peek().is_sign(","):
                walk.take()
            elif not walk.peek().is_sign("}"):
                raise refusal.after_label(walk.peek(), walk.last, text, "}")
        walk.take()
    span = Span(first.span.start, walk.last.span.end)
    if not named and not walk.nameless:
        message = "a selector names a metric: CloudWatch does not search by labels alone"
        raise ExpressionError(message, span, '`metric{label="value"}` or `{"metric.name"}`')
    return Result(Type.SERIES, span, selects=True)


def _matcher(walk: Walk, text: str) -> Span | None:
    """Read a label with its value, or a metric in quotes; return where a metric is named."""
    label = walk.take()
    if label.kind not in ("word", "string"):
        raise refusal.no_label(label, text)
    if label.kind == "string" and walk.peek().is_sign(",", "}"):
        if not label.inner:
            raise ExpressionError("the name of a metric is missing", label.span)
        return label.span
    if label.kind == "word" and ":" in label.text:
        raise ExpressionError(f"a label called `{label.text}` stands in quotes", label.span,
                              f'`"{label.text}"`')  # fmt: skip
    operator = walk.peek()
    if not operator.is_sign("=", "!=", "=~", "!~"):
        raise refusal.no_matcher(label, operator, text)
    walk.take()
    value = walk.take()
    if value.kind != "string":
        raise refusal.no_value(value)
    if "~" in operator.text and value.inner[:1] in ("*", "+", "?"):
        message = f"`{value.text}` is no regular expression: nothing stands before the first sign"
        help = f"`{value.text[0]}.{value.inner}{value.text[0]}` begins with anything"
        raise ExpressionError(message, value.span, help)
    if (label.inner if label.kind == "string" else label.text) != _NAME:
        return None
    if operator.text == "=" and not value.inner:
        raise ExpressionError("the name of a metric is missing", value.span)
    return Span(label.span.start, value.span.end)


def read_labels(walk: Walk, before: Token, text: str) -> tuple[Token, ...]:
    """Read the labels in parentheses that follow a word such as `by`."""
    if not walk.peek().is_sign("("):
        named = walk.peek().text if walk.peek().kind in ("word", "string") else "label"
        message = f"`{before.text}` takes labels in parentheses"
        raise ExpressionError(message, before.span, f"`{before.text} ({named})`")
    walk.take()
    labels: list[Token] = []
    while not walk.peek().is_sign(")"):
        label = walk.take()
        if label.kind not in ("word", "string"):
            raise refusal.no_label(label, text)
        labels.append(label)
        if walk.peek().is_sign(","):
            walk.take()
        elif not walk.peek().is_sign(")"):
            raise refusal.after_label(walk.peek(), label, text, ")")
    walk.take()
    return tuple(labels)
