"""Text of a PromQL query to its words, numbers, strings and signs, each with its place.

Source: Prometheus documentation, "Querying basics" (literals, comments), and its lexer,
promql/parser/lex.go.
"""

import re
from typing import NamedTuple

from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span

_PATTERN = r"""[ \t\r\n]*+(?:\#[^\r\n]*+[ \t\r\n]*+)*+(?:
    (?P<number>(?:0[xX][0-9a-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?)(?![\w.]))
   |(?P<duration>(?:\d+(?:ms|[smhdwy]))+(?![\w.]))
   |(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`)
   |(?P<quote>["'`])
   |(?P<malformed>\.?\d[\w.]*)
   |(?P<word>%s)
   |(?P<sign>==|!=|=~|!~|<=|>=|<>|&&|\|\||[(){}\[\],=<>+\-*/%%^@:])
   |(?P<other>[^ \t\r\n\#]))"""
_TOKEN = re.compile(_PATTERN % r"[A-Za-z_:][\w:]*", re.VERBOSE | re.ASCII)
_IN_BRACKETS = re.compile(_PATTERN % r"[A-Za-z_]\w*", re.VERBOSE | re.ASCII)
"""Between brackets a colon is a sign: `[1h:5m]`."""

_ESCAPE = re.compile(
    r"""\\(?:[abfnrtv\\]|[0-7]{3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}
          |(?P<other>.))""",
    re.VERBOSE,
)
_IN_ORDER = re.compile(
    r"(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?", re.ASCII
)
_DURATION_HELP = "a duration is a number and `ms`, `s`, `m`, `h`, `d`, `w` or `y`, such as `5m`"
_UNITS = {"ms": "milli", "s": "s sec", "m": "m min", "h": "h hr hour", "d": "day", "w": "week",
          "y": "year"}  # fmt: skip
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_NAMES = {"(": "parenthesis", "[": "bracket", "{": "brace"}


class Token(NamedTuple):
    """A part of a query."""

    kind: str
    """`number`, `duration`, `string`, `word`, `sign`, `other` (what PromQL has not) or `end`."""
    text: str
    span: Span

    @property
    def word(self) -> str | None:
        """A word in small letters; words of the language may be written in any."""
        return self.text.lower() if self.kind == "word" else None

    @property
    def inner(self) -> str:
        """What stands in the quotes."""
        return self.text[1:-1]

    def is_sign(self, *signs: str) -> bool:
        """Tell whether it is one of some signs."""
        return self.kind == "sign" and self.text in signs


def tokenise(text: str) -> list[Token]:
    """Return the tokens of a query, the last of which is its end. Raises ExpressionError.

    Every bracket among them has its partner.
    """
    tokens: list[Token] = []
    opened: list[Token] = []
    position = 0
    while True:
        in_brackets = bool(opened) and opened[-1].text == "["
        match = (_IN_BRACKETS if in_brackets else _TOKEN).match(text, position)
        if match is None:  # blanks and comments, to the end
            break
        kind = str(match.lastgroup)
        token = Token(kind, match[kind], Span(*match.span(kind)))
        _check(token)
        _pair(token, opened)
        tokens.append(token)
        position = match.end()
    if opened:
        raise ExpressionError(f"this {_NAMES[opened[0].text]} is never closed", opened[0].span)
    end = tokens[-1].span.end if tokens else len(text.rstrip())
    tokens.append(Token("end", "", Span(max(end - 1, 0), max(end, 1))))
    return tokens


def duration_meant(number: str, unit: str) -> str | None:
    """Return the duration that somebody meant: `5` and `minutes` are `5m`."""
    folded = unit.lower()
    for sign, beginnings in _UNITS.items():
        for beginning in beginnings.split():
            if folded == beginning or (len(beginning) > 1 and folded.startswith(beginning)):
                return f"{number}{sign}"
    return None


def _check(token: Token) -> None:
    match token.kind:
        case "quote":
            raise ExpressionError("this quote is never closed", token.span)
        case "malformed":
            raise _malformed(token)
        case "duration" if not _IN_ORDER.fullmatch(token.text):
            message = f"`{token.text}` is no duration: units go from large to small, each once"
            raise ExpressionError(message, token.span, "such as `1h30m`")
        case "string" if token.text[0] != "`":
            for escape in _ESCAPE.finditer(token.inner):
                if escape["other"] not in (None, token.text[0]):
                    start = token.span.start + 1 + escape.start()
                    span = Span(start, start + len(escape[0]))
                    help = f"a backslash is written twice: `\\{escape[0]}`"
                    raise ExpressionError(f"`{escape[0]}` means nothing in a string", span, help)


def _malformed(token: Token) -> ExpressionError:
    message = f"`{token.text}` is neither a number nor a duration"
    digits = token.text.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    meant = duration_meant(digits, token.text[len(digits) :]) if digits.isdigit() else None
    return ExpressionError(message, token.span, f"`{meant}`" if meant else _DURATION_HELP)


def _pair(token: Token, opened: list[Token]) -> None:
    """Put an opening bracket on the others, or take off the one that a bracket closes."""
    if token.is_sign(*_CLOSING):
        opened.append(token)
    elif token.is_sign(*_CLOSING.values()):
        if opened and _CLOSING[opened[-1].text] == token.text:
            opened.pop()
            return
        name = next(_NAMES[sign] for sign, closing in _CLOSING.items() if closing == token.text)
        if not opened:
            raise ExpressionError(f"this {name} was never opened", token.span)
        missing = _CLOSING[opened[-1].text]
        raise ExpressionError(f"`{missing}` is missing before this {name}", token.span)
