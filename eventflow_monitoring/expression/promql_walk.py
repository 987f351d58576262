"""The tokens of a PromQL query, one after the other."""

from collections.abc import Sequence

from eventflow_monitoring.expression.promql_tokens import Token


class Walk:
    """Hands tokens out. `nameless` says that a selector need not name a metric."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self.nameless = False

    @property
    def last(self) -> Token:
        """The token that was taken last; the first before any was."""
        return self._tokens[max(self._next - 1, 0)]

    def peek(self) -> Token:
        """Return the next token."""
        return self._tokens[self._next]

    def take(self) -> Token:
        """Return the next token and go on to the one after it; the end comes again and again."""
        token = self._tokens[self._next]
        self._next = min(self._next + 1, len(self._tokens) - 1)
        return token
