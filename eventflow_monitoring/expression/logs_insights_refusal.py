"""What is wrong with a Logs Insights query, by the token where it cannot be right."""

from eventflow_monitoring.expression.logs_insights_tokens import Token
from eventflow_monitoring.expression.logs_insights_vocabulary import COMMANDS, FUNCTIONS
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.suggestion import did_you_mean

EXAMPLE = 'a query is `fields @timestamp, @message | filter level = "ERROR" | limit 20`'
_GROUP_BY = "groups stand in `stats`: `stats count(*) by name`"
_SORT = "`sort` is a command of its own: `| sort name desc`"
_SQL_COMMANDS = {
    "select": "`fields` chooses what is shown: `fields @timestamp, @message`",
    "from": "it reads the log groups that it is run on",
    "group": _GROUP_BY,
    "order": _SORT,
    "having": "`filter` can stand after `stats` too",
}
_SQL_CLAUSES = {
    "where": ("`where` begins a command", "put a pipe before it: `| filter name = 1`"),
    "group": ("Logs Insights has no `GROUP BY`", _GROUP_BY),
    "order": ("Logs Insights has no `ORDER BY`", _SORT),
}
_OTHER_FUNCTIONS = {
    "average": "avg",
    "contains": "strcontains",
    "length": "strlen",
    "lower": "tolower",
    "percentile": "pct",
    "substring": "substr",
    "upper": "toupper",
}
"""Functions of other languages that are not like their namesakes letter by letter."""
_BRACKETS = {"(": "parenthesis", "[": "bracket", "{": "brace"}
CLOSING = {")": "(", "]": "[", "}": "{"}


def unclosed(opening: Token) -> ExpressionError:
    """Return the error for a bracket that nothing closes, or something else does."""
    return ExpressionError(f"this {_BRACKETS[opening.text]} is never closed", opening.span)


def unopened(closing: Token) -> ExpressionError:
    """Return the error for a bracket that closes nothing."""
    what = _BRACKETS[CLOSING[closing.text]]
    return ExpressionError(f"this {what} was never opened", closing.span)


def no_command(token: Token) -> ExpressionError:
    """Return the error for a token that stands where a command should."""
    if token.word is None:
        return ExpressionError("this is no command", token.span, EXAMPLE)
    help = _SQL_COMMANDS.get(token.word) or did_you_mean(token.text, COMMANDS) or EXAMPLE
    return ExpressionError(f"Logs Insights has no command `{token.text}`", token.span, help)


def no_function(token: Token) -> ExpressionError:
    """Return the error for a word before a parenthesis."""
    meant = _OTHER_FUNCTIONS.get(str(token.word))
    help = f"did you mean `{meant}`?" if meant else did_you_mean(token.text, FUNCTIONS)
    return ExpressionError(f"Logs Insights has no function `{token.text}`", token.span, help)


def sql_clause(token: Token, following: Token) -> ExpressionError | None:
    """Return the error for a word after an operand, or None if no clause of SQL begins with it."""
    if token.word not in _SQL_CLAUSES:
        return None
    by = token.word != "where"
    if by and following.word != "by":
        return None
    message, help = _SQL_CLAUSES[token.word]
    span = token.span._replace(end=following.span.end) if by else token.span
    return ExpressionError(message, span, help)
