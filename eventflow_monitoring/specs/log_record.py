"""The JSON Schema of a log record, in a file beside the specs, to the fields it describes.

What it says of fields is read: `type`, `enum`, `const`, `properties`, `additionalProperties`, `$ref`
within the file, `allOf`, `anyOf`, `oneOf`. A field that no `properties` names is unknown, even where
JSON Schema would take it, unless `additionalProperties` says that there are more.
"""

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from eventflow_monitoring.model.log_record import LogRecord, RecordField
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context, UnreadableFile
from eventflow_monitoring.specs.entry import Entry

_MAX_DEPTH = 16
"""Levels of objects inside one another; what refers to itself ends there."""

_MAX_FIELDS = 10_000
"""What refers to itself several times grows in breadth: the fields nearest to the top are known."""

_MAX_PARTS = 200_000
"""Schemas looked at, a `$ref` each time: one that brings itself in many times over ends there."""

_Path = tuple[str, ...]


def read_log_record(path: str, entry: Entry, context: Context) -> LogRecord | None:
    """Return the record that the file under `Record` of an entry describes; None after reporting."""
    origin = entry.origin("Record")
    text = context.read_beside(entry.file, path)
    if text is None:
        context.report(
            Problem("missing-file", f"there is no file `{path}`", origin,
                    help="the path is taken from the directory of this file")
        )  # fmt: skip
        return None
    if isinstance(text, UnreadableFile):
        context.report(Problem("unreadable-file", f"`{path}` {text.reason}", origin))
        return None
    described = _described(path, text)
    if isinstance(described, str):
        context.report(Problem("bad-record", f"`{path}` {described}", origin))
        return None
    return described


@lru_cache(maxsize=32)
def _described(file: str, text: str) -> LogRecord | str:
    """Return what a schema describes, or what is wrong with it."""
    try:
        # Whole numbers as they are written: Python refuses those of thousands of digits.
        schema = json.loads(text, parse_int=float)
    except json.JSONDecodeError as error:
        return f"is no JSON: {error.msg}, line {error.lineno}, column {error.colno}"
    except RecursionError:
        return "is nested too deep"
    if not isinstance(schema, dict):
        return "is no JSON Schema: it holds no object"
    reading = _Reading(schema)
    reading.read()
    if not reading.fields:
        return "describes no field: it has no `properties`"
    return LogRecord(file, reading.fields, frozenset(reading.open))


@dataclass
class _Reading:
    root: dict[str, Any]
    fields: dict[str, RecordField] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    parts: int = 0

    def read(self) -> None:
        """Take up the fields of the record, level by level."""
        waiting: deque[tuple[_Path, list[Any]]] = deque([((), [self.root])])
        while waiting:
            path, schemas = waiting.popleft()
            below: dict[str, list[tuple[Any, bool]]] = {}
            for schema in schemas:
                for part, always in self._parts(schema):
                    more = part.get("additionalProperties")
                    if isinstance(more, dict) or more is True:
                        self.open.add(".".join(path))
                    properties = part.get("properties")
                    for name, inner in properties.items() if isinstance(properties, dict) else ():
                        below.setdefault(name, []).append((inner, always))
            for name, described in below.items():
                inside = (*path, name)
                if len(self.fields) < _MAX_FIELDS and len(inside) <= _MAX_DEPTH:
                    self.fields[".".join(inside)] = self._field(described)
                    waiting.append((inside, [inner for inner, _ in described]))

    def _field(self, described: list[tuple[Any, bool]]) -> RecordField:
        """Return what a field may be: what is said of it in one of several cases binds nothing."""
        found = RecordField()
        for schema, always in described:
            if always:
                found = _both(found, self._possible(schema, 0))
        return found

    def _possible(self, schema: Any, depth: int) -> RecordField:
        """Return what a schema lets a value be."""
        self.parts += 1
        if not isinstance(schema, dict) or depth > _MAX_DEPTH or self.parts > _MAX_PARTS:
            return RecordField()
        found = _own(schema)
        for option in _list(schema.get("allOf")):
            found = _both(found, self._possible(option, depth + 1))
        for key in ("anyOf", "oneOf"):
            options = _list(schema.get(key))
            if options:
                found = _both(found, _one_of([self._possible(one, depth + 1) for one in options]))
        return _both(found, self._possible(self._referred(schema), depth + 1))

    def _parts(
        self, schema: Any, depth: int = 0, *, always: bool = True
    ) -> Iterator[tuple[dict[str, Any], bool]]:
        """Yield a schema and all that it is put together from, each with whether it always holds."""
        self.parts += 1
        if not isinstance(schema, dict) or depth > _MAX_DEPTH or self.parts > _MAX_PARTS:
            return
        yield schema, always
        for option in _list(schema.get("allOf")):
            yield from self._parts(option, depth + 1, always=always)
        for key in ("anyOf", "oneOf"):
            for option in _list(schema.get(key)):
                yield from self._parts(option, depth + 1, always=False)
        yield from self._parts(self._referred(schema), depth + 1, always=always)

    def _referred(self, schema: dict[str, Any]) -> Any:
        """Return what the `$ref` of a schema leads to, by a JSON pointer; None where it does not."""
        reference = schema.get("$ref")
        if not isinstance(reference, str) or reference[:2] not in ("#", "#/"):
            return None
        place: Any = self.root
        for step in reference.split("/")[1:]:
            key = step.replace("~1", "/").replace("~0", "~")
            if isinstance(place, list) and key.isascii() and key.isdigit() and len(key) < 9:
                place = place[int(key)] if int(key) < len(place) else None
            else:
                place = place.get(key) if isinstance(place, dict) else None
        return place


def _own(schema: dict[str, Any]) -> RecordField:
    """Return what the keywords of one schema say of a value."""
    said = schema.get("type")
    types = frozenset(one for one in (said if isinstance(said, list) else [said])
                      if isinstance(one, str))  # fmt: skip
    listed = [schema["const"]] if "const" in schema else schema.get("enum")
    texts = [one for one in _list(listed) if isinstance(one, str)]
    only_texts = bool(texts) and len(texts) == len(_list(listed))
    return RecordField(types, tuple(dict.fromkeys(texts)) if only_texts else None)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _both(one: RecordField, other: RecordField) -> RecordField:
    """Return what a value may be that two schemas describe."""
    types = one.types & other.types if one.types and other.types else one.types | other.types
    if one.values is None or other.values is None:
        return RecordField(types, other.values if one.values is None else one.values)
    return RecordField(types, tuple(value for value in one.values if value in other.values))


def _one_of(options: list[RecordField]) -> RecordField:
    """Return what a value may be that one of some schemas describes."""
    possible = [one.types or _types_of(one.values) for one in options]
    types = frozenset[str]().union(*possible) if all(possible) else frozenset[str]()
    if any(one.values is None for one in options):
        return RecordField(types)
    values = (value for one in options for value in one.values or ())
    return RecordField(types, tuple(dict.fromkeys(values)))


def _types_of(values: tuple[str, ...] | None) -> frozenset[str]:
    return frozenset() if values is None else frozenset({"string"})
