"""What a key takes, from the annotation of its field: as JSON Schema, and in words."""

import types
from collections.abc import Mapping
from enum import Enum
from typing import Annotated, Any, Union, get_args, get_origin

from eventflow_monitoring.model.wording import duration_in_words
from eventflow_monitoring.reference.keys import Key, keys_of
from eventflow_monitoring.reference.scalar import (
    BY_TYPE,
    BY_VALIDATOR,
    TEXT,
    Scalar,
    Schema,
    one_of,
)
from eventflow_monitoring.specs.one_or_more import ONE_OR_MORE
from eventflow_monitoring.specs.spec import PlainSpec, Spec

WIDGET: Schema = {"$ref": "#/definitions/Widgets"}
"""What stands where a spec says `Any`: the rows of a dashboard are read by a registry of their own."""


def schema_of(annotation: Any) -> Schema:
    """Return the JSON Schema of what a field takes."""
    scalar = scalar_of(annotation)
    if scalar is not None:
        return dict(scalar.schema)
    if (words := words_of_enum(annotation)) is not None:
        return one_of(words)
    spec = spec_of(annotation)
    options = _options(annotation)
    if len(options) > 1:
        return {"anyOf": [schema_of(option) for option in options]}
    bare = _bare(options[0])
    if spec is not None and bare is spec:
        return _schema_of_spec(spec)
    if ONE_OR_MORE in _metadata(options[0]):
        item = schema_of(get_args(bare)[0])
        return {"anyOf": [item, {"type": "array", "items": item}]}
    if get_origin(bare) in (list, tuple):
        return {"type": "array", "items": schema_of(get_args(bare)[0])}
    if get_origin(bare) is dict:
        return {"type": "object", "additionalProperties": schema_of(get_args(bare)[1])}
    return dict(WIDGET)


def described(schema: Schema, description: str) -> Schema:
    """Return a schema that says what it is."""
    return {"description": description, **schema} if description else schema


def mapping(properties: Mapping[str, Schema], **more: Any) -> Schema:
    """Return the schema of a mapping without other keys."""
    return {"type": "object", **more, "properties": properties, "additionalProperties": False}


def _schema_of_spec(spec: type[Spec]) -> Schema:
    keys = list(keys_of(spec))
    long = mapping(
        {key.name: described(schema_of(key.annotation), key.description) for key in keys}
    )
    if not issubclass(spec, PlainSpec):
        return long
    short = [schema_of(key.annotation) for key in keys if key.name == spec.PLAIN]
    if spec.WORDS:
        short.append(one_of(list(spec.WORDS)))
    return {"anyOf": [*short, long]}


def in_words(annotation: Any) -> str:
    """Return what a field takes, in words (Markdown)."""
    scalar = scalar_of(annotation)
    if scalar is not None:
        return scalar.words
    if (words := words_of_enum(annotation)) is not None:
        return _either([f"`{word}`" for word in words])
    options = _options(annotation)
    if len(options) > 1:
        return _either([in_words(option) for option in options])
    bare = _bare(options[0])
    if ONE_OR_MORE in _metadata(options[0]):
        return f"{in_words(get_args(bare)[0])}, or a list of such"
    if get_origin(bare) in (list, tuple):
        inner = get_args(bare)[0]
        if get_origin(_bare(inner)) is list:
            return "a list of lists"
        return "a list" if scalar_of(inner) is TEXT else f"a list, each {in_words(inner)}"
    if get_origin(bare) is dict:
        return f"names, each with {in_words(get_args(bare)[1])}"
    spec = spec_of(annotation)
    return "anything" if spec is None else _spec_in_words(spec)


def _spec_in_words(spec: type[Spec]) -> str:
    long = "the keys below"
    if not issubclass(spec, PlainSpec):
        return long
    short = [in_words(key.annotation) for key in keys_of(spec) if key.name == spec.PLAIN]
    return _either([*short, *(f"`{word}`" for word in spec.WORDS), long])


def default_in_words(key: Key) -> str:
    """Return the default of a key as an author would write it; "" where there is none to name."""
    scalar = scalar_of(key.annotation)
    value = key.default
    if isinstance(value, Enum):
        return f"`{value.value}`"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if scalar is not None and scalar.is_duration and value is not None:
        return f"`{duration_in_words(value)}`"
    if scalar is not None and scalar.is_share and value is not None:
        return f"`{value * 100:g}%`"
    if isinstance(value, float) and value.is_integer():
        return f"`{int(value)}`"
    if isinstance(value, list) and value and all(isinstance(one, Enum) for one in value):
        return f"`[{', '.join(str(one.value) for one in value)}]`"
    return "" if value in (None, "", [], {}) else f"`{value}`"


def scalar_of(annotation: Any) -> Scalar | None:
    """Return how a text for a field is read; None where it takes more than a text."""
    options = _options(annotation)
    if len(options) != 1:
        return None
    for part in _metadata(options[0]):
        if part in BY_VALIDATOR:
            return BY_VALIDATOR[part]
    bare = _bare(options[0])
    return BY_TYPE.get(bare) if isinstance(bare, type) else None


def words_of_enum(annotation: Any) -> list[str] | None:
    """Return the words that a field takes; None where it takes others too."""
    (first, *others) = _options(annotation)
    bare = _bare(first)
    if others or not isinstance(bare, type) or not issubclass(bare, Enum):
        return None
    return [str(member.value) for member in bare]


def spec_of(annotation: Any) -> type[Spec] | None:
    """Return the spec that stands in a field, below lists and names too."""
    for option in _options(annotation):
        bare = _bare(option)
        if isinstance(bare, type) and issubclass(bare, Spec):
            return bare
        if get_origin(bare) in (list, tuple, dict):
            return spec_of(get_args(bare)[-1])
    return None


def _options(annotation: Any) -> list[Any]:
    """Return the types of a union, but for None."""
    bare = _bare(annotation)
    if get_origin(bare) in (Union, types.UnionType):
        return [one for one in get_args(bare) if one is not types.NoneType]
    return [annotation]


def _bare(annotation: Any) -> Any:
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _metadata(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation)[1:] if get_origin(annotation) is Annotated else ()


def _either(words: list[str]) -> str:
    *others, last = words
    if not others:
        return last
    joint = "; or " if any(" or " in word for word in words) else " or "
    return f"{', '.join(others)}{joint}{last}"
