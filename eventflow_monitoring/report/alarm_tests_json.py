"""Results of alarm tests as JSON, for other programs."""

from collections.abc import Iterable, Mapping
from typing import Any

from eventflow_monitoring.alarm_tests.result import Failure, TestResult
from eventflow_monitoring.report.alarm_tests_settings import undocumented_in, unsure_in
from eventflow_monitoring.report.place import Places
from eventflow_monitoring.simulate.result import Timeline
from eventflow_monitoring.source.tree import Tree


def results_object(
    results: Iterable[TestResult], trees: Mapping[str, Tree]
) -> list[dict[str, Any]]:
    """Return an object for each test. Times are seconds from its beginning, lines count from 1."""
    places = Places(trees)
    return [_result(result, places) for result in results]


def _result(result: TestResult, places: Places) -> dict[str, Any]:
    test = result.test
    place = places.of(test.origin)
    alarms = {one.alarm.name: one.alarm for one in test.expectations}
    return {
        "name": test.name,
        "environment": test.monitoring.environment.name,
        "file": place.file,
        "line": place.line,
        "passed": result.passed,
        "failures": [_failure(one, places) for one in result.failures],
        "undocumented": list(undocumented_in(result.simulation)),
        "unsure": list(unsure_in(result.simulation)),
        "transitions": {
            name: [{"state": state.value, "at": at} for at, state in timeline.transitions]
            for name in alarms
            if isinstance(timeline := result.simulation.alarms[name], Timeline)
        },
    }


def _failure(failure: Failure, places: Places) -> dict[str, Any]:
    place = places.of(failure.origin)
    return {
        "alarm": failure.alarm.name,
        "expected": failure.expected,
        "actual": failure.actual,
        "at": failure.at,
        "line": place.line,
        "column": place.column,
    }
