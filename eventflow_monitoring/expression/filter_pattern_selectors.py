"""Fields of JSON as filter patterns name them: `$.a.b`, `$.list[0]`, `$.['a.b']`."""

import re

from eventflow_monitoring.expression.filter_pattern_syntax import Selector
from eventflow_monitoring.expression.filter_pattern_tokens import Token, tokenise
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span

_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_STEP = re.compile(
    r"\.?\[\s*'(?P<key>[^']*)'\s*\]|\[(?P<index>\d{1,9}|\*)\]|\.(?P<name>\*|[^.\[\]\s'*]+)"
)


def json_selector(token: Token) -> Selector:
    """Read a selector such as `$.a.b[0]`."""
    if token.kind != "selector":
        help = f"did you mean `$.{token.text}`?" if _NAME.fullmatch(token.text) else None
        message = f"a field begins with `$.`, `{token.text}` does not"
        if token.text.upper() == "NOT":
            message, help = "Logs has no `NOT` before a comparison", "`!=`, or `NOT EXISTS`"
        if token.kind == "end":
            message, help = "a field is missing", 'such as `$.level = "ERROR"`'
        raise ExpressionError(message, token.span, help)
    path: list[str | int | None] = []
    position = 1
    while position < len(token.text):
        match = _STEP.match(token.text, position)
        if match is None:
            at = token.span.start + position
            raise ExpressionError(
                f"`{token.text}` is no field", Span(at, token.span.end),
                "`$.a.b`, `$.list[0]`, or `$.['a.b']` where the name has other signs",
            )  # fmt: skip
        key, index, name = match["key"], match["index"], match["name"]
        if key is not None:
            path.append(key)
        elif index is not None:
            path.append(None if index == "*" else int(index))
        else:
            path.append(None if name == "*" else name)
        position = match.end()
    if not path:
        raise ExpressionError("the name of a field is missing", token.span, "such as `$.level`")
    if path.count(None) > 1:
        raise ExpressionError("a field has at most one `*`", token.span)
    return Selector(token.text, tuple(path), token.span)


def selector_of(text: str) -> Selector:
    """Return the field that a whole text names. Raises ExpressionError."""
    first, *others = tokenise(text, 0, len(text))
    selector = json_selector(first)
    if others and others[0].kind != "end":
        raise ExpressionError(f"`{text}` is no field", Span(0, len(text)), "such as `$.route`")
    return selector
