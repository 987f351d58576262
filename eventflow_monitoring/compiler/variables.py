"""`${Name}` in values: replaced wherever it stands."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from eventflow_monitoring.compiler.growth import Growth
from eventflow_monitoring.position import Pointer, Span
from eventflow_monitoring.specs.entry import Entry

VARIABLE = re.compile(r"\$\{([^}]*)(\}?)")

ValueOf = Callable[[re.Match[str], Pointer], str]
"""From an occurrence, and where the text stands in the entry, to what replaces it."""


def replaced(entry: Entry, value_of: ValueOf, growth: Growth) -> Entry:
    """Return an entry with every `${…}` in its values replaced.

    Raises StoppedError where that becomes too long.
    """
    if not _holds_variable(entry.data):
        return entry

    def counted(match: re.Match[str], path: Pointer) -> str:
        value = value_of(match, path)
        growth.add_characters(len(value), entry)
        return value

    def walk(data: Any, path: Pointer) -> Any:
        if isinstance(data, str):
            return VARIABLE.sub(lambda match: counted(match, path), data) if "${" in data else data
        if isinstance(data, dict):
            return {key: walk(value, (*path, key)) for key, value in data.items()}
        if isinstance(data, list):
            return [walk(value, (*path, index)) for index, value in enumerate(data)]
        return data

    return replace(entry, data=walk(entry.data, ()))


def _holds_variable(data: Any) -> bool:
    if isinstance(data, str):
        return "${" in data
    values = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return any(map(_holds_variable, values))


def span_of(match: re.Match[str]) -> Span:
    """Return where an occurrence stands in its text."""
    return Span(*match.span())
