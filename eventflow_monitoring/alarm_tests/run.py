"""A test to its result: the run it describes, held against what it expects."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from eventflow_monitoring.alarm_tests.alarm_test import AlarmTest
from eventflow_monitoring.alarm_tests.check import failures_of
from eventflow_monitoring.alarm_tests.concerned import concerned, series_by_name
from eventflow_monitoring.alarm_tests.needed import metrics_needed
from eventflow_monitoring.alarm_tests.result import Failure, TestResult
from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.simulate.given import GivenSeries, GivenStates, series_name
from eventflow_monitoring.simulate.result import NotSimulated
from eventflow_monitoring.simulate.run import simulate
from eventflow_monitoring.simulate.settings import Settings

_QUIET = GivenStates(((0, State.OK),))


def run_test(test: AlarmTest, settings: Settings) -> tuple[TestResult | None, list[Problem]]:
    """Run a test over the whole of its data.

    Alarms of which no metric is given are taken to be in OK, so that a suppressor that a test says
    nothing of suppresses nothing. An expectation of an alarm that cannot be simulated is a problem,
    and there is no result then.
    """
    asked = (expectation.alarm for expectation in test.expectations)
    alarms = concerned(asked, test.monitoring)
    given = series_by_name(((one.metric, one.series) for one in test.given), alarms)
    simulation = simulate(
        replace(test.monitoring, alarms=tuple(alarms.values())),
        given,
        interval=test.interval,
        start=test.start,
        settings=settings,
        initial_states=_initial_states(test, alarms),
        given_states={
            alarm.name: _QUIET
            for alarm in alarms.values()
            if _says_nothing_of(alarm, alarms, given)
        },
    )
    problems: list[Problem] = []
    failures: list[Failure] = []
    for expectation in test.expectations:
        name = expectation.alarm.name
        timeline = simulation.alarms[name]
        if isinstance(timeline, NotSimulated):
            message = f"`{name}` is not simulated: it {timeline.reason}"
            problems.append(Problem("not-simulated", message, expectation.origin))
            continue
        failures += failures_of(expectation, timeline, simulation.notifications)
    if problems:
        return None, problems
    return TestResult(test, simulation, tuple(failures)), []


def _initial_states(test: AlarmTest, alarms: Iterable[str]) -> dict[str, State]:
    """Return the states that alarms begin in; a new alarm, of which nothing is said, has none."""
    if test.initial_state is State.INSUFFICIENT_DATA:
        return {}
    return dict.fromkeys(alarms, test.initial_state)


def _says_nothing_of(
    alarm: Alarm, alarms: Mapping[str, Alarm], given: Mapping[str, GivenSeries]
) -> bool:
    """Tell whether none of the metrics that an alarm reads is given, though it reads some."""
    needed = metrics_needed(alarm, alarms)
    return bool(needed) and not any(series_name(metric) in given for metric in needed)
