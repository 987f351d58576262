"""An entry to its spec: pydantic's errors become problems that point at what is wrong."""

import types
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.spec import Spec
from eventflow_monitoring.suggestion import did_you_mean

S = TypeVar("S", bound=Spec)

_CONTAINERS = {
    "model_type": "keys and values",
    "model_attributes_type": "keys and values",
    "dict_type": "keys and values",
    "list_type": "a list",
    "string_type": "one value",
}


def read_spec(spec: type[S], entry: Entry) -> tuple[S | None, list[Problem]]:
    """Validate what was written for an entry against its spec: the spec, or all that is wrong."""
    empty = [key for key, value in entry.data.items() if value is None]
    if empty:
        known = _keys_at(spec, ())
        problems = [_no_value(key, entry.origin(key)) for key in empty if key in known]
        if problems:
            return None, problems
    try:
        return spec.model_validate(entry.data), []
    except ValidationError as error:
        return None, [_problem(spec, entry, detail) for detail in error.errors(include_url=False)]


def _problem(spec: type[Spec], entry: Entry, error: ErrorDetails) -> Problem:
    path = error["loc"]
    kind = error["type"]
    if kind == "missing":
        return Problem(
            "missing-key",
            f"`{path[-1]}` is missing",
            entry.origin(*path[:-1], on_key=True),
        )
    if kind == "extra_forbidden":
        return _unknown_key(spec, entry, path)
    if error["input"] is None:
        return _no_value(_label(path, entry), entry.origin(*path))
    if "message" in error.get("ctx", {}):
        context = error["ctx"]
        return Problem(kind, context["message"], entry.origin(*path), help=context["help"])
    if kind in ("enum", "literal_error"):
        expected = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        return Problem(
            "bad-value",
            f"`{error['input']}` is not a {_label(path, entry)}",
            entry.origin(*path),
            help=did_you_mean(str(error["input"]), expected),
        )
    if kind in _CONTAINERS:
        return Problem(
            "bad-value",
            f"`{_label(path, entry)}` takes {_CONTAINERS[kind]}",
            entry.origin(*path),
        )
    return Problem("bad-value", error["msg"], entry.origin(*path))


def _unknown_key(spec: type[Spec], entry: Entry, path: tuple[str | int, ...]) -> Problem:
    key = str(path[-1])
    if key[:1].isdigit():
        help: str | None = "inside {…} a comma ends a value: put the value in quotes"
    else:
        help = did_you_mean(key, _keys_at(spec, path[:-1]))
    return Problem(
        "unknown-key", f"no key is called `{key}` here", entry.origin(*path, on_key=True), help=help
    )


def _no_value(key: str, origin: Origin) -> Problem:
    return Problem("missing-value", f"`{key}` has no value", origin)


def _label(path: tuple[str | int, ...], entry: Entry) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), entry.name)


def _keys_at(spec: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """Return the keys a spec knows at a path below it."""
    current: Any = spec
    for step in path:
        current = _step(current, step)
    model = _model(current)
    if model is None:
        return []
    return [str(field.alias) for field in model.model_fields.values()]


def _step(annotation: Any, step: str | int) -> Any:
    model = _model(annotation)
    if model is not None:
        for field in model.model_fields.values():
            if field.alias == step:
                return field.annotation
        return None
    for option in _options(annotation):
        if get_origin(option) in (list, dict, tuple):
            return get_args(option)[-1]
    return None


def _model(annotation: Any) -> type[BaseModel] | None:
    for option in _options(annotation):
        if isinstance(option, type) and issubclass(option, BaseModel):
            return option
    return None


def _options(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) in (Union, types.UnionType):
        return get_args(annotation)
    return (annotation,)
