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
        return any(
            ".".join(path[:length]) in self.open or self._is_item(path[:length], path[length])
            for length in range(len(path))
        )

    def _is_item(self, path: tuple[str, ...], step: str) -> bool:
        """Tell whether a step leads into a list, whose inside nobody described."""
        field = self.fields.get(".".join(path))
        return field is not None and "array" in field.types and step.isdigit()
