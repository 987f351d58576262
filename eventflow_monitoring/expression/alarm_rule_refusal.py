"""What is wrong with a composite alarm's rule, by the token where its parser could not go on."""

from eventflow_monitoring.expression.alarm_rule_tokens import (
    AT_LEAST,
    CONDITIONS,
    KEYWORDS,
    STATES,
    Token,
)
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span
from eventflow_monitoring.suggestion import nearest

_SIGNS = {"&&": "AND", "&": "AND", "||": "OR", "|": "OR", "!": "NOT"}
_STATE_HELP = "known: " + ", ".join(f"`{state}`" for state in STATES)
SEVERAL = f"`{AT_LEAST}(2, ALARM, (x, y, z))`"
"""How to ask for the states of several alarms."""
SHORT = 40
"""Characters up to which a part of a rule is repeated in a help line."""


def unclosed(opening: Token) -> ExpressionError:
    """Return the error for a parenthesis that the end, or an operator, comes too soon for."""
    return ExpressionError("this parenthesis is never closed", opening.span)


def unexpected(token: Token) -> ExpressionError:
    """Return the error for a token that stands where an operator or the end should."""
    if token.kind == "end":
        return ExpressionError("the rule ends too soon", token.span)
    if token.is_sign(")"):
        return ExpressionError("this parenthesis was never opened", token.span)
    if token.is_sign(","):
        return ExpressionError("`,` is not expected here", token.span)
    meant = _SIGNS.get(token.text, token.text.upper())
    if meant in ("AND", "OR"):
        return ExpressionError(f"`{token.text}` is no operator", token.span, _meant(meant))
    help = "join conditions by `AND` or `OR`"
    return ExpressionError(f"an operator is missing before `{token.text}`", token.span, help)


def no_condition(token: Token, *, called: bool) -> ExpressionError:
    """Return the error for a token that stands where a condition should."""
    text, span = token.text, token.span
    if token.kind == "end":
        return ExpressionError("the rule ends too soon", span)
    if token.kind == "sign" or token.keyword is not None:
        return ExpressionError(f"`{text}` is not expected here", span)
    if text.startswith("!"):
        start = span.start
        return ExpressionError("`!` is no operator", Span(start, start + 1), _meant("NOT"))
    if text in _SIGNS:
        return ExpressionError(f"`{text}` is not expected here", span)
    if text.upper() in KEYWORDS:
        message = f"`{text}` means nothing in a rule, words are in capitals"
        return ExpressionError(message, span, _meant(text.upper()))
    if text.isdigit():
        message = f"`{text}` is not a condition"
        return ExpressionError(message, span, f"so many of some alarms: {SEVERAL}")
    if called and token.kind == "word":
        meant = nearest(text, CONDITIONS)
        help = _meant(meant) if meant else f"{_STATE_HELP}, `{AT_LEAST}`"
        return ExpressionError(f"a rule has no condition `{text}`", span, help)
    shown = text if len(text) <= SHORT else "..."
    message = f"`{text}` is not a condition"
    return ExpressionError(message, span, f"say which state the alarm is in: `ALARM({shown})`")


def no_threshold(token: Token) -> ExpressionError:
    """Return the error for a token that stands where AT_LEAST has its number."""
    if token.kind == "end":
        return unexpected(token)
    message = f"`{token.text}` is no number of alarms"
    return ExpressionError(message, token.span, "write a number, `2`, or a percentage, `50%`")


def no_state(token: Token) -> ExpressionError:
    """Return the error for a token that stands where AT_LEAST has its state."""
    if token.kind == "end":
        return unexpected(token)
    meant = nearest(token.text, (*STATES, "NOT"))
    help = _meant(meant) if meant else f"{SEVERAL}; {_STATE_HELP}"
    return ExpressionError(f"`{token.text}` is no state of an alarm", token.span, help)


def no_name(token: Token) -> ExpressionError:
    """Return the error for a word with a parenthesis after it where an alarm is named."""
    message = f"the name of an alarm is expected, not `{token.text}(...)`"
    help = "a name that has parentheses needs quotes"
    if token.keyword in STATES:
        help = f"the alarms are in one state, which stands before them: {SEVERAL}"
    return ExpressionError(message, token.span, help)


def _meant(word: str) -> str:
    return f"did you mean `{word}`?"
