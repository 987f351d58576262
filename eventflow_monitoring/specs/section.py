"""Sections of a spec file and the kinds of thing that may stand in one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from eventflow_monitoring.position import Pointer
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.read import read_partly, read_spec
from eventflow_monitoring.specs.spec import Spec
from eventflow_monitoring.suggestion import did_you_mean, nearest

KIND = "Kind"
"""The key that names the kind of a thing, where its section has no other word for it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing: its spec, and how that expands into the model.

    `expand(spec, entry, context)` returns an object of the model, or None after reporting why not.
    """

    name: str
    spec: type[Spec]
    expand: Callable[[Any, Entry, Context], Any]


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its name, the sections it refers to, and its kinds.

    With one kind, its things have no key that names it. `choose` tells the kind from what was
    written; without it, the key `kind_key` or `default_kind` does.
    """

    name: str
    kinds: tuple[Kind, ...]
    needs: tuple[str, ...] = ()
    default_kind: str | None = None
    choose: Callable[[Mapping[str, Any]], str | None] | None = None
    kind_key: str = KIND


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """An entry with its kind and its spec; `whole` unless something wrong had to be left out.

    `replaced` leads to items of lists that are wrong, for which others stand in the spec.
    """

    entry: Entry
    kind: Kind
    spec: Spec
    whole: bool
    replaced: frozenset[Pointer] = frozenset()

    def expand(self, context: Context) -> Any:
        """Return the object of the model it stands for, None after reporting why there is none."""
        if self.whole:
            return self.kind.expand(self.spec, self.entry, context)
        before = len(context.problems)
        self.kind.expand(self.spec, self.entry, context)
        context.problems[before:] = [
            one for one in context.problems[before:] if not self._is_no_proof(one)
        ]
        return None

    def _is_no_proof(self, problem: Problem) -> bool:
        """Tell whether a problem may only be that of what was left out or replaced."""
        origin = problem.origin
        if origin is None or origin == self.entry.origin(on_key=True):
            return True
        places = [self.entry.origin(*path) for path in self.replaced]
        return any(
            origin.file == place.file and origin.pointer[: len(place.pointer)] == place.pointer
            for place in places
        )


def read_kind(
    entry: Entry,
    kinds: tuple[Kind, ...],
    default: str | None = None,
    chosen: str | None = None,
    key: str = KIND,
) -> tuple[ReadEntry | None, list[Problem]]:
    """Find the kind of an entry and read its spec, and all that is wrong with it.

    The kind is the one `chosen`, else the one that the entry names under `key`, else `default`.
    """
    if not isinstance(entry.data, dict):
        return None, [Problem("bad-value", "keys and values are expected here", entry.origin())]
    kind = kinds[0] if len(kinds) == 1 else _kind(entry, kinds, default, chosen, key)
    if isinstance(kind, Problem):
        return None, [kind]
    if len(kinds) > 1 and chosen is None:
        data = {name: value for name, value in entry.data.items() if name != key}
        entry = replace(entry, data=data)
    spec, problems = read_spec(kind.spec, entry)
    if spec is not None:
        return ReadEntry(entry, kind, spec, whole=True), problems
    partly, replaced = read_partly(kind.spec, entry)
    if partly is None:
        return None, problems
    return ReadEntry(entry, kind, partly, whole=False, replaced=replaced), problems


def _kind(
    entry: Entry, kinds: tuple[Kind, ...], default: str | None, chosen: str | None, key: str
) -> Kind | Problem:
    by_name = {kind.name: kind for kind in kinds}
    if chosen is not None:
        return by_name[chosen]
    if key not in entry.data:
        mistyped = _mistyped(entry, by_name.get(default or ""), key)
        if mistyped is not None:
            return Problem(
                "unknown-key",
                f"no key is called `{mistyped}` here",
                entry.origin(mistyped, on_key=True),
                help=f"did you mean `{key}`?",
            )
        if default is None:
            return Problem(
                "missing-key",
                f"`{key}` is missing",
                entry.origin(on_key=True),
                help="known: " + ", ".join(f"`{known}`" for known in by_name),
            )
    name = entry.data.get(key, default)
    if name is None:
        return Problem("missing-value", f"`{key}` has no value", entry.origin(key))
    if not isinstance(name, str):
        return Problem("bad-value", f"`{key}` takes one value", entry.origin(key))
    if name not in by_name:
        return Problem(
            "unknown-kind",
            f"no {key.lower()} is called `{name}` here",
            entry.origin(key),
            help=did_you_mean(name, by_name),
        )
    return by_name[name]


def _mistyped(entry: Entry, default: Kind | None, key: str) -> str | None:
    """Return what was meant to be the key that names the kind: one that the default kind does not know."""
    fields = default.spec.model_fields.values() if default is not None else ()
    known = {field.alias for field in fields}
    return next((one for one in entry.data if one not in known and nearest(one, [key])), None)
