"""`test`: do the alarms fire when they should, and only then?"""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from eventflow_monitoring.cli.load import load, read_named_file
from eventflow_monitoring.cli.options import specs_option
from eventflow_monitoring.cli.progress import Progress
from eventflow_monitoring.cli.streams import echo_json, echo_xml
from eventflow_monitoring.cli.test_options import Minimum, Percent, Regex
from eventflow_monitoring.failure import CouldNotRunError
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.tier import Tier

_FORMATS = ("text", "json", "junit", "github")


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
    "--run",
    "pattern",
    type=Regex(),
    metavar="REGEX",
    help="Only tests whose name, file or alarm matches.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="How results are shown: for people, as JSON for programs, as JUnit's XML for CI services, "
    "as annotations on GitHub.",
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
    type=Minimum(),
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
    "--minimum-score", type=Percent(), help="The least share of mutants that tests notice."
)
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="Say what was taken for true where AWS documents two things or nothing, and where it counted.",
)
def test(
    specs: Path,
    pattern: re.Pattern[str] | None,
    format_: str,
    with_coverage: bool,  # noqa: FBT001
    minimum: Sequence[tuple[Tier, float]],
    with_mutants: bool,  # noqa: FBT001
    minimum_score: float | None,
    verbose: bool,  # noqa: FBT001
) -> int:
    """Run the tests in `*.test.yaml` files beside the specs, without AWS.

    A test gives series of metrics and says what the alarms have to make of them. The exit status is
    1 where a test fails, where coverage or score are below their minimum, or where the tests or the
    specs have mistakes.
    """
    from eventflow_monitoring.alarm_tests.coverage import coverage_of, not_simulated
    from eventflow_monitoring.alarm_tests.mutation import mutation_report, needless_survivors
    from eventflow_monitoring.alarm_tests.suite import load_suite, run_suite
    from eventflow_monitoring.report.alarm_coverage import below_minimum
    from eventflow_monitoring.report.alarm_tests import Shown, render
    from eventflow_monitoring.report.problems import render_problems

    loaded = load(specs)
    if loaded.failed:
        click.echo(render_problems(loaded.problems, loaded.trees), err=True)
        return 1
    monitorings = [plan.monitoring for plan in loaded.plans]
    suite = load_suite(specs, monitorings, read_named_file)
    if pattern is not None:
        suite = suite.matching(pattern)
        if not suite.tests and not suite.problems:
            raise CouldNotRunError(f"no test matches `{pattern.pattern}`")
    ran = run_suite(suite)
    coverage = mutants = None
    problems = ran.problems
    if with_coverage or minimum:
        coverage = coverage_of(ran.results, monitorings)
    if with_mutants or minimum_score is not None:
        passed = [result.test for result in ran.results if result.passed]
        mutants = mutation_report(passed, suite.survivors, _tell())
        # What survives is known only where all tests of an alarm are run, and pass.
        if pattern is None and ran.passed:
            problems = (*problems, *needless_survivors(mutants, suite.survivors))
    if problems:
        click.echo(render_problems(problems, suite.trees), err=True)
    shown = Shown(ran.results, problems, not_simulated(monitorings), suite.trees, coverage, mutants)
    echo = {"json": echo_json, "junit": echo_xml}.get(format_, click.echo)
    echo(render(shown, format_, verbose=verbose))
    too_little = [] if coverage is None else list(below_minimum(coverage, dict(minimum)))
    if mutants is not None and minimum_score is not None and mutants.score < minimum_score:
        too_little.append(mutants.too_low(minimum_score))
    for sentence in too_little:
        click.echo(f"error: {sentence}", err=True)
    failed = any(one.is_error for one in problems) or not ran.passed or bool(too_little)
    return 1 if failed else 0


def _tell() -> Callable[[Alarm], None]:
    progress = Progress()
    return lambda alarm: progress(alarm.name, "mutants")


COMMAND = test
