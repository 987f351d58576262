"""`test`: do the alarms fire when they should, and only then?"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from eventflow_monitoring.alarm_tests.alarm_test import AlarmTest
from eventflow_monitoring.alarm_tests.coverage import Coverage, coverage_of
from eventflow_monitoring.alarm_tests.mutation import MutationReport, mutation_report
from eventflow_monitoring.alarm_tests.read import read_tests
from eventflow_monitoring.alarm_tests.result import TestResult
from eventflow_monitoring.alarm_tests.run import run_test
from eventflow_monitoring.cli.load import load, read_named_file
from eventflow_monitoring.cli.options import specs_option
from eventflow_monitoring.cli.progress import Progress
from eventflow_monitoring.cli.streams import echo_json
from eventflow_monitoring.failure import CouldNotRunError
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.problem import Problem, has_errors
from eventflow_monitoring.report.alarm_coverage import (
    below_minimum,
    coverage_object,
    mutants_object,
    render_coverage,
    render_mutants,
)
from eventflow_monitoring.report.alarm_tests_json import results_object
from eventflow_monitoring.report.alarm_tests_junit import render_results_junit
from eventflow_monitoring.report.alarm_tests_text import render_results, summary_of
from eventflow_monitoring.report.problems import render_problems
from eventflow_monitoring.simulate.settings import Settings
from eventflow_monitoring.source.directory import find_test_files, read_files
from eventflow_monitoring.source.tree import Tree

SETTINGS = Settings()
_FORMATS = ("text", "json", "junit")


class _Minimum(click.ParamType[tuple[Tier, float]]):
    """`critical=100`: a tier and a percentage."""

    name = "TIER=PERCENT"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Tier, float]:
        name, _, percent = str(value).partition("=")
        tiers = [tier.value for tier in Tier]
        if name not in tiers:
            self.fail(f"`{name}` is no tier: {', '.join(tiers)}", param, ctx)
        return Tier(name), _percent(percent, self, param, ctx)


class _Percent(click.ParamType[float]):
    """A percentage."""

    name = "PERCENT"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        return _percent(str(value), self, param, ctx)


def _percent(
    text: str, type: click.ParamType[Any], param: click.Parameter | None, ctx: click.Context | None
) -> float:
    try:
        percent = float(text.removesuffix("%"))
    except ValueError:
        percent = -1.0
    if not 0 <= percent <= 100:
        type.fail(f"`{text}` is no percentage from 0 to 100", param, ctx)
    return percent


@click.command(
    short_help="Run the tests of alarms that stand beside the specs.",
    epilog="\b\nExamples:\n"
    "  eventflow-monitoring test\n"
    "  eventflow-monitoring test --run 'HighErrorRate|recovers'\n"
    "  eventflow-monitoring test --coverage --minimum critical=100\n"
    "  eventflow-monitoring test --mutants --minimum-score 90\n"
    "  eventflow-monitoring test --format junit > alarm-tests.xml",
)
@specs_option
@click.option(
    "--run", "pattern", metavar="REGEX", help="Only tests whose name, file or alarm matches."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="How results are shown: for people, as JSON for programs, as JUnit's XML for CI services.",
)
@click.option(
    "--coverage",
    "with_coverage",
    is_flag=True,
    help="Count the alarms of each tier that some test asserts to be in ALARM, and some not.",
)
@click.option(
    "--minimum",
    "minimum",
    type=_Minimum(),
    multiple=True,
    help="The least coverage of a tier, such as critical=100; may be given several times.",
)
@click.option(
    "--mutants",
    "with_mutants",
    is_flag=True,
    help="Change each alarm in one way after the other, and show which changes no test notices.",
)
@click.option(
    "--minimum-score", type=_Percent(), help="The least share of mutants that tests notice."
)
def test(
    specs: Path,
    pattern: str | None,
    format_: str,
    with_coverage: bool,  # noqa: FBT001
    minimum: Sequence[tuple[Tier, float]],
    with_mutants: bool,  # noqa: FBT001
    minimum_score: float | None,
) -> int:
    """Run the tests in `*.test.yaml` files beside the specs, without AWS.

    A test gives series of metrics and says what the alarms have to make of them. The exit status is
    1 where a test fails, where coverage or score are below their minimum, or where the tests or the
    specs have mistakes.
    """
    loaded = load(specs)
    if loaded.failed:
        click.echo(render_problems(loaded.problems, loaded.trees), err=True)
        return 1
    files = find_test_files(specs)
    if not files:
        raise CouldNotRunError(f"no .test.yaml file in {specs}", "`new alarm` writes one")
    trees, problems = read_files(files)
    found = {tree.source.path: tree for tree in trees}
    monitorings = [plan.monitoring for plan in loaded.plans]
    read = read_tests(trees, monitorings, read_named_file)
    problems += read.problems
    results, more = _run(_chosen(read.tests, pattern))
    problems += more
    coverage = coverage_of(results, monitorings) if with_coverage or minimum else None
    mutants = None
    if with_mutants or minimum_score is not None:
        passed = [result.test for result in results if result.passed]
        survivors = read.survivors if pattern is None else ()
        mutants, more = mutation_report(passed, survivors, SETTINGS, _tell())
        problems += more
    if problems:
        click.echo(render_problems(problems, found), err=True)
    _show(results, coverage, mutants, found, format_)
    too_little = [] if coverage is None else list(below_minimum(coverage, dict(minimum)))
    if mutants is not None and minimum_score is not None and mutants.score < minimum_score:
        too_little.append(
            f"the mutation score is {mutants.score:.1f} %, less than {minimum_score:g} %"
        )
    for sentence in too_little:
        click.echo(f"error: {sentence}", err=True)
    passed_all = all(result.passed for result in results)
    return 0 if passed_all and not too_little and not has_errors(problems) else 1


def _tell() -> Callable[[Alarm], None]:
    progress = Progress()
    return lambda alarm: progress(alarm.name, "mutants")


def _show(
    results: Sequence[TestResult],
    coverage: Coverage | None,
    mutants: MutationReport | None,
    trees: Mapping[str, Tree],
    format: str,
) -> None:
    if format == "junit":
        click.echo(render_results_junit(results, trees))
        return
    if format == "json":
        shown = {
            "tests": results_object(results, trees),
            "coverage": None if coverage is None else coverage_object(coverage),
            "mutants": None if mutants is None else mutants_object(mutants),
        }
        echo_json(json.dumps(shown, indent=2, ensure_ascii=False))
        return
    parts = [render_results(results, trees)]
    if coverage is not None:
        parts.append(render_coverage(coverage))
    if mutants is not None:
        parts.append(render_mutants(mutants))
    click.echo("\n\n".join([*parts, summary_of(results)]))


def _chosen(tests: Sequence[AlarmTest], pattern: str | None) -> list[AlarmTest]:
    """Return the tests that a pattern matches by their name, their file or an alarm of theirs."""
    if pattern is None:
        return list(tests)
    try:
        wanted = re.compile(pattern)
    except re.error as error:
        raise CouldNotRunError(f"`{pattern}` is no regular expression: {error}") from None
    chosen = [test for test in tests if any(map(wanted.search, _names(test)))]
    if not chosen:
        raise CouldNotRunError(f"no test matches `{pattern}`")
    return chosen


def _names(test: AlarmTest) -> list[str]:
    alarms = [expectation.alarm.name for expectation in test.expectations]
    return [test.name, test.origin.file, *alarms]


def _run(tests: Iterable[AlarmTest]) -> tuple[list[TestResult], list[Problem]]:
    results: list[TestResult] = []
    problems: list[Problem] = []
    for test in tests:
        result, found = run_test(test, SETTINGS)
        problems += found
        if result is not None:
            results.append(result)
    return results, problems


COMMAND = test
