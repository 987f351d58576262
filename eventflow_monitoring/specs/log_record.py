"""The JSON Schema of a log record, in a file beside the specs, to the fields it describes.

What it says of fields is read: `type`, `enum`, `const`, `properties`, `additionalProperties`, `$ref`
within the file, `allOf`, `anyOf`, `oneOf`. A field that no `properties` names is unknown, even where
JSON Schema would take it, unless `additionalProperties` says that there are more.
"""

import json
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

_MAX_PARTS = 20_000
"""Schemas looked at, a `$ref` each time: one that brings itself in many times over ends there."""


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
        schema = json.loads(text)
    except json.JSONDecodeError as error:
        return f"is no JSON: {error.msg}, line {error.lineno}, column {error.colno}"
    except RecursionError:
        return "is nested too deep"
    if not isinstance(schema, dict):
        return "is no JSON Schema: it holds no object"
    reading = _Reading(schema)
    reading.take(schema, ())
    if not reading.fields:
        return "describes no field: it has no `properties`"
    return LogRecord(file, reading.fields, frozenset(reading.open))


@dataclass
class _Reading:
    root: dict[str, Any]
    fields: dict[str, RecordField] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    parts: int = 0

    def take(self, schema: Any, path: tuple[str, ...]) -> None:
        """Take up what a schema says of what is below a path."""
        if len(path) > _MAX_DEPTH:
            return
        for part in self._parts(schema, 0):
            more = part.get("additionalProperties")
            if isinstance(more, dict) or more is True:
                self.open.add(".".join(path))
            properties = part.get("properties")
            if not isinstance(properties, dict):
                continue
            for name, inner in properties.items():
                below = (*path, name)
                known = self.fields.get(".".join(below), RecordField())
                self.fields[".".join(below)] = self._joined(known, inner)
                self.take(inner, below)

    def _joined(self, known: RecordField, schema: Any) -> RecordField:
        types, values = set(known.types), list(known.values or ())
        for part in self._parts(schema, 0):
            said = part.get("type")
            types.update(one for one in (said if isinstance(said, list) else [said]) if one)
        for part in self._parts(schema, 0, choices=("allOf",)):  # of others each may take more
            listed = [part["const"]] if "const" in part else part.get("enum")
            values += [one for one in listed or () if isinstance(one, str)]
        return RecordField(frozenset(map(str, types)), tuple(dict.fromkeys(values)) or None)

    def _parts(
        self, schema: Any, depth: int, choices: tuple[str, ...] = ("allOf", "anyOf", "oneOf")
    ) -> Iterator[dict[str, Any]]:
        """Yield a schema and all that it is put together from."""
        self.parts += 1
        if not isinstance(schema, dict) or depth > _MAX_DEPTH or self.parts > _MAX_PARTS:
            return
        yield schema
        for key in choices:
            options = schema.get(key)
            for option in options if isinstance(options, list) else ():
                yield from self._parts(option, depth + 1, choices)
        reference = schema.get("$ref")
        if isinstance(reference, str) and reference.startswith("#/"):
            yield from self._parts(self._found(reference), depth + 1, choices)

    def _found(self, reference: str) -> Any:
        place: Any = self.root
        for step in reference.removeprefix("#/").split("/"):
            if not isinstance(place, dict):
                return None
            place = place.get(step.replace("~1", "/").replace("~0", "~"))
        return place
