"""Text of a Logs Insights query to its words, values, regexes and signs, each with its place."""

import re
from typing import NamedTuple

from eventflow_monitoring.expression.logs_insights_vocabulary import OPERATOR_WORDS
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span

_TOKEN = re.compile(
    r"""(?P<space>\s+|\#[^\n]*)
       |(?P<comment>(?<!\S)--(?!\d)|--(?!\S)|/\*)
       |(?P<parameter>\{\{[^{}]*\}\})
       |(?P<value>"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+')
       |(?P<number>\.?\d[\w.]*)
       |(?P<word>(?:[@$]*[^\W\d][\w.@$]*|`[^`]*`[\w.@$]*)(?:`[^`]*`[\w.@$]*)*)
       |(?P<sign>==|&&|\|\||[!<>]=|=~|.)""",
    re.VERBOSE | re.DOTALL,
)
"""What a query is made of; every character begins some token. `5--3` is a difference, any other
`--` begins what is a comment elsewhere. A number has its unit of time with it."""

_INSIDE = r"(?>\[(?:[^\[\]\\]|\\.)*+\]|\\.|[^\\])"
_REGEXES = (
    re.compile(rf"/{_INSIDE}{{0,1000}}?/(?=[imsx]{{0,3}}(?:[\s|,)#]|\Z))", re.DOTALL),
    re.compile(rf"/{_INSIDE}*?/", re.DOTALL),
)
"""A regex, which ends at a slash that something else can follow, and if there is none near, at any.
AWS does not document whether a slash inside of a regex needs a backslash."""

_COMMENTS = "comments begin with `#`"
_MEANT = {"==": ("comparison", "="), "&&": ("operator", "and"), "||": ("operator", "or")}


class Token(NamedTuple):
    """A part of a query."""

    kind: str
    """`word`, `value` (in quotes), `number`, `regex`, `parameter` (`{{name}}`), `sign` or `end`."""
    text: str
    span: Span

    @property
    def word(self) -> str | None:
        """A word in small letters, which is how it may be written but need not be."""
        return self.text.casefold() if self.kind == "word" else None

    @property
    def name(self) -> str:
        """A word without the backticks around what of it is not of letters, digits and dots."""
        return self.text.replace("`", "")

    def is_sign(self, *signs: str) -> bool:
        """Tell whether it is one of some signs."""
        return self.kind == "sign" and self.text in signs


def tokenise(text: str) -> list[Token]:
    """Return the tokens of a query, the last of which is its end. Raises ExpressionError."""
    tokens: list[Token] = []
    command: str | None = None
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        assert match is not None
        token = Token(str(match.lastgroup), match[0], Span(*match.span()))
        if token.is_sign("/"):
            token = _slash(text, token, tokens, command)
        _refuse(token)
        if token.text == "." and text[: token.span.start].endswith("$"):
            span = Span(token.span.start - 1, token.span.end)
            message = "fields of queries have no `$.`, which is for filter patterns"
            raise ExpressionError(message, span, "write the path alone, such as `error.type`")
        if token.word is not None and _begins_command(token, tokens):
            command = token.word
        if token.kind != "space":
            tokens.append(token)
        position = token.span.end
    tokens.append(Token("end", "", Span(max(end - 1, 0), max(end, 1))))
    return tokens


def _begins_command(token: Token, before: list[Token]) -> bool:
    """Tell whether a word begins a command, in parentheses only the one that begins subqueries."""
    if not before or before[-1].is_sign("|"):
        return True
    return before[-1].is_sign("(") and token.word == "source"


def _slash(text: str, slash: Token, before: list[Token], command: str | None) -> Token:
    """Return the regex that a slash begins, or the slash where it divides. Raises ExpressionError.

    Takes the tokens before it, and the command that it stands in.
    """
    start = slash.span.start
    compared = bool(before) and (before[-1].word == "like" or before[-1].is_sign("=~"))
    if text.startswith("//", start) and not compared:
        raise _no_comment("//", start)
    if not _takes_regex(before, command):
        return slash
    for regex in _REGEXES:
        if (match := regex.match(text, start)) is not None:
            return Token("regex", match[0], Span(*match.span()))
    raise ExpressionError("this regex is never closed", slash.span, "it ends with another `/`")


def _takes_regex(before: list[Token], command: str | None) -> bool:
    """Tell whether a slash after some tokens of a command begins a regex rather than divides.

    It divides after an operand. `parse` divides nothing, and the slashes of SOURCE are in names of
    log groups.
    """
    if not before or before[-1].is_sign("|") or command == "source":
        return False
    if command == "parse" or len(before) == 1 or before[-2].is_sign("|"):
        return True
    previous = before[-1]
    if previous.kind == "sign":
        return not previous.is_sign(")", "]", "}")
    return previous.word in OPERATOR_WORDS


def _refuse(token: Token) -> None:
    """Raise ExpressionError where a token has no meaning whatever stands around it."""
    if token.kind == "comment":
        raise _no_comment(token.text, token.span.start)
    if token.is_sign('"', "'", "`"):
        raise ExpressionError("this quote is never closed", token.span)
    if token.kind == "sign" and token.text in _MEANT:
        what, meant = _MEANT[token.text]
        message = f"`{token.text}` is no {what}"
        raise ExpressionError(message, token.span, f"did you mean `{meant}`?")


def _no_comment(sign: str, start: int) -> ExpressionError:
    span = Span(start, start + len(sign))
    return ExpressionError(f"`{sign}` begins no comment", span, _COMMENTS)
