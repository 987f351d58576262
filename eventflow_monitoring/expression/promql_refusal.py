"""What is wrong with a PromQL query, by the token where its parser could not go on."""

import re

from eventflow_monitoring.expression.promql_functions import AGGREGATIONS, FORMER_NAMES, FUNCTIONS
from eventflow_monitoring.expression.promql_tokens import Token, duration_meant
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span
from eventflow_monitoring.suggestion import did_you_mean, nearest

_MEANT = {"&&": "and", "&": "and", "||": "or", "|": "or", "=": "==", "<>": "!=", "!": "!="}
_BETWEEN = ("and", "or", "unless", "atan2", "offset", "by", "without", "bool", "on", "ignoring")
_NAME = re.compile(r"[\w.:@/]+")


def no_function(name: Token) -> ExpressionError:
    """Return the error for a name that is called and is no function."""
    message = f"PromQL has no function `{name.text}`"
    former = FORMER_NAMES.get(name.text)
    if former is not None:
        return ExpressionError(message, name.span, f"Prometheus 3 calls it `{former}`")
    help = did_you_mean(name.text, (*FUNCTIONS, *AGGREGATIONS))
    return ExpressionError(message, name.span, help)


def no_operand(token: Token) -> ExpressionError:
    """Return the error for a token that stands where a metric, a number or a function should."""
    if token.kind == "end":
        return ExpressionError("the query ends too soon", token.span)
    help = None
    if token.text == "$":
        help = "variables of dashboards mean nothing in an alarm"
    return ExpressionError(f"`{token.text}` is not expected here", token.span, help)


def no_operator(token: Token, before: Token, text: str) -> ExpressionError:
    """Return the error for a token that stands where an operator or the end should."""
    quoted = _quoted_name(before, token, text)
    if quoted is not None:
        name, span = quoted
        message = f"a metric called `{name}` stands in braces and quotes"
        return ExpressionError(message, span, f'`{{"{name}"}}`')
    if token.text in _MEANT:
        message = f"`{token.text}` is no operator"
        return ExpressionError(message, token.span, f"did you mean `{_MEANT[token.text]}`?")
    if token.is_sign("=~", "!~"):
        message = f"`{token.text}` compares labels, which stand in braces"
        return ExpressionError(message, token.span, '`metric{label=~"..."}`')
    if token.word in ("by", "without"):
        message = f"`{token.text}` goes with an aggregation only"
        return ExpressionError(message, token.span, f"`sum {token.text} (label) (...)`")
    if token.word == "for":
        help = "how long it must be so stands under `PendingPeriod`"
        return ExpressionError("`for` is no part of a query", token.span, help)
    if token.kind in ("sign", "other"):
        return ExpressionError(f"`{token.text}` is not expected here", token.span)
    meant = nearest(token.text, _BETWEEN) if len(token.text) > 2 else None
    meant = None if meant == token.text else meant
    message = f"an operator is missing before `{token.text}`"
    return ExpressionError(message, token.span, f"did you mean `{meant}`?" if meant else None)


def no_group_side(token: Token, operator: str) -> ExpressionError:
    """Return the error for `group_left` or `group_right` without what it belongs to."""
    message = f"`{token.text}` stands after `on` or `ignoring`"
    return ExpressionError(message, token.span, f"`{operator} on(label) {token.text}`")


def no_duration(token: Token, what: str) -> ExpressionError:
    """Return the error for a token that stands where a duration should."""
    help = (
        "variables of dashboards mean nothing in an alarm" if token.text == "$" else "such as `5m`"
    )
    if token.kind == "end":
        return ExpressionError("the query ends too soon", token.span)
    return ExpressionError(f"{what} is a duration, not `{token.text}`", token.span, help)


def spaced_duration(number: Token, unit: Token) -> ExpressionError:
    """Return the error for a duration whose unit stands apart, or is written in full."""
    span = Span(number.span.start, unit.span.end)
    message = f"`{number.text} {unit.text}` is no duration"
    meant = duration_meant(number.text, unit.text)
    return ExpressionError(message, span, f"`{meant}`" if meant else "such as `5m`")


def no_label(token: Token, text: str) -> ExpressionError:
    """Return the error for a token that stands where a label should."""
    name = _NAME.match(text, token.span.start)
    if token.is_sign("@") and name is not None:  # as CloudWatch calls attributes of a resource
        span = Span(*name.span())
        return ExpressionError(
            f"a label called `{name[0]}` stands in quotes", span, f'`"{name[0]}"`'
        )
    return ExpressionError(f"a label is expected here, not `{token.text}`", token.span)


def after_label(token: Token, before: Token, text: str, closing: str) -> ExpressionError:
    """Return the error for a token that follows a label in a list, and is no comma."""
    quoted = _quoted_name(before, token, text)
    if quoted is not None:
        name, span = quoted
        return ExpressionError(f"a label called `{name}` stands in quotes", span, f'`"{name}"`')
    return ExpressionError(f"`{closing}` or a comma is missing before `{token.text}`", token.span)


def no_matcher(label: Token, token: Token, text: str) -> ExpressionError:
    """Return the error for a token that stands where a label is compared."""
    quoted = _quoted_name(label, token, text)
    if quoted is not None:
        name, span = quoted
        return ExpressionError(f"a label called `{name}` stands in quotes", span, f'`"{name}"`')
    help = "a label is compared by `=`, `!=`, `=~` or `!~`"
    if token.is_sign("}", ","):
        message = f"`{label.text}` is compared with nothing"
        return ExpressionError(message, label.span, f'`{label.text}="..."`')
    return ExpressionError(f"`{token.text}` does not compare labels", token.span, help)


def no_value(token: Token) -> ExpressionError:
    """Return the error for a token that stands where the value of a label should."""
    if token.kind in ("word", "number", "duration"):
        message = "the value of a label stands in quotes"
        return ExpressionError(message, token.span, f'`"{token.text}"`')
    return ExpressionError("the value of a label is missing", token.span, 'such as `label="value"`')


def _quoted_name(before: Token, token: Token, text: str) -> tuple[str, Span] | None:
    """Return the whole name where one goes on in a sign that needs quotes: `http.requests`."""
    if before.kind != "word" or before.span.end != token.span.start or token.kind == "sign":
        return None
    if not (token.text == "." or token.text.isalnum() or token.kind == "malformed"):
        return None
    match = _NAME.match(text, before.span.start)
    if match is None or match.end() <= token.span.start:
        return None
    name = match[0].rstrip(".:@/")
    return name, Span(match.start(), match.start() + len(name))
