"""An entry to its spec: pydantic's errors become problems that point at what is wrong."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from eventflow_monitoring.position import Pointer
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.condition import CONDITION, LONG_FORM
from eventflow_monitoring.specs.entry import RESERVED, Entry
from eventflow_monitoring.specs.field_description import field_description
from eventflow_monitoring.specs.keys import (
    annotation_at,
    keys_at,
    model_at,
    model_of,
    options,
    takes_condition,
)
from eventflow_monitoring.specs.pruning import empty_keys, without
from eventflow_monitoring.specs.spec import PlainSpec, Spec
from eventflow_monitoring.suggestion import did_you_mean, nearest

S = TypeVar("S", bound=Spec)

_COMMA = "inside {…} a comma ends a value: put the value in quotes"

_CONTAINERS = {
    "model_type": "keys and values",
    "model_attributes_type": "keys and values",
    "dict_type": "keys and values",
    "list_type": "a list",
    "string_type": "one value",
}


def read_spec(spec: type[S], entry: Entry) -> tuple[S | None, list[Problem]]:
    """Validate what was written for an entry against its spec: the spec, and all that is wrong.

    Unknown keys alone leave a spec, read without them, so that the rest is checked further.
    """
    empty = [path for path in empty_keys(entry.data, ()) if path[-1] in keys_at(spec, path[:-1])]
    problems = [_no_value(entry, path, spec=spec) for path in empty]
    data = without(entry.data, empty)
    none_of = [(keys[0],) for keys in spec.ONE_OF if not any(key in entry.data for key in keys)]
    errors: list[ErrorDetails] = []
    try:
        valid = spec.model_validate(data)
    except ValidationError as error:
        errors = error.errors(include_url=False)
    else:
        if not none_of:
            return None if empty else valid, problems
    unknown = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]
    # A mistyped key is not missing too.
    explained = {*empty, *((*path[:-1], _meant(spec, path)) for path in unknown)}
    missing = [*(error["loc"] for error in errors if error["type"] == "missing"), *none_of]
    problems += _missing(spec, entry, _unexplained(spec, missing, explained))
    problems += [_problem(spec, entry, error) for error in errors if error["type"] != "missing"]
    if empty or none_of or len(unknown) < len(errors):
        return None, problems
    try:
        return spec.model_validate(without(data, unknown)), problems
    except ValidationError:
        # What holds an unknown key is wrong as a whole for want of what was meant by it.
        return None, problems


def read_partly(spec: type[S], entry: Entry) -> tuple[S | None, frozenset[Pointer]]:
    """Return what can be read of an entry, placeholders for what is wrong and cannot be left out.

    What comes of it is looked at for further mistakes only. The pointers lead to items of lists for
    which another item stands. None where nothing can be read so.
    """
    data = without(entry.data, [(key,) for key, value in entry.data.items() if value is None])
    try:
        return spec.model_validate(data), frozenset()
    except ValidationError as error:
        bad = [one["loc"] for one in error.errors(include_url=False)]
    data, replaced = _without_bad_items(data, bad)
    wrong = {path[:1] for path in bad if path[:2] not in replaced}
    stand_in = {key: text for key, text in spec.PLACEHOLDERS.items() if (key,) in wrong}
    try:
        return spec.model_validate({**without(data, wrong), **stand_in}), replaced
    except ValidationError:
        return None, replaced


def _without_bad_items(data: Any, bad: Iterable[Pointer]) -> tuple[Any, frozenset[Pointer]]:
    """Return data in which a good item of a list stands for each bad one, and which those are.

    Items that are left out would move the others, and with them the place of every mistake.
    """
    items = {path[:2] for path in bad if len(path) > 1 and isinstance(path[1], int)}
    replaced: set[Pointer] = set()
    for key in {path[0] for path in items}:
        places = [(key, index) for index in range(len(data[key]))]
        good = next((data[key][index] for _, index in places if (key, index) not in items), None)
        if good is not None:
            mended = [good if (key, n) in items else data[key][n] for _, n in places]
            data = {**data, key: mended}
            replaced.update(items.intersection(places))
    return data, frozenset(replaced)


def _problem(spec: type[Spec], entry: Entry, error: ErrorDetails) -> Problem:
    path, kind, written = error["loc"], error["type"], error["input"]
    if kind == "extra_forbidden":
        return _unknown_key(spec, entry, path, written)
    if written is None or (isinstance(written, str) and not written.strip()):
        return _no_value(entry, path, written)
    if "message" in error.get("ctx", {}):
        context = error["ctx"]
        origin = entry.origin(*path, within=context.get("span"))
        return Problem(kind, context["message"], origin, help=context["help"])
    if kind == "enum" and isinstance(written, str):
        expected = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        return Problem(
            "bad-value",
            f"`{_label(path, entry)}` cannot be `{written}`",
            entry.origin(*path),
            help=did_you_mean(written, expected),
        )
    takes = _CONTAINERS.get(kind, "one value" if kind == "enum" else None)
    if takes is None:
        return Problem("bad-value", error["msg"], entry.origin(*path))
    each = "each of " if isinstance(path[-1], int) else ""
    return Problem(
        "bad-value",
        f"{each}`{_label(path, entry)}` takes {takes}",
        entry.origin(*path),
        help=_how_to_write(spec, path, takes, written),
    )


def _how_to_write(spec: type[Spec], path: Pointer, takes: str, written: Any) -> str | None:
    """Return what to write where a list, or keys and values, should stand."""
    if takes == "one value":
        return None
    is_list = takes == "a list"
    keys = keys_at(spec, (*path, 0) if is_list else path)
    lines = written.splitlines() if isinstance(written, str) else written
    if is_list and any(str(line).startswith("-") for line in lines):
        return "a space stands after the `-` of an item"
    item = annotation_at(spec, (*path, 0)) if is_list else None
    if isinstance(written, str) and (str in options(item) or _takes_plain(item)):
        return f"write `[{written}]`"
    if isinstance(written, str) and len(keys) == 1:
        return f"write `{'- ' if is_list else ''}{keys[0]}: {written}`"
    if not is_list:
        return f"such as `{keys[0]}: …`" if keys else None
    return "begin each item with `- `"


def _takes_plain(annotation: Any) -> bool:
    """Tell whether plain text will do where keys and values may stand."""
    model = model_of(annotation)
    return model is not None and issubclass(model, PlainSpec) and model.PLAIN is not None


def _unexplained(
    spec: type[Spec], missing: list[Pointer], explained: set[tuple[str | int | None, ...]]
) -> Iterator[Pointer]:
    """Yield what is missing and not mistyped; one key for all that a condition would say."""
    long_form = {(key,) for key in LONG_FORM}
    if takes_condition(spec) and long_form <= {*missing} and long_form.isdisjoint(explained):
        missing = [*(path for path in missing if path not in long_form), (CONDITION,)]
    for path in missing:
        group = _one_of(spec, path) or path[-1:]
        if explained.isdisjoint((*path[:-1], key) for key in group):
            yield path


def _one_of(spec: type[Spec], path: Pointer) -> tuple[str, ...]:
    """Return the keys of which one is needed, if the first of them stands for them."""
    return next((keys for keys in spec.ONE_OF if path == (keys[0],)), ())


def _missing(spec: type[Spec], entry: Entry, paths: Iterable[Pointer]) -> Iterator[Problem]:
    """One problem for all that is missing in one place."""
    keys: dict[Pointer, list[Pointer]] = {}
    for path in paths:
        keys.setdefault(path[:-1], []).append(path)
    for path, missing in keys.items():
        *others, last = (
            " or ".join(f"`{key}`" for key in _one_of(spec, one) or one[-1:]) for one in missing
        )
        message = f"{', '.join(others)} and {last} are missing" if others else f"{last} is missing"
        alone = CONDITION if (CONDITION,) in missing else None if others else str(missing[0][-1])
        yield Problem(
            "missing-key",
            message,
            entry.origin(*path, on_key=True),
            help=_described(spec, path, alone) if alone else None,
        )


def _unknown_key(spec: type[Spec], entry: Entry, path: Pointer, written: object) -> Problem:
    key = str(path[-1])
    if key[:1].isdigit() and written is None:
        help: str | None = _COMMA
    else:
        known = _known_keys(spec, path[:-1])
        if len(path) == 1 and len(entry.pointer) == 2:
            known += [reserved for reserved in RESERVED if reserved != key]
        instead = spec.INSTEAD.get(key) if len(path) == 1 else None
        help = instead or did_you_mean(key, known)
    return Problem(
        "unknown-key", f"no key is called `{key}` here", entry.origin(*path, on_key=True), help=help
    )


def _meant(spec: type[Spec], path: Pointer) -> str | None:
    """Return the key that an unknown one is taken for."""
    return nearest(str(path[-1]), _known_keys(spec, path[:-1]))


def _known_keys(spec: type[Spec], path: Pointer) -> list[str]:
    keys = keys_at(spec, path)
    return keys if path or not takes_condition(spec) else [*keys, CONDITION]


def _no_value(
    entry: Entry,
    path: Pointer,
    written: str | None = None,
    spec: type[Spec] | None = None,
) -> Problem:
    # A bare `>` begins a text over several lines, of which there are none.
    sign = written is not None and path[-1] == "ComparisonOperator"
    item = "an item of " if isinstance(path[-1], int) else ""
    cut_off = isinstance(path[-1], str) and path[-1][:1].isdigit() and written is None
    help = 'write `">"`, in quotes' if sign else _COMMA if cut_off else None
    model = None if spec is None else model_at(spec, path)
    # Where nothing has to be said, saying nothing is written so.
    if help is None and model is not None and not _needs_a_key(model):
        help = f"write `{path[-1]}: {{}}`" if isinstance(path[-1], str) else "write `{}`"
    return Problem(
        "missing-value",
        f"{item}`{_label(path, entry)}` has no value",
        entry.origin(*path),
        help=help,
    )


def _needs_a_key(model: type[BaseModel]) -> bool:
    return any(field.is_required() for field in model.model_fields.values())


def _label(path: Pointer, entry: Entry) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), entry.name)


def _described(spec: type[BaseModel], path: Pointer, key: str) -> str | None:
    """Return what the reference says of a key, as a help line."""
    if key == CONDITION:
        *others, last = (f"`{one}`" for one in LONG_FORM)
        return f"or {', '.join(others)} and {last}"
    model = model_at(spec, path)
    if model is None:
        return None
    fields = (name for name, field in model.model_fields.items() if field.alias == key)
    text = field_description(model, next(fields, ""))
    if text is None:
        return None
    first, _, rest = text.partition(" ")
    return " ".join(f"{first.lower() if first.istitle() else first} {rest}".split()).rstrip(".")
