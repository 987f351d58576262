"""What a spec takes at a path below it: its keys, and the type of a value."""

import types
from functools import cache
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from eventflow_monitoring.position import Pointer
from eventflow_monitoring.specs.condition import LONG_FORM


@cache
def takes_condition(spec: type[BaseModel]) -> bool:
    """Tell whether it may be written with a condition, which is taken apart before it is read."""
    return {*keys_at(spec, ())}.issuperset(LONG_FORM)


def keys_at(spec: type[BaseModel], path: Pointer) -> list[str]:
    """Return the keys a spec knows at a path below it."""
    model = model_at(spec, path)
    return [] if model is None else [str(field.alias) for field in model.model_fields.values()]


def model_at(spec: type[BaseModel], path: Pointer) -> type[BaseModel] | None:
    """Return the spec of the keys and values at a path."""
    return model_of(annotation_at(spec, path))


def annotation_at(spec: type[BaseModel], path: Pointer) -> Any:
    """Return the type of the value at a path; None where nothing may stand."""
    current: Any = spec
    for step in path:
        current = _step(current, step)
    return current


def _step(annotation: Any, step: str | int) -> Any:
    model = model_of(annotation)
    if model is not None:
        for field in model.model_fields.values():
            if field.alias == step:
                return field.annotation
        return None
    for option in options(annotation):
        if get_origin(option) in (list, dict, tuple):
            return get_args(option)[-1]
    return None


def model_of(annotation: Any) -> type[BaseModel] | None:
    """Return the spec among the types that a value may have."""
    for option in options(annotation):
        if isinstance(option, type) and issubclass(option, BaseModel):
            return option
    return None


def options(annotation: Any) -> tuple[Any, ...]:
    """Return the types that a value may have."""
    if get_origin(annotation) in (Union, types.UnionType):
        return get_args(annotation)
    return (annotation,)
