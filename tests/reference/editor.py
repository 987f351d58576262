"""Spec files as an editor sees them: YAML 1.2, checked against the JSON Schema."""

import json
import re
from typing import Any

import yaml
from jsonschema import Draft7Validator

from eventflow_monitoring.reference.alarm_test_schema import alarm_test_schema
from eventflow_monitoring.reference.schema import schema_text

VALIDATOR = Draft7Validator(json.loads(schema_text()))
TEST_VALIDATOR = Draft7Validator(json.loads(schema_text(alarm_test_schema())))
"""Of files of alarm tests."""


class _Yaml12(yaml.SafeLoader):
    """The core schema of YAML 1.2, where `no` and `2027-01-31` are texts."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 -- PyYAML's own way


for _tag, _form, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("merge", "<<", "<"),
):
    _Yaml12.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_form})$"), list(_first)
    )


_Yaml12.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


def _as_json(data: Any) -> Any:
    """Return data with texts for keys, as JSON has them."""
    if isinstance(data, dict):
        return {str(key): _as_json(value) for key, value in data.items()}
    return [_as_json(one) for one in data] if isinstance(data, list) else data


def complaints(text: str, validator: Draft7Validator = VALIDATOR) -> list[str]:
    """Return what an editor would underline: the place and the message of each."""
    data = _as_json(yaml.load(text, _Yaml12))  # noqa: S506 -- it is a SafeLoader
    return [
        f"{'.'.join(map(str, error.absolute_path))}: {error.message}"
        for error in validator.iter_errors(data)
    ]
