"""One named thing in a spec file, as written, and where each part of it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from eventflow_monitoring.position import Origin, Pointer, Span

OVERRIDES = "Environments"
"""The key of a thing under which it says what differs in each environment."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing called `name` in a section.

    `moved` says where a key came from that was not written at `pointer` itself: a file's default,
    or an environment's override. `broken` means that what was found wrong with it would only show
    again, in other words, if it were expanded.
    """

    section: str
    name: str
    data: Any
    file: str
    pointer: Pointer
    moved: Mapping[str, Pointer] = field(default_factory=dict)
    broken: bool = False

    def origin(self, *path: str | int, on_key: bool = False, within: Span | None = None) -> Origin:
        """Return where a part of the entry, or the entry itself, was written."""
        if path and path[0] in self.moved:
            pointer = (*self.moved[str(path[0])], *path[1:])
        else:
            pointer = (*self.pointer, *path)
        return Origin(self.file, pointer, on_key, within)

    def at(self, data: Any, *path: str | int) -> "Entry":
        """Return a part of the entry as an entry of its own."""
        return replace(self, data=data, pointer=self.origin(*path).pointer, moved={})
