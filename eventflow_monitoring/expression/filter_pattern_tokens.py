"""Text of a filter pattern to its signs, words and literals, each with its place."""

import re
from typing import NamedTuple

from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span

# The inside of braces and brackets. A selector goes on over quoted keys, whatever stands in them.
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<selector>\$(?:\[\s*'[^']*'\s*\]|\.\[\s*'[^']*'\s*\]|[^\s=!<>&|(){}"%,])*)
     |(?P<operator>&&|\|\||!==|===|==|<>|!=|<=|>=|=|<|>)
     |(?P<quoted>"(?:[^"\\]|\\.)*")
     |(?P<regex>%(?:[^%\\]|\\.)*%)
     |(?P<sign>[(){}\[\],])
     |(?P<word>[^\s=!<>&|(){}\[\],"%]+)
     |(?P<stray>.)
    )""",
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A part of a pattern. `kind` is a group of the expression above, or `end`."""

    kind: str
    text: str
    span: Span

    def is_sign(self, *signs: str) -> bool:
        """Tell whether it is one of some signs."""
        return self.kind in ("sign", "operator") and self.text in signs


def tokenise(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of a stretch of a text, the last of which is its end.

    Raises ExpressionError.
    """
    tokens: list[Token] = []
    position = start
    while text[position:end].strip():
        match = _TOKEN.match(text, position, end)
        assert match is not None  # any sign but white space is a stray one
        kind = str(match.lastgroup)
        token = Token(kind, match[kind], Span(*match.span(kind)))
        if kind == "stray":
            raise _stray(token)
        tokens.append(token)
        position = match.end()
    tokens.append(Token("end", "", Span(max(end - 1, 0), max(end, 1))))
    return tokens


def _stray(token: Token) -> ExpressionError:
    match token.text:
        case '"':
            return ExpressionError("this quote is never closed", token.span)
        case "%":
            return ExpressionError("this regular expression is never closed", token.span, "`%…%`")
        case "&" | "|":
            help: str | None = f"did you mean `{token.text * 2}`?"
        case "!":
            help = "`!=` compares; `NOT EXISTS` asks for what is not there"
        case _:
            help = None
    return ExpressionError(f"`{token.text}` is not expected here", token.span, help)
