"""Where something stands in a file that somebody wrote.

A `Pointer` names a place in a document by its keys and indices, a `Span` is a stretch of text, an
`Origin` says which part of which file a value, and so a problem with it, came from. Lines and
columns are worked out only when something is printed.
"""

from dataclasses import dataclass
from typing import NamedTuple

Pointer = tuple[str | int, ...]
"""The mapping keys and list indices that lead from the root of a document to a place in it."""


class Span(NamedTuple):
    """A stretch of a text: character offsets, the end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Origin:
    """What a value came from.

    `file` is the path as it is shown to people. `pointer` leads to the value inside that file;
    `on_key` means the key rather than the value. `within` narrows it to a part of a scalar
    (offsets in its text). `span` stands in for the pointer where the text never became a tree.
    """

    file: str
    pointer: Pointer = ()
    on_key: bool = False
    within: Span | None = None
    span: Span | None = None
