"""An expectation held against what an alarm did."""

from collections.abc import Iterable, Iterator, Sequence

from eventflow_monitoring.alarm_tests.alarm_test import Expectation, Step
from eventflow_monitoring.alarm_tests.moment import moment_text
from eventflow_monitoring.alarm_tests.result import Failure
from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.simulate.result import Notification, Timeline


def failures_of(
    expectation: Expectation, timeline: Timeline, notifications: Iterable[Notification]
) -> Iterator[Failure]:
    """Yield what an alarm did otherwise than expected. `notifications` are those of the whole run."""
    yield from _states(expectation, timeline)
    if expectation.transitions is not None:
        yield from _transitions(expectation, expectation.transitions, timeline)
    yield from _never(expectation, timeline)
    yield from _notifies(expectation, notifications)


def _states(expectation: Expectation, timeline: Timeline) -> Iterator[Failure]:
    for at, state in sorted(expectation.states.items()):
        actual = timeline.state_at(at)
        if actual is not state:
            when = moment_text(at)
            yield Failure(
                expectation.alarm,
                f"{state.value} at {when}",
                f"{actual.value} at {when}",
                at,
                expectation.place("State"),
            )


def _transitions(
    expectation: Expectation, expected: Sequence[Step], timeline: Timeline
) -> Iterator[Failure]:
    first, *later = timeline.transitions
    actual = [Step(first[1], None), *(Step(state, time) for time, state in later)]
    wrong = _first_difference(expected, actual, expectation.within)
    if wrong is None:
        return
    times = [step.at for steps in (expected, actual) for step in steps[wrong : wrong + 1]]
    yield Failure(
        expectation.alarm,
        transitions_text(expected),
        transitions_text(actual),
        min((time for time in times if time is not None), default=0),
        expectation.place("Transitions"),
    )


def _first_difference(expected: Sequence[Step], actual: Sequence[Step], within: int) -> int | None:
    for index in range(max(len(expected), len(actual))):
        if index >= len(expected) or index >= len(actual):
            return index
        one, other = expected[index], actual[index]
        if one.state is not other.state or abs((one.at or 0) - (other.at or 0)) > within:
            return index
    return None


def transitions_text(steps: Iterable[Step]) -> str:
    """Write transitions as a test does: `[OK, ALARM at 15m]`."""
    written = (
        step.state.value if step.at is None else f"{step.state.value} at {moment_text(step.at)}"
        for step in steps
    )
    return f"[{', '.join(written)}]"


def _never(expectation: Expectation, timeline: Timeline) -> Iterator[Failure]:
    for state in expectation.never:
        at = next((time for time, other in timeline.transitions if other is state), None)
        if at is not None:
            yield Failure(
                expectation.alarm,
                f"never {state.value}",
                f"{state.value} at {moment_text(at)}",
                at,
                expectation.place("Never"),
            )


def _notifies(expectation: Expectation, notifications: Iterable[Notification]) -> Iterator[Failure]:
    own = [
        one
        for one in notifications
        if one.alarm == expectation.alarm.name and not _is_first_ok(one)
    ]
    for state, expected in expectation.notifies.items():
        told = [one for one in own if one.sent and one.state is state]
        actual = {channel.name for one in told for channel in one.channels}
        if actual == expected:
            continue
        held = next((one for one in own if not one.sent and one.state is state), None)
        reason = "" if held is None or held.held_back is None else f": {held.held_back.by.value}"
        yield Failure(
            expectation.alarm,
            f"{_listed(expected)} told of {state.value}",
            f"{_listed(actual)} told{reason}",
            next((one.changed for one in own if one.state is state), None),
            expectation.place("Notifies"),
        )


def _is_first_ok(notification: Notification) -> bool:
    """Tell whether it only says that a new alarm begins in OK: nothing has recovered."""
    return (
        notification.changed == 0
        and notification.state is State.OK
        and notification.previous is State.INSUFFICIENT_DATA
    )


def _listed(channels: Iterable[str]) -> str:
    return ", ".join(sorted(channels)) or "nobody"
