"""Test files to tests: every name looked up, and everything that is wrong with them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from eventflow_monitoring.alarm_tests.alarm_test import AlarmTest, Given, Survivor
from eventflow_monitoring.alarm_tests.check_given import check_given
from eventflow_monitoring.alarm_tests.read_expectations import read_expectations
from eventflow_monitoring.alarm_tests.read_given import read_given
from eventflow_monitoring.alarm_tests.read_states import read_given_states
from eventflow_monitoring.alarm_tests.read_survivors import read_survivors
from eventflow_monitoring.alarm_tests.spec import SettingsSpec, TestFileSpec, TestSpec
from eventflow_monitoring.alarm_tests.written_test import written_test
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Findings, Problem, Related, StoppedError
from eventflow_monitoring.simulate.run import START
from eventflow_monitoring.simulate.settings import Settings
from eventflow_monitoring.source.tree import Tree
from eventflow_monitoring.specs.context import FileReader
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.read import read_spec
from eventflow_monitoring.suggestion import did_you_mean

_KEYS = tuple(str(field.alias) for field in TestFileSpec.model_fields.values())
_SETTINGS, _TESTS, _SURVIVORS = _KEYS


@dataclass(frozen=True, slots=True)
class ReadTests:
    """The tests that could be read, and all that is wrong with the others."""

    tests: tuple[AlarmTest, ...]
    survivors: tuple[Survivor, ...]
    problems: tuple[Problem, ...]


def read_tests(
    trees: Iterable[Tree], monitorings: Sequence[Monitoring], read_file: FileReader
) -> ReadTests:
    """Read the tests of some files, against the monitoring of every environment; there is one.

    A test that names no environment is one of the first. `read_file` returns the text of a file of
    data that a test names, as for specs.
    """
    reader = _Reader({one.environment.name: one for one in monitorings}, read_file, Findings())
    tests: list[AlarmTest] = []
    survivors: list[Survivor] = []
    found: list[Problem] = reader.problems
    try:
        for tree in trees:
            tests += reader.tests(tree)
            survivors += read_survivors(tree, _SURVIVORS, monitorings, reader.problems)
    except StoppedError as stopped:
        found = stopped.problems
    return ReadTests(tuple(tests), tuple(survivors), tuple(dict.fromkeys(found)))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads tests of files; `monitorings` are by environment."""

    monitorings: Mapping[str, Monitoring]
    read_file: FileReader
    problems: Findings

    def tests(self, tree: Tree) -> Iterator[AlarmTest]:
        """Yield the tests of a file that can be read."""
        settings = self._settings(tree)
        for entry in _entries(tree, self.problems):
            test = self._test(entry, settings)
            if test is not None:
                yield test

    def _settings(self, tree: Tree) -> Settings:
        data = tree.data.get(_SETTINGS) if isinstance(tree.data, dict) else None
        if data is None:
            return Settings()
        entry = Entry(_SETTINGS, _SETTINGS, data, tree.source.path, (_SETTINGS,))
        if not isinstance(data, dict):
            self.problems.append(_no_mapping(entry.origin(), "`ExtraPoints: 3`"))
            return Settings()
        spec, wrong = read_spec(SettingsSpec, entry)
        self.problems.extend(wrong)
        return Settings() if spec is None else spec.settings()

    def _test(self, entry: Entry, settings: Settings) -> AlarmTest | None:
        found = len(self.problems)
        written = written_test(entry)
        spec, wrong = read_spec(TestSpec, written.entry)
        self.problems.extend(map(written.placed, wrong))
        if spec is None:
            return None
        name = spec.environment or next(iter(self.monitorings))
        monitoring = self.monitorings.get(name)
        if monitoring is None:
            message = f"no environment is called `{name}`"
            help = did_you_mean(name, self.monitorings)
            origin = entry.origin("Environment")
            self.problems.append(Problem("unknown-environment", message, origin, help))
            return None
        given = read_given(spec, written, monitoring, self.read_file, self.problems)
        duration = max((len(one.series.values) for one in given), default=0) * spec.interval
        told = read_given_states(spec, written, monitoring, duration, self.problems)
        expectations = read_expectations(spec, written, monitoring, duration, self.problems)
        if len(self.problems) == found:
            check_given(expectations, given, monitoring, told, self.problems)
        if len(self.problems) > found:
            return None
        return AlarmTest(
            name=spec.name,
            monitoring=monitoring,
            interval=spec.interval,
            start=spec.start or _start_of(given),
            initial_state=spec.initial_state,
            given=tuple(given),
            given_states=told,
            settings=settings,
            expectations=tuple(expectations),
            origin=entry.origin(),
        )


def _start_of(given: Iterable[Given]) -> datetime:
    """Return the minute in which the data of files begin, where there are any."""
    starts = (one.data.start for one in given if one.data is not None)
    return next(starts, START).replace(second=0, microsecond=0)


def _no_mapping(origin: Origin, example: str) -> Problem:
    return Problem("bad-value", "keys and values are expected here", origin, f"such as {example}")


def _entries(tree: Tree, problems: Findings) -> Iterator[Entry]:
    """Yield what stands under `Tests:`, each with the name that it has or would have."""
    file = tree.source.path
    data = tree.data if isinstance(tree.data, dict) else {}
    for key in data:
        if key not in _KEYS:
            message = f"no key is called `{key}` here"
            origin = Origin(file, (key,), on_key=True)
            problems.append(Problem("unknown-key", message, origin, did_you_mean(str(key), _KEYS)))
    written = data.get(_TESTS)
    if isinstance(written, list) and written:
        yield from _named(written, file, problems)
        return
    origin = Origin(file, (_TESTS,) if _TESTS in data else ())
    help = "write `Tests:`, and each test as an item of it: `- Name: …`"
    problems.append(Problem("no-tests", "there are no tests in this file", origin, help))


def _named(written: list[Any], file: str, problems: Findings) -> Iterator[Entry]:
    first: dict[str, Origin] = {}
    for index, data in enumerate(written):
        pointer = (_TESTS, index)
        if not isinstance(data, dict):
            problems.append(_no_mapping(Origin(file, pointer), "`- Name: …`"))
            continue
        name = data.get("Name")
        if isinstance(name, str):
            origin = Origin(file, (*pointer, "Name"))
            if name in first:
                related = (Related("the other", first[name]),)
                message = f"two tests of this file are called `{name}`"
                problems.append(Problem("duplicate-name", message, origin, related=related))
            first.setdefault(name, origin)
        yield Entry(_TESTS, name if isinstance(name, str) else f"{index + 1}", data, file, pointer)
