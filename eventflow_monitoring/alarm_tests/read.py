"""Test files to tests: every name looked up, and everything that is wrong with them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eventflow_monitoring.alarm_tests.alarm_test import AlarmTest, Survivor
from eventflow_monitoring.alarm_tests.read_expectations import read_expectations
from eventflow_monitoring.alarm_tests.read_given import check_given, read_given
from eventflow_monitoring.alarm_tests.read_survivors import SURVIVORS, read_survivors
from eventflow_monitoring.alarm_tests.spec import TestSpec
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Findings, Problem, Related, StoppedError
from eventflow_monitoring.source.tree import Tree
from eventflow_monitoring.specs.context import FileReader
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.read import read_spec
from eventflow_monitoring.suggestion import did_you_mean

_TESTS = "Tests"


@dataclass(frozen=True, slots=True)
class ReadTests:
    """The tests that could be read, and all that is wrong with the others."""

    tests: tuple[AlarmTest, ...]
    survivors: tuple[Survivor, ...]
    problems: tuple[Problem, ...]


def read_tests(
    trees: Sequence[Tree], monitorings: Sequence[Monitoring], read_file: FileReader
) -> ReadTests:
    """Read the tests of some files, against the monitoring of every environment.

    A test that names no environment is one of the first. `read_file` returns the text of a file of
    data that a test names, as for specs.
    """
    by_environment = {one.environment.name: one for one in monitorings}
    problems = Findings()
    tests: list[AlarmTest] = []
    survivors: list[Survivor] = []
    found: list[Problem] = problems
    try:
        for tree in trees:
            for entry in _entries(tree, problems):
                test = _read(entry, by_environment, read_file, problems)
                if test is not None:
                    tests.append(test)
            survivors += read_survivors(tree, problems)
    except StoppedError as stopped:
        found = stopped.problems
    return ReadTests(tuple(tests), tuple(survivors), tuple(dict.fromkeys(found)))


def _entries(tree: Tree, problems: Findings) -> Iterator[Entry]:
    """Yield what stands under `Tests:`, each with the name that it has or would have."""
    file = tree.source.path
    data = tree.data if isinstance(tree.data, dict) else {}
    for key in data:
        if key not in (_TESTS, SURVIVORS):
            message = f"no key is called `{key}` here"
            origin = Origin(file, (key,), on_key=True)
            help = did_you_mean(str(key), [_TESTS, SURVIVORS])
            problems.append(Problem("unknown-key", message, origin, help))
    written = data.get(_TESTS)
    if isinstance(written, list) and written:
        yield from _named(written, file, problems)
        return
    origin = Origin(file, (_TESTS,) if _TESTS in data else ())
    problems.append(
        Problem("no-tests", "there are no tests in this file", origin,
                help="write `Tests:`, and each test as an item of it: `- Name: …`")
    )  # fmt: skip


def _named(written: list[Any], file: str, problems: Findings) -> Iterator[Entry]:
    first: dict[str, Origin] = {}
    for index, data in enumerate(written):
        pointer = (_TESTS, index)
        if not isinstance(data, dict):
            message = "keys and values are expected here"
            problems.append(Problem("bad-value", message, Origin(file, pointer), "`- Name: …`"))
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


def _read(
    entry: Entry,
    monitorings: Mapping[str, Monitoring],
    read_file: FileReader,
    problems: Findings,
) -> AlarmTest | None:
    found = len(problems)
    spec, wrong = read_spec(TestSpec, entry)
    problems += wrong
    if spec is None:
        return None
    name = spec.environment or next(iter(monitorings))
    monitoring = monitorings.get(name)
    if monitoring is None:
        message = f"no environment is called `{name}`"
        help = did_you_mean(name, monitorings)
        problems.append(Problem("unknown-environment", message, entry.origin("Environment"), help))
        return None
    given = read_given(spec, entry, monitoring, read_file, problems)
    length = max((len(one.series.values) for one in given), default=0)
    expectations = read_expectations(spec, entry, monitoring, length * spec.interval, problems)
    if len(problems) == found:
        check_given(expectations, given, monitoring, problems)
    if len(problems) > found:
        return None
    return AlarmTest(
        name=spec.name,
        monitoring=monitoring,
        interval=spec.interval,
        start=spec.start,
        initial_state=spec.initial_state,
        given=tuple(given),
        expectations=tuple(expectations),
        origin=entry.origin(),
    )
