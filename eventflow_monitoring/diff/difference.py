"""Resources as they should be against resources as they are, property by property.

Both are properties as CloudFormation writes them; what comes out are typed differences, which
something else prints.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_DYNAMIC_REFERENCE = re.compile(r"\{\{resolve:[^}]*\}\}")


class _Absent:
    """Stands for a property that one side does not have."""

    def __repr__(self) -> str:
        return "nothing"


ABSENT = _Absent()


@dataclass(frozen=True, slots=True)
class PropertyDifference:
    """One property that is not what it should be; `path` is as in `KeyPolicy.Statement[0].Effect`."""

    path: str
    expected: object
    actual: object


def compare_properties(
    expected: Mapping[str, Any],
    actual: Mapping[str, Any],
    defaults: Mapping[str, Any],
) -> list[PropertyDifference]:
    """Return where two sets of properties differ; a default and nothing at all are the same."""
    found: list[PropertyDifference] = []
    for name in sorted({*expected, *actual}):
        default = defaults.get(name, ABSENT)
        found += _compare(name, expected.get(name, default), actual.get(name, default))
    return found


def _compare(path: str, expected: Any, actual: Any) -> Iterator[PropertyDifference]:
    expected, actual = _comparable(expected), _comparable(actual)
    if isinstance(expected, dict) and isinstance(actual, dict):
        for key in sorted({*expected, *actual}):
            yield from _compare(f"{path}.{key}", expected.get(key, ABSENT), actual.get(key, ABSENT))
    elif isinstance(expected, list) and isinstance(actual, list):
        for index in range(max(len(expected), len(actual))):
            left = expected[index] if index < len(expected) else ABSENT
            right = actual[index] if index < len(actual) else ABSENT
            yield from _compare(f"{path}[{index}]", left, right)
    elif isinstance(expected, str) and _DYNAMIC_REFERENCE.search(expected):
        if not _resolves_to(expected, actual):
            # What stands there may be a secret: it is not shown.
            yield PropertyDifference(path, expected, "something else (not shown)")
    elif expected != actual or isinstance(expected, bool) != isinstance(actual, bool):
        yield PropertyDifference(path, expected, actual)


def _comparable(value: Any) -> Any:
    """Bring what says the same into the same form: JSON in text, and sets written as lists."""
    if isinstance(value, str) and value[:1] in ("{", "[") and value[:2] != "{{":
        try:
            return json.loads(value)
        except ValueError:
            return value
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, list) and _is_set(value):
        return sorted(value, key=lambda item: json.dumps(item, sort_keys=True))
    return value


def _is_set(value: list[Any]) -> bool:
    """Tags and dimensions have no order; their items name themselves."""
    return all(isinstance(item, dict) and set(item) in _NAMED for item in value)


_NAMED = ({"Key", "Value"}, {"Name", "Value"})


def _resolves_to(reference: str, actual: object) -> bool:
    """Tell whether a text is what a text with dynamic references may have become."""
    if not isinstance(actual, str):
        return False
    parts = (re.escape(part) for part in _DYNAMIC_REFERENCE.split(reference))
    return re.fullmatch(".+".join(parts), actual) is not None
