"""Text of an X-Ray filter expression to its words, strings and signs, each with its place."""

import json
import re
from typing import NamedTuple

from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span

_TOKEN = re.compile(
    r"""\s*(?:(?P<string>"[^"\\]*(?:\\.[^"\\]*)*")
           |(?P<json>\#)
           |(?P<key>(?i:annotation)\[[^\]"']*\])
           |(?P<sign>&&|\|\||[!<>=]=|<>|[(){}\[\],:!<>=&|'])
           |(?P<word>[^\s"#(){}\[\],:!<>=&|']+))""",
    re.VERBOSE | re.DOTALL,
)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


class Token(NamedTuple):
    """A part of a filter expression."""

    kind: str
    """`string` (in double quotes), `json`, `key` (an annotation's, in brackets), `sign`, `word` or
    `end`."""
    text: str
    span: Span

    @property
    def word(self) -> str | None:
        """A word in small letters, which is one way to write it."""
        return self.text.casefold() if self.kind == "word" else None

    @property
    def is_number(self) -> bool:
        """Tell whether it is a number."""
        return self.kind == "word" and _NUMBER.fullmatch(self.text) is not None

    @property
    def inner(self) -> tuple[str, Span]:
        """What stands in the quotes, and where."""
        return self.text[1:-1], Span(self.span.start + 1, self.span.end - 1)

    def is_sign(self, *signs: str) -> bool:
        """Tell whether it is one of some signs."""
        return self.kind == "sign" and self.text in signs


def tokenise(text: str) -> list[Token]:
    """Return the tokens of an expression, the last of which is its end. Raises ExpressionError."""
    tokens: list[Token] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None:
            # All but a quote begins some token.
            start = end - len(text[position:end].lstrip())
            raise ExpressionError("this quote is never closed", Span(start, start + 1))
        kind = str(match.lastgroup)
        span = Span(*match.span(kind))
        if kind == "json":
            span = _json(text, span)
        tokens.append(Token(kind, text[span.start : span.end], span))
        position = span.end
    tokens.append(Token("end", "", Span(max(end - 1, 0), max(end, 1))))
    return tokens


def _json(text: str, sign: Span) -> Span:
    """Return where the JSON behind a `#` stands, with the sign. Raises ExpressionError."""
    try:
        _, end = json.JSONDecoder().raw_decode(text, sign.end)
    except (ValueError, RecursionError):
        help = 'such as `rootcause.json = #[{ "Services": [{ "Name": "x" }] }]`'
        raise ExpressionError("JSON follows `#`, and this is none", sign, help) from None
    return Span(sign.start, end)
