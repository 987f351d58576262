"""One named thing in a spec file, as written, and where each part of it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from eventflow_monitoring.position import Origin, Pointer, Span, Written

OVERRIDES = "Environments"
"""The key of a thing under which it says what differs in each environment."""

EXTENDS = "Extends"
"""The key that names what a thing takes everything else from."""

FOR_EACH = "ForEach"
"""The key that makes a thing of each of some values."""

ALLOW = "Allow"
"""The key under which a thing says which warnings about it are known."""

RESERVED = (OVERRIDES, EXTENDS, FOR_EACH, ALLOW)
"""The keys that every thing may have."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing called `name` in a section.

    `sources` says where a key came from that was not written at `pointer` itself. `variables` are
    those of the `ForEach` that it was made by, which holds values of them now. `broken` means
    that what was found wrong with it would only show again, in other words, if it were expanded.
    """

    section: str
    name: str
    data: Any
    file: str
    pointer: Pointer
    sources: Mapping[str, Origin] = field(default_factory=dict)
    broken: bool = False
    variables: tuple[str, ...] = ()

    @property
    def written(self) -> Written:
        """Where the thing and its keys stand, for those who know nothing of specs."""
        keys = self.data if isinstance(self.data, dict) else ()
        return Written(self.file, self.pointer, keys, self.sources)

    def origin(self, *path: str | int, on_key: bool = False, within: Span | None = None) -> Origin:
        """Return where a part of the entry, or the entry itself, was written."""
        if not self.sources and within is None:
            return Origin(self.file, (*self.pointer, *path), on_key)
        return self.written.at(*path, on_key=on_key, within=within)

    def at(self, data: Any, *path: str | int) -> "Entry":
        """Return a part of the entry as an entry of its own."""
        place = self.origin(*path)
        return replace(self, data=data, file=place.file, pointer=place.pointer, sources={})
