"""All tests beside some specs: found, read and run."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eventflow_monitoring.alarm_tests.alarm_test import AlarmTest, Survivor
from eventflow_monitoring.alarm_tests.read import read_tests
from eventflow_monitoring.alarm_tests.result import TestResult
from eventflow_monitoring.alarm_tests.run import run_test
from eventflow_monitoring.failure import CouldNotRunError
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.source.directory import find_test_files, read_files
from eventflow_monitoring.source.tree import Tree
from eventflow_monitoring.specs.context import FileReader


@dataclass(frozen=True, slots=True)
class Suite:
    """Tests that can be run, what is wrong with the others, and the trees of the files, by path."""

    tests: tuple[AlarmTest, ...]
    survivors: tuple[Survivor, ...]
    problems: tuple[Problem, ...]
    trees: Mapping[str, Tree]

    def matching(self, pattern: re.Pattern[str]) -> "Suite":
        """Return the tests that a pattern matches by their name, their file or an alarm of theirs."""
        chosen = tuple(test for test in self.tests if any(map(pattern.search, _names(test))))
        return replace(self, tests=chosen)


@dataclass(frozen=True, slots=True)
class SuiteResult:
    """What came out of the tests of a suite; `problems` are those of the suite, too."""

    results: tuple[TestResult, ...]
    problems: tuple[Problem, ...]

    @property
    def passed(self) -> bool:
        """Whether every test could be run and passed."""
        return all(one.passed for one in self.results) and not any(
            problem.is_error for problem in self.problems
        )


def load_suite(specs: Path, monitorings: Sequence[Monitoring], read_file: FileReader) -> Suite:
    """Read the tests beside the specs of a directory, against what was compiled from these.

    `read_file` returns the text of a file of data that a test names. Raises CouldNotRunError where
    there is no file of tests.
    """
    files = find_test_files(specs)
    if not files:
        message = f"no .test.yaml file in {specs}"
        raise CouldNotRunError(message, "`eventflow-monitoring new alarm` writes one")
    trees, problems = read_files(files)
    # Of a file that could not be read at all, nobody knows whether it has tests.
    unreadable = {one.origin.file for one in problems if one.origin is not None and one.is_error}
    read = read_tests(
        [tree for tree in trees if tree.source.path not in unreadable or tree.data is not None],
        monitorings,
        read_file,
    )
    by_path = {tree.source.path: tree for tree in trees}
    return Suite(read.tests, read.survivors, (*problems, *read.problems), by_path)


def run_suite(suite: Suite) -> SuiteResult:
    """Run the tests of a suite."""
    results: list[TestResult] = []
    problems = list(suite.problems)
    for test in suite.tests:
        result, found = run_test(test)
        problems += found
        if result is not None:
            results.append(result)
    return SuiteResult(tuple(results), tuple(problems))


def _names(test: AlarmTest) -> list[str]:
    alarms = [expectation.alarm.name for expectation in test.expectations]
    return [test.name, test.origin.file, *alarms]
