"""What is wrong with an X-Ray filter expression, by the token where its parser could not go on."""

import re

from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.expression.trace_filter_tokens import Token
from eventflow_monitoring.expression.trace_filter_vocabulary import (
    ANNOTATION,
    BOOLEANS,
    CALLS,
    CAUSES,
    ID,
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
from eventflow_monitoring.suggestion import did_you_mean, nearest

_SIGNS = {"&&": "AND", "&": "AND", "||": "OR", "|": "OR"}
_OPERATORS = {"==": "=", "<>": "!=", "startswith": "BEGINSWITH", "like": "CONTAINS"}
_ALIASES = {
    "latency": "responsetime",
    "http.statuscode": "http.status",
    "status": "http.status",
    "url": "http.url",
    "method": "http.method",
    "warning": "error",
    "failure": "fault",
}
"""What people call keywords that have another name."""
_KEY = re.compile(r"[A-Za-z_][\w.]*", re.ASCII)
_QUOTES = 'text stands in double quotes: `"x"`'


def no_condition(token: Token) -> ExpressionError:
    """Return the error for a token that stands where a condition should."""
    text, span = token.text, token.span
    if token.kind == "end":
        return ExpressionError("the filter ends too soon", span)
    if token.word == "not":
        return ExpressionError(f"`{text}` is no operator", span, "did you mean `!`?")
    if token.kind == "string":
        help = f"such as `http.url CONTAINS {text}`, or `service({text})`"
        return ExpressionError("text alone is no condition", span, help)
    if token.is_number:
        return ExpressionError(f"`{text}` alone is no condition", span, "`responsetime > 1`")
    if token.kind != "word" or token.word in ("and", "or"):
        return ExpressionError(f"`{text}` is not expected here", span)
    return _no_keyword(text, span)


def _no_keyword(text: str, span: Span) -> ExpressionError:
    message = f"X-Ray has no keyword `{text}`"
    folded = text.casefold()
    if folded in _ALIASES:
        return ExpressionError(message, span, f"did you mean `{_ALIASES[folded]}`?")
    if folded in (ANNOTATION, f"{ANNOTATION}."):
        help = "an annotation has a key: `annotation.key`, or `annotation[key]`"
        return ExpressionError("the key of the annotation is missing", span, help)
    if folded == ID:
        help = f"it stands for a service: `{SERVICE}({ID}(...))`"
        return ExpressionError(f"`{ID}` alone is no condition", span, help)
    match = nearest(text, (*KEYWORDS, f"{ANNOTATION}."))
    if match is None and folded.startswith("http."):
        known = [keyword for keyword in KEYWORDS if keyword.startswith("http.")]
        return ExpressionError(message, span, did_you_mean(text, known))
    if match is not None:
        return ExpressionError(message, span, f"did you mean `{match}`?")
    is_key = _KEY.fullmatch(text) is not None
    annotated = f"an annotation is written `{ANNOTATION}.{text}`" if is_key else None
    return ExpressionError(message, span, annotated)


def unexpected(token: Token) -> ExpressionError:
    """Return the error for a token that stands where an operator, a sign or the end should."""
    text, span = token.text, token.span
    if token.kind == "end":
        return ExpressionError("the filter ends too soon", span)
    if token.is_sign(")", "}", "]"):
        what = {")": "parenthesis", "}": "brace", "]": "bracket"}[text]
        return ExpressionError(f"this {what} was never opened", span)
    if text in _SIGNS:
        return ExpressionError(f"`{text}` is no operator", span, f"did you mean `{_SIGNS[text]}`?")
    return ExpressionError(f"`{text}` is not expected here", span)


def no_operator(keyword: str, token: Token) -> ExpressionError | None:
    """Return the error for a token behind a keyword that was meant to compare it, or None."""
    text, span = token.text, token.span
    known = operators_of(keyword)
    meant = _OPERATORS.get(text.casefold())
    if meant is None and token.kind == "word" and token.word not in ("and", "or", "not"):
        is_word = token.word in KEYWORDS or str(token.word).startswith(f"{ANNOTATION}.")
        meant = None if is_word else nearest(text, WORD_OPERATORS)
    if meant is not None:
        if meant not in known:
            return misfit(keyword, text, span)
        return ExpressionError(f"X-Ray has no operator `{text}`", span, f"did you mean `{meant}`?")
    if token.kind in ("string", "json") or token.is_number or token.is_sign("'"):
        help = f"`{keyword} {known[0]} {text}`" if token.text != "'" else _QUOTES
        return ExpressionError(f"an operator is missing before `{text}`", span, help)
    return None


def misfit(keyword: str, operator: str, span: Span) -> ExpressionError:
    """Return the error for an operator that a keyword does not go with."""
    what = (
        "is true or false" if keyword in BOOLEANS
        else "is a number" if keyword in NUMBERS
        else "is text" if keyword in STRINGS
        else "is JSON"
    )  # fmt: skip
    help = "it goes with " + ", ".join(f"`{one}`" for one in operators_of(keyword))
    return ExpressionError(f"`{operator}` does not fit: `{keyword}` {what}", span, help)


def bad_value(keyword: str, operator: str, token: Token) -> ExpressionError:
    """Return the error for a token that is not what a keyword is compared with."""
    text, span = token.text, token.span
    if token.kind == "end":
        return ExpressionError(f"the filter ends before what `{keyword}` is compared with", span)
    if token.is_sign("'"):
        return ExpressionError("X-Ray takes no single quotes", span, _QUOTES)
    if operator in WORD_OPERATORS or keyword in STRINGS:
        message = f"`{keyword}` is compared with text"
        quoted = f'write `"{text}"`' if token.kind == "word" else _QUOTES
        return ExpressionError(message, span, quoted)
    if keyword in BOOLEANS:
        inner = token.inner[0].casefold() if token.kind == "string" else ""
        help = f"write `{inner}`, without quotes" if inner in ("true", "false") else None
        return ExpressionError(f"`{keyword}` is `true` or `false`", span, help)
    if keyword in NUMBERS:
        message = f"`{keyword}` is compared with a number"
        help = "of seconds, without a unit: `1`, `0.5`" if keyword in NUMBERS[:2] else None
        return ExpressionError(message, span, help)
    if keyword in JSON:
        return ExpressionError(f"`{keyword}` is compared with JSON", span, "it follows a `#`")
    if operator in SIGN_OPERATORS and token.kind == "word":
        message = f"`{text}` is neither a number nor `true` nor `false`"
        return ExpressionError(message, span, f'as text it needs quotes: `"{text}"`')
    return ExpressionError(f"`{text}` is not expected here", span)


def no_service(token: Token, call: str) -> ExpressionError:
    """Return the error for a token that stands where a service should."""
    if token.kind == "end":
        return ExpressionError("the filter ends too soon", token.span)
    if token.is_sign("'"):
        return ExpressionError("X-Ray takes no single quotes", token.span, _QUOTES)
    message = f"`{call}` takes the name of a service, or `id(...)`"
    help = f'write `"{token.text}"`' if token.kind == "word" else f'`{call}("x")`'
    return ExpressionError(message, token.span, help)


def needs_braces(keyword: str, token: Token) -> ExpressionError:
    """Return the error for a root cause without a filter, or a call without parentheses."""
    if keyword in CALLS:
        help = f'such as `{keyword}("x")`' if keyword == CALLS[0] else '`edge("x", "y")`'
        return ExpressionError(f"`{keyword}` takes services in parentheses", token.span, help)
    assert keyword in CAUSES
    help = f'such as `{keyword} {{ name = "x" }}`'
    return ExpressionError(f"`{keyword}` takes a filter in braces", token.span, help)
