"""A test as it was written: short forms made long, and every place still where it was."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from eventflow_monitoring.position import Origin, Pointer, Span
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.spec import Spec


@dataclass(frozen=True, slots=True)
class WrittenTest:
    """An entry in its long form. `short` are the paths below which the next step is not written.

    `Lag: 0x9` is `Lag: [{Series: 0x9}]` in the long form: its series is at `Lag, 0, Series`, and
    stands at `Lag`.
    """

    entry: Entry
    short: frozenset[Pointer]

    def origin(self, *path: str | int, on_key: bool = False, within: Span | None = None) -> Origin:
        """Return where a part of the long form was written."""
        written = self._written(path)
        # A key that was not written is told at the value it belongs to.
        on_key = on_key and written[-1:] == path[-1:]
        return self.entry.origin(*written, on_key=on_key, within=within)

    def mistypes(self, spec: type[Spec], *path: str | int) -> bool:
        """Tell whether a key there is unknown, so that another one is not missing."""
        data = self.entry.data
        for step in path:
            data = data[step]
        known = {field.alias for field in spec.model_fields.values()}
        return isinstance(data, dict) and not data.keys() <= known

    def placed(self, problem: Problem) -> Problem:
        """Return a problem of the long form at the place of what was written."""
        origin = problem.origin
        if origin is None:
            return problem
        path = origin.pointer[len(self.entry.pointer) :]
        there = self.origin(*path, on_key=origin.on_key, within=origin.within)
        return replace(problem, origin=there)

    def _written(self, path: Pointer) -> Pointer:
        return tuple(
            step for index, step in enumerate(path) if not index or path[:index] not in self.short
        )


def written_test(entry: Entry) -> WrittenTest:
    """Return a test in its long form: lists of series, of states, and channels by their state."""
    short: set[Pointer] = set()
    data = dict(entry.data)
    for name, series in _mapping(data.get("Given")).items():
        path = ("Given", name)
        listed = _listed(series, path, short)
        if isinstance(listed, list):
            listed = [
                _keyed(one, "Series", str, (*path, index), short)
                for index, one in enumerate(listed)
            ]
        data["Given"] = {**data["Given"], name: listed}
    for name, written in _mapping(data.get("Expect")).items():
        if isinstance(written, dict):
            path = ("Expect", name)
            data["Expect"] = {**data["Expect"], name: _expectation(written, path, short)}
    return WrittenTest(replace(entry, data=data), frozenset(short))


def survivors_as_written(entry: Entry) -> WrittenTest:
    """Return known survivors in their long form: a list of changes."""
    short: set[Pointer] = set()
    data = dict(entry.data)
    if "Changes" in data:
        data["Changes"] = _listed(data["Changes"], ("Changes",), short)
    return WrittenTest(replace(entry, data=data), frozenset(short))


def _expectation(
    written: Mapping[str, Any], path: Pointer, short: set[Pointer]
) -> Mapping[str, Any]:
    longer = dict(written)
    if "Never" in longer:
        longer["Never"] = _listed(longer["Never"], (*path, "Never"), short)
    if "Notifies" in longer:
        longer["Notifies"] = _keyed(longer["Notifies"], "ALARM", list, (*path, "Notifies"), short)
    return longer


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _listed(value: object, path: Pointer, short: set[Pointer]) -> object:
    if value is None or isinstance(value, list):
        return value
    short.add(path)
    return [value]


def _keyed(value: object, key: str, form: type, path: Pointer, short: set[Pointer]) -> object:
    if not isinstance(value, form):
        return value
    short.add(path)
    return {key: value}
