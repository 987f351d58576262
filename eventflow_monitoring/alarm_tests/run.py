"""A test to its result: the run it describes, held against what it expects."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from eventflow_monitoring.alarm_tests.alarm_test import AlarmTest, Expectation
from eventflow_monitoring.alarm_tests.check import failures_of
from eventflow_monitoring.alarm_tests.concerned import concerned, series_by_name
from eventflow_monitoring.alarm_tests.needed import metrics_needed
from eventflow_monitoring.alarm_tests.result import Failure, TestResult
from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.trigger import CompositeTrigger
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.simulate.given import GivenSeries, GivenStates, series_name
from eventflow_monitoring.simulate.result import Notification, NotSimulated
from eventflow_monitoring.simulate.run import simulate, why_not_simulated

_QUIET = GivenStates(((0, State.OK),))
_TELL = "`GivenStates` tells the states of an alarm"


def run_test(test: AlarmTest) -> tuple[TestResult | None, list[Problem]]:
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
        settings=test.settings,
        initial_states=_initial_states(test, alarms),
        given_states={
            **{name: _QUIET for name in alarms if _says_nothing_of(name, test, alarms, given)},
            **{name: told for name, told in test.given_states.items() if name in alarms},
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
        problems += _unsure(expectation, simulation.notifications)
        failures += failures_of(expectation, timeline, simulation.notifications)
    if problems:
        return None, problems
    return TestResult(test, simulation, tuple(failures)), []


def _unsure(expectation: Expectation, notifications: Iterable[Notification]) -> Iterator[Problem]:
    """Yield a problem for each state of which nobody knows whether it was told, though it has to be."""
    reasons = {
        one.state: one.unsure
        for one in notifications
        if one.alarm == expectation.alarm.name and one.unsure is not None
    }
    for state in expectation.notifies:
        if state in reasons:
            name = expectation.alarm.name
            message = f"whether `{name}` tells of {state.value} is not known: {reasons[state]}"
            yield Problem("not-simulated", message, expectation.place("Notifies"), _TELL)


def _initial_states(test: AlarmTest, alarms: Iterable[str]) -> dict[str, State]:
    """Return the states that alarms begin in; a new alarm, of which nothing is said, has none."""
    if test.initial_state is State.INSUFFICIENT_DATA:
        return {}
    return dict.fromkeys(alarms, test.initial_state)


def _says_nothing_of(
    name: str, test: AlarmTest, alarms: Mapping[str, Alarm], given: Mapping[str, GivenSeries]
) -> bool:
    """Tell whether a test gives nothing that an alarm reads, though it could."""
    needed = metrics_needed(alarms[name], alarms)
    if not needed or why_not_simulated(alarms[name].trigger) is not None:
        return False
    if any(series_name(metric) in given for metric in needed):
        return False
    return not any(child in test.given_states for child in _asked(name, alarms))


def _asked(name: str, alarms: Mapping[str, Alarm]) -> Iterator[str]:
    """Yield the alarms that an alarm asks, and those that they ask."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        trigger = alarms[one].trigger if one in alarms else None
        if one not in seen and isinstance(trigger, CompositeTrigger):
            yield from trigger.children
            waiting += trigger.children
        seen.add(one)
