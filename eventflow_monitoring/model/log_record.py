"""The fields of a log record, as its JSON Schema describes them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecordField:
    """A field: the JSON types it may have (none named: any), and its values where they are listed."""

    types: frozenset[str] = frozenset()
    values: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class LogRecord:
    """A log record: its fields by path (`error.type`), objects among them.

    Below the paths in `open` (the empty one is the record itself) there may be more.
    """

    file: str
    fields: Mapping[str, RecordField]
    open: frozenset[str] = frozenset()

    def knows(self, path: tuple[str, ...]) -> bool:
        """Tell whether there may be a field at a path."""
        if ".".join(path) in self.fields:
            return True
        # What is below something open, or below a list or text, whose inside nobody described.
        return any(".".join(path[:length]) in self.open for length in range(len(path)))
