"""Text of a Metrics Insights query to its words, names, values and signs, each with its place."""

import re
from typing import NamedTuple

from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span

FUNCTIONS = ("AVG", "COUNT", "MAX", "MIN", "SUM")
CLAUSES = ("SELECT", "FROM", "WHERE", "GROUP", "ORDER", "LIMIT")
WORDS = frozenset((*FUNCTIONS, *CLAUSES, "SCHEMA", "BY", "AND", "OR", "ASC", "DESC"))
"""What a name may not be without quotes. AWS reserves many more words, which it may take as names
one day and not the next; these would change how a query is read."""

_TOKEN = re.compile(
    r"""\s*(?:(?P<name>"[^"\\]*(?:\\.[^"\\]*)*")
           |(?P<value>'[^'\\]*(?:\\.[^'\\]*)*')
           |(?P<sign>[!<>=]=|<>|[(),;*!<>=])
           |(?P<word>[^\s"'(),;*!<>=]+))""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"""\\(["'])""")


class Token(NamedTuple):
    """A part of a query."""

    kind: str
    """`name` (in double quotes), `value` (in single ones), `sign`, `word` or `end`."""
    text: str
    span: Span

    @property
    def word(self) -> str | None:
        """A word in capitals, which is how it may be written but need not be."""
        return self.text.upper() if self.kind == "word" else None

    @property
    def inner(self) -> tuple[str, Span]:
        """What stands in the quotes, and where."""
        return _ESCAPED.sub(r"\1", self.text[1:-1]), Span(self.span.start + 1, self.span.end - 1)

    def is_sign(self, sign: str) -> bool:
        """Tell whether it is a certain sign."""
        return self.kind == "sign" and self.text == sign


def tokenise(text: str) -> list[Token]:
    """Return the tokens of a query, the last of which is its end. Raises ExpressionError."""
    tokens: list[Token] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None:
            # All but a quote begins some token.
            start = end - len(text[position:end].lstrip())
            raise ExpressionError("this quote is never closed", Span(start, start + 1))
        kind = str(match.lastgroup)
        tokens.append(Token(kind, match[kind], Span(*match.span(kind))))
        position = match.end()
    tokens.append(Token("end", "", Span(max(end - 1, 0), max(end, 1))))
    return tokens
