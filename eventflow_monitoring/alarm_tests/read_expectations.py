"""What a test says has to come of it: names to alarms, words to states and times."""

from collections.abc import Mapping
from fnmatch import fnmatchcase

from eventflow_monitoring.alarm_tests.alarm_test import Expectation
from eventflow_monitoring.alarm_tests.moment import moment_text
from eventflow_monitoring.alarm_tests.read_steps import Place, read_steps
from eventflow_monitoring.alarm_tests.spec import ExpectSpec, NotifiesSpec, TestSpec
from eventflow_monitoring.alarm_tests.written_test import WrittenTest
from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.problem import Findings, Problem
from eventflow_monitoring.suggestion import did_you_mean


def read_expectations(
    spec: TestSpec,
    written: WrittenTest,
    monitoring: Monitoring,
    duration: int,
    problems: Findings,
) -> list[Expectation]:
    """Return what is expected of each alarm, as far as that can be read.

    `duration` is how many seconds the series cover.
    """
    expectations: list[Expectation] = []
    if not spec.expect:
        message = "nothing is expected"
        origin = written.origin("Expect")
        problems.append(Problem("no-expectation", message, origin, "name an alarm and a state"))
    for pattern, one in spec.expect.items():
        place = Place(written, ("Expect", pattern), duration, problems)
        alarms = _alarms(pattern, monitoring, place)
        if not _expects(one) and not _mistypes(written, pattern, one):
            origin = place.origin(on_key=True)
            help = "say `State`, `Transitions`, `Never` or `Notifies`"
            message = f"nothing is expected of `{pattern}`"
            problems.append(Problem("no-expectation", message, origin, help))
        states = _states(one, place)
        transitions = None
        if one.transitions is not None:
            transitions = read_steps(one.transitions, place.at("Transitions"))
        notifies = _notifies(one, monitoring, place.at("Notifies"))
        expectations += [
            Expectation(
                alarm=alarm,
                states=states,
                transitions=transitions,
                within=one.within or 0,
                never=tuple(one.never or ()),
                notifies=notifies,
                origin=place.origin(on_key=True),
            )
            for alarm in alarms
        ]
    return expectations


def _expects(written: ExpectSpec) -> bool:
    notifies = written.notifies is not None and bool(written.notifies.by_state())
    return bool(written.state or written.transitions is not None or written.never or notifies)


def _mistypes(written: WrittenTest, pattern: str, spec: ExpectSpec) -> bool:
    below = spec.notifies is not None
    return written.mistypes(ExpectSpec, "Expect", pattern) or (
        below and written.mistypes(NotifiesSpec, "Expect", pattern, "Notifies")
    )


def _alarms(pattern: str, monitoring: Monitoring, place: Place) -> list[Alarm]:
    """Return the alarm of a name, or those that match it."""
    found = [alarm for alarm in monitoring.alarms if alarm.name == pattern]
    found = found or [alarm for alarm in monitoring.alarms if fnmatchcase(alarm.name, pattern)]
    if found:
        return found
    where = f"in {monitoring.environment.name}"
    if "*" in pattern:
        place.report("unknown-alarm", f"`{pattern}` matches no alarm {where}", on_key=True)
    else:
        message = f"no alarm is called `{pattern}` {where}"
        names = [alarm.name for alarm in monitoring.alarms]
        place.report("unknown-alarm", message, did_you_mean(pattern, names), on_key=True)
    return []


def _states(spec: ExpectSpec, place: Place) -> dict[int, State]:
    """Return the states at some times."""
    states: dict[int, State] = {}
    for text, state in (spec.state or {}).items():
        there = place.at("State", text)
        moment = there.moment(text, on_key=True)
        if moment is not None and states.setdefault(moment, state) is not state:
            message = f"{moment_text(moment)} has two states"
            there.report("duplicate-key", message, on_key=True)
    return states


def _notifies(
    spec: ExpectSpec, monitoring: Monitoring, place: Place
) -> Mapping[State, frozenset[str]]:
    """Return the channels by the state that they are told of."""
    if spec.notifies is None:
        return {}
    known = [channel.name for channel in monitoring.channels]
    told: dict[State, frozenset[str]] = {}
    for state, channels in spec.notifies.by_state().items():
        for index, channel in enumerate(channels):
            if channel not in known:
                message = f"no channel is called `{channel}`"
                there = place.at(state.value, index)
                there.report("unknown-channel", message, did_you_mean(channel, known))
        told[state] = frozenset(channels)
    return told
