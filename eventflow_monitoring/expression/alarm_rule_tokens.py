"""Text of a composite alarm's rule to its words, names and signs, each with its place."""

import re
from typing import NamedTuple

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span

STATES = tuple(state.value for state in State)
AT_LEAST = "AT_LEAST"
CONDITIONS = (*STATES, AT_LEAST)
KEYWORDS = (*CONDITIONS, "AND", "OR", "NOT", "TRUE", "FALSE")

_TOKEN = re.compile(
    r"""\s*(?:(?P<sign>[(),])
           |(?P<quoted>"[^"\\]*(?:\\.[^"\\]*)*")
           |(?P<word>[^\s(),"]+))""",
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A word, a name or a sign of a rule."""

    kind: str
    """`sign`, `quoted`, `word` or `end`."""
    text: str
    span: Span

    @property
    def keyword(self) -> str | None:
        """The word, if it means something in a rule."""
        return self.text if self.kind == "word" and self.text in KEYWORDS else None

    def is_sign(self, sign: str) -> bool:
        """Tell whether it is a parenthesis or comma."""
        return self.kind == "sign" and self.text == sign


def tokenise(text: str) -> list[Token]:
    """Return the tokens of a rule, the last of which is its end. Raises ExpressionError."""
    tokens: list[Token] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None:
            # All but a quote begins some token.
            start = text.index('"', position)
            raise ExpressionError("this quote is never closed", Span(start, start + 1))
        kind = str(match.lastgroup)
        tokens.append(Token(kind, match[kind], Span(*match.span(kind))))
        position = match.end()
    tokens.append(Token("end", "", Span(max(end - 1, 0), max(end, 1))))
    return tokens
