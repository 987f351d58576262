"""Which words of a Logs Insights query are fields of the log record that it reads.

Nothing says so but their place: a word is a field where it is neither a keyword, a function nor a
name that the query made before. Where the place leaves it open, the word is passed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from eventflow_monitoring.expression.logs_insights_tokens import Token
from eventflow_monitoring.expression.logs_insights_vocabulary import EXPRESSION_COMMANDS, KEYWORDS
from eventflow_monitoring.position import Span

_GROUP = re.compile(r"\(\?P?<([^\W\d]\w*)>")
_SILENT = frozenset({"SOURCE", "estimate", "limit", "unmask"})
"""Commands that read no fields by name, and make none."""
_LAST = frozenset({"pattern", "stats"})
"""Commands after which there are only their results."""


@dataclass(frozen=True, slots=True)
class FieldReference:
    """A field where a query reads it: its name without backticks, the place with them."""

    name: str
    span: Span = field(compare=False)


def find_fields(command: str | None, tokens: list[Token], made: set[str]) -> list[FieldReference]:
    """Return the fields that one command reads, in the order written.

    Takes the name of the command, its tokens without its name, and the names that commands before
    it made, to which it adds its own.
    """
    if command not in EXPRESSION_COMMANDS:
        return []
    fields: list[FieldReference] = []
    naming = False
    for previous, token, following in _in_threes(tokens):
        if token.kind == "regex":
            made.update(name.casefold() for name in _GROUP.findall(token.text))
        # Only `parse` gives several names after one `as`.
        naming = previous.word in ("as", "into") or (naming and command == "parse")
        if naming and token.kind == "word":
            made.add(token.name.casefold())
        elif _is_name(previous, token, following) and not _is_made(token.name, made):
            fields.append(FieldReference(token.name, token.span))
    return fields


def ends_fields(command: str | None) -> bool:
    """Tell whether after a command (None if a parameter names it) nothing is sure to be a field."""
    return command in _LAST or command not in EXPRESSION_COMMANDS | _SILENT


def _in_threes(tokens: list[Token]) -> Iterator[tuple[Token, Token, Token]]:
    nothing = Token("end", "", Span(0, 0))
    padded = [nothing, *tokens, nothing]
    return zip(padded, padded[1:], padded[2:], strict=False)


def _is_name(previous: Token, token: Token, following: Token) -> bool:
    """Tell whether a token is a word that can only be a name, by the tokens around it.

    After a dot it is a part of a structure, after a number its unit, before a colon the key of a
    map, beside a parameter a part of something that is not known yet.
    """
    if token.kind != "word" or token.word in KEYWORDS:
        return False
    if "parameter" in (previous.kind, following.kind):
        return False
    return not (previous.kind == "number" or previous.is_sign(".") or following.is_sign("(", ":"))


def _is_made(name: str, made: set[str]) -> bool:
    """Tell whether the query made a name, or the structure that it is in.

    AWS's own samples call a group `user` of a regex `@user` afterwards.
    """
    name = name.casefold()
    beginnings = (name[:dot] for dot, letter in enumerate(f"{name}.") if letter == ".")
    return any(one in made or one.removeprefix("@") in made for one in beginnings)
