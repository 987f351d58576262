"""What a run of alarm tests shows, in the formats that it is shown in."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from eventflow_monitoring.alarm_tests.coverage import Coverage
from eventflow_monitoring.alarm_tests.mutation import MutationReport
from eventflow_monitoring.alarm_tests.result import TestResult
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.report.alarm_coverage import (
    coverage_object,
    mutants_object,
    not_simulated_objects,
    render_coverage,
    render_mutants,
    render_not_simulated,
)
from eventflow_monitoring.report.alarm_tests_json import results_object
from eventflow_monitoring.report.alarm_tests_junit import render_results_junit
from eventflow_monitoring.report.alarm_tests_settings import render_settings, settings_objects
from eventflow_monitoring.report.alarm_tests_text import render_results, summary_of
from eventflow_monitoring.report.problems import render_problems
from eventflow_monitoring.source.tree import Tree


@dataclass(frozen=True, slots=True)
class Shown:
    """All that a run shows. `not_simulated` are alarms that no test can be about, with the reason."""

    results: Sequence[TestResult]
    problems: Sequence[Problem]
    not_simulated: Sequence[tuple[Alarm, str]]
    trees: Mapping[str, Tree]
    coverage: Coverage | None = None
    mutants: MutationReport | None = None


def render(shown: Shown, format: str, *, verbose: bool = False) -> str:
    """Return a run as `text`, `json`, `junit` or `github`; `verbose` adds to the text what was chosen.

    For GitHub what failed stands as annotations below the text, which is for the log.
    """
    if format == "junit":
        return render_results_junit(shown.results, shown.problems, shown.trees)
    if format == "json":
        return _json(shown)
    text = "\n\n".join(part for part in _parts(shown, verbose=verbose) if part)
    if format == "github":
        found = [*shown.problems, *_failures(shown.results)]
        text = "\n".join([text, render_problems(found, shown.trees, "github")]).rstrip("\n")
    return text


def _failures(results: Iterable[TestResult]) -> Iterator[Problem]:
    """Yield what failed as findings at the place of what was expected."""
    for result in results:
        for failure in result.failures:
            message = f"{failure.alarm.name}: expected {failure.expected}, actual {failure.actual}"
            yield Problem("failed-test", f"{result.test.name}: {message}", failure.origin)


def _parts(shown: Shown, *, verbose: bool) -> Iterator[str]:
    yield render_results(shown.results, shown.trees)
    if verbose:
        yield render_settings(shown.results)
    if shown.coverage is not None:
        yield render_coverage(shown.coverage)
    if shown.mutants is not None:
        yield render_mutants(shown.mutants)
    yield render_not_simulated(shown.not_simulated)
    yield summary_of(shown.results, shown.problems, len(shown.not_simulated))


def _json(shown: Shown) -> str:
    coverage, mutants = shown.coverage, shown.mutants
    return json.dumps(
        {
            "tests": results_object(shown.results, shown.trees),
            "problems": json.loads(render_problems(shown.problems, shown.trees, "json")),
            "notSimulated": not_simulated_objects(shown.not_simulated),
            "settings": settings_objects(shown.results),
            "coverage": None if coverage is None else coverage_object(coverage),
            "mutants": None if mutants is None else mutants_object(mutants),
        },
        indent=2,
        ensure_ascii=False,
    )
