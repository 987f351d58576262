"""What is wrong with a Metrics Insights query, by the token where its parser could not go on."""

import re

from eventflow_monitoring.expression.metrics_insights_tokens import CLAUSES, FUNCTIONS, WORDS, Token
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.suggestion import did_you_mean, nearest

_PERCENTILE = re.compile(r"(?:P|TM|TC|TS|WM|PR)[0-9.]*|IQM|MEDIAN|PERCENTILE\w*")
_STATISTICS = {"AVERAGE": "AVG", "SAMPLECOUNT": "COUNT", "MAXIMUM": "MAX", "MINIMUM": "MIN"}
_ORDER = "the order is SELECT, FROM, WHERE, GROUP BY, ORDER BY, LIMIT"


def no_function(token: Token) -> ExpressionError:
    """Return the error for a token that stands where a function should."""
    name = token.text.upper()
    help: str | None
    if _PERCENTILE.fullmatch(name):
        help = f"it has no percentiles: watch a metric with the statistic `{token.text}` instead"
    elif name in _STATISTICS:
        help = f"did you mean `{_STATISTICS[name]}`?"
    else:
        help = did_you_mean(token.text, FUNCTIONS)
    message = f"Metrics Insights has no function `{token.text}`"
    return ExpressionError(message, token.span, help)


def no_name(token: Token, what: str) -> ExpressionError:
    """Return the error for a token that stands where the name of something should."""
    text, span = token.text, token.span
    if token.kind == "end":
        return ExpressionError(f"the query ends before the {what}", span)
    if token.kind == "sign" or text in ('""', "''"):
        return ExpressionError(f"the name of a {what} is missing", span)
    if token.kind == "value":
        return ExpressionError("a name stands in double quotes", span, f'`"{text[1:-1]}"`')
    if token.word in WORDS:
        message = f"`{text}` is a word of the language, not the name of a {what}"
        return ExpressionError(message, span, f'in quotes it is a name: `"{text}"`')
    message = "a name of more than letters, digits and `_` stands in double quotes"
    return ExpressionError(message, span, f'`"{text}"`')


def unexpected(token: Token) -> ExpressionError:
    """Return the error for a token that stands where another clause or the end should."""
    if token.kind == "end":
        return ExpressionError("the query ends too soon", token.span)
    message = f"`{token.text}` is not expected here"
    if token.word in CLAUSES:
        return ExpressionError(message, token.span, _ORDER)
    meant = nearest(token.text, CLAUSES[2:]) if token.kind == "word" else None
    return ExpressionError(message, token.span, f"did you mean `{meant}`?" if meant else None)
