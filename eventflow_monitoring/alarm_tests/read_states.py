"""Alarms whose states a test tells: names to alarms, words to states and times."""

from eventflow_monitoring.alarm_tests.read_steps import Place, read_steps
from eventflow_monitoring.alarm_tests.spec import TestSpec
from eventflow_monitoring.alarm_tests.written_test import WrittenTest
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.problem import Findings
from eventflow_monitoring.simulate.given import GivenStates
from eventflow_monitoring.suggestion import did_you_mean


def read_given_states(
    spec: TestSpec,
    written: WrittenTest,
    monitoring: Monitoring,
    duration: int,
    problems: Findings,
) -> dict[str, GivenStates]:
    """Return the states of alarms that are told, by name, as far as they can be read.

    `duration` is how many seconds the series cover.
    """
    known = [alarm.name for alarm in monitoring.alarms]
    told: dict[str, GivenStates] = {}
    for name, states in spec.given_states.items():
        place = Place(written, ("GivenStates", name), duration, problems)
        if name not in known:
            message = f"no alarm is called `{name}` in {monitoring.environment.name}"
            place.report("unknown-alarm", message, did_you_mean(name, known), on_key=True)
            continue
        steps = read_steps(states, place)
        if steps:
            told[name] = GivenStates(tuple((step.at or 0, step.state) for step in steps))
    return told
