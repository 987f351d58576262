"""What a test says has to come of it: names to alarms, words to states and times."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from itertools import pairwise

from eventflow_monitoring.alarm_tests.alarm_test import Expectation, Step
from eventflow_monitoring.alarm_tests.moment import moment_text, parse_moment
from eventflow_monitoring.alarm_tests.spec import ExpectSpec, TestSpec
from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Findings, Problem
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.quantity import QuantityError
from eventflow_monitoring.suggestion import did_you_mean

_STEP = re.compile(r"\s*(\S+)(?:\s+at\s+(.+?))?\s*")


def read_expectations(
    spec: TestSpec,
    entry: Entry,
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
        origin = entry.origin("Expect")
        problems.append(Problem("no-expectation", message, origin, "name an alarm and a state"))
    for pattern, written in spec.expect.items():
        alarms = _alarms(pattern, monitoring, entry, problems)
        one = _Reader(entry, pattern, duration, problems)
        states = one.states(written)
        transitions = one.transitions(written)
        notifies = one.notifies(written, monitoring)
        expectations += [
            Expectation(
                alarm=alarm,
                states=states,
                transitions=transitions,
                within=written.within or 0,
                never=tuple(written.never or ()),
                notifies=notifies,
                origin=entry.origin("Expect", pattern, on_key=True),
            )
            for alarm in alarms
        ]
    return expectations


def _alarms(pattern: str, monitoring: Monitoring, entry: Entry, problems: Findings) -> list[Alarm]:
    found = [alarm for alarm in monitoring.alarms if fnmatchcase(alarm.name, pattern)]
    if found:
        return found
    origin = entry.origin("Expect", pattern, on_key=True)
    where = f"in {monitoring.environment.name}"
    if any(sign in pattern for sign in "*?["):
        problems.append(Problem("unknown-alarm", f"`{pattern}` matches no alarm {where}", origin))
    else:
        names = [alarm.name for alarm in monitoring.alarms]
        message = f"no alarm is called `{pattern}` {where}"
        problems.append(Problem("unknown-alarm", message, origin, did_you_mean(pattern, names)))
    return []


class _Reader:
    """Reads what stands under one name of `Expect`, and reports what cannot be read."""

    def __init__(self, entry: Entry, pattern: str, duration: int, problems: Findings) -> None:
        self._entry = entry
        self._pattern = pattern
        self._duration = duration
        self._problems = problems

    def _origin(self, *path: str | int, on_key: bool = False) -> Origin:
        return self._entry.origin("Expect", self._pattern, *path, on_key=on_key)

    def _moment(self, text: str, origin: Origin) -> int | None:
        """Read a time within the test."""
        try:
            moment = parse_moment(text)
        except QuantityError as error:
            self._problems.append(Problem(error.rule, error.message, origin, error.help))
            return None
        if moment > self._duration and self._duration:
            message = f"`{text}` is after the end of the test, {moment_text(self._duration)}"
            help = "a series of n values ends n intervals after the beginning"
            self._problems.append(Problem("after-the-end", message, origin, help))
            return None
        return moment

    def states(self, spec: ExpectSpec) -> dict[int, State]:
        """Return the states at some times."""
        states: dict[int, State] = {}
        for text, state in (spec.state or {}).items():
            moment = self._moment(text, self._origin("State", text, on_key=True))
            if moment is not None:
                states[moment] = state
        return states

    def transitions(self, spec: ExpectSpec) -> tuple[Step, ...] | None:
        """Return the states one after the other; None where they are not checked."""
        if spec.transitions is None:
            return None
        steps = list(self._steps(spec.transitions))
        for index, (before, after) in enumerate(pairwise(steps), start=1):
            origin = self._origin("Transitions", index)
            if after.state is before.state:
                message = f"it is in {after.state.value} already"
                self._problems.append(Problem("bad-transition", message, origin))
            elif before.at is not None and after.at is not None and after.at <= before.at:
                message = f"{moment_text(after.at)} is not after {moment_text(before.at)}"
                self._problems.append(Problem("bad-transition", message, origin))
        if not spec.transitions:
            help = "the first is the state it begins in: `[OK]` if it stays so"
            origin = self._origin("Transitions")
            self._problems.append(
                Problem("bad-transition", "there are no states in the list", origin, help)
            )
        return tuple(steps)

    def _steps(self, written: Sequence[str]) -> Iterator[Step]:
        for index, text in enumerate(written):
            origin = self._origin("Transitions", index)
            match = _STEP.fullmatch(text)
            name, time = match.groups() if match else (text, None)
            if name not in _STATES:
                message = f"`{text}` is no transition"
                help = did_you_mean(name, _STATES) if match else "such as `ALARM at 15m`"
                self._problems.append(Problem("bad-transition", message, origin, help))
            elif index == 0 and time is not None:
                message = "the first is the state that it begins in, without a time"
                self._problems.append(
                    Problem(
                        "bad-transition", message, origin, f"write `{name}`, or begin with `OK`"
                    )
                )
            elif index > 0 and time is None:
                message = f"`{text}` does not say when"
                self._problems.append(
                    Problem("bad-transition", message, origin, f"such as `{name} at 15m`")
                )
            else:
                moment = None if time is None else self._moment(time, origin)
                if time is None or moment is not None:
                    yield Step(_STATES[name], moment)

    def notifies(self, spec: ExpectSpec, monitoring: Monitoring) -> Mapping[State, frozenset[str]]:
        """Return the channels by the state that they are told of."""
        if spec.notifies is None:
            return {}
        listed = isinstance(self._entry.data["Expect"][self._pattern]["Notifies"], list)
        known = [channel.name for channel in monitoring.channels]
        told: dict[State, frozenset[str]] = {}
        for state, channels in spec.notifies.by_state().items():
            for index, channel in enumerate(channels):
                if channel not in known:
                    path = (index,) if listed else (state.value, index)
                    message = f"no channel is called `{channel}`"
                    self._problems.append(
                        Problem("unknown-channel", message, self._origin("Notifies", *path),
                                did_you_mean(channel, known))
                    )  # fmt: skip
            told[state] = frozenset(channels)
        return told


_STATES = {state.value: state for state in State}
