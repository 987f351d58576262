"""What a JSON response must say: texts at dotted paths, such as `checks.database: UP`.

The script of a canary decides in the same way (outputs/cloudformation/canary_script.js).
"""

import json
import re
from collections.abc import Mapping
from typing import Any

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
"""A number as JSON writes it (RFC 8259, section 6)."""

_INDEX = re.compile(r"0|[1-9][0-9]{0,8}")

NOTHING = object()
"""What stands where a path does not lead anywhere."""


class NoJsonError(Exception):
    """A text is no JSON; what is wrong with it."""


def read_json(text: str) -> Any:
    """Return what a JSON text says. Raises NoJsonError."""
    try:
        return json.loads(text, parse_int=float, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        message = f"{error.msg}, line {error.lineno}, column {error.colno}"
        raise NoJsonError(message) from None
    except RecursionError:
        raise NoJsonError("values too deep inside one another") from None
    except ValueError as error:
        raise NoJsonError(str(error)) from None


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no number of JSON")


def value_at(document: Any, path: str) -> Any:
    """Return what a dotted path leads to: names of objects, numbers of arrays; else NOTHING."""
    value = document
    for part in path.split("."):
        if isinstance(value, dict) and part in value:
            value = value[part]
        elif isinstance(value, list) and _INDEX.fullmatch(part) and int(part) < len(value):
            value = value[int(part)]
        else:
            return NOTHING
    return value


def says(expected: str, value: Any) -> bool:
    """Tell whether a value is what was expected, written as text: `UP`, `3`, `true`, `null`."""
    if isinstance(value, str):
        return value == expected
    if isinstance(value, bool):
        return expected == ("true" if value else "false")
    if isinstance(value, float):
        return _NUMBER.fullmatch(expected) is not None and float(expected) == value
    return value is None and expected == "null"


def shown(value: Any) -> str:
    """Write a value for people, in at most a hundred characters."""
    if value is NOTHING:
        return "nothing"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 100 else f"{text[:97]}..."


def differences(expected: Mapping[str, str], document: Any) -> dict[str, str]:
    """Return what stands instead of what was expected, by path."""
    values = {path: value_at(document, path) for path in expected}
    return {path: shown(value) for path, value in values.items() if not says(expected[path], value)}
