"""Where something stands in a file that somebody wrote.

A `Pointer` names a place in a document by its keys and indices, a `Span` is a stretch of text, an
`Origin` says which part of which file a value, and so a problem with it, came from. Lines and
columns are worked out only when something is printed.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
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


_NOWHERE: Mapping[str, Origin] = {}


@dataclass(frozen=True, slots=True)
class Written:
    """Where a named thing stands, and where each of its keys was written.

    `keys` are those it has, however it came by them. `sources` holds the ones that were not written
    at `pointer` itself: a default's, a template's, an override's, a part of a condition.
    """

    file: str
    pointer: Pointer
    keys: Collection[str] = ()
    sources: Mapping[str, Origin] = field(default_factory=lambda: _NOWHERE)

    @property
    def name(self) -> Origin:
        """Where the name of the thing stands."""
        return Origin(self.file, self.pointer, on_key=True)

    def at(self, *path: str | int, on_key: bool = False, within: Span | None = None) -> Origin:
        """Return where a part of the thing, or the thing itself, was written."""
        source = self.sources.get(str(path[0])) if path else None
        if source is None:
            return Origin(self.file, (*self.pointer, *path), on_key, within)
        pointer = (*source.pointer, *path[1:])
        if source.within is None:
            return Origin(source.file, pointer, on_key, within)
        if within is not None:
            start = source.within.start
            within = Span(start + within.start, start + within.end)
        return Origin(source.file, pointer, within=within or source.within)

    def key(self, name: str) -> Origin:
        """Return where the value of a key was written; where it was not, the thing's name."""
        return self.at(name) if name in self.keys else self.name
