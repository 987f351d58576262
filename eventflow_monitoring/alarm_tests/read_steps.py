"""States one after the other, as a test writes them: `[OK, ALARM at 15m]`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from eventflow_monitoring.alarm_tests.alarm_test import Step
from eventflow_monitoring.alarm_tests.moment import moment_text, parse_moment
from eventflow_monitoring.alarm_tests.written_test import WrittenTest
from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.position import Origin, Pointer
from eventflow_monitoring.problem import Findings, Problem
from eventflow_monitoring.specs.quantity import QuantityError
from eventflow_monitoring.suggestion import did_you_mean

_STEP = re.compile(r"\s*(\S+)(?:\s+at\s+(.+?))?\s*")
_STATES = {state.value: state for state in State}


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a test that is being read, which covers `duration` seconds; 0 if nobody knows."""

    written: WrittenTest
    path: Pointer
    duration: int
    problems: Findings

    def at(self, *path: str | int) -> "Place":
        """Return a place below it."""
        return replace(self, path=(*self.path, *path))

    def origin(self, *, on_key: bool = False) -> Origin:
        """Return where it was written."""
        return self.written.origin(*self.path, on_key=on_key)

    def report(
        self, code: str, message: str, help: str | None = None, *, on_key: bool = False
    ) -> None:
        """Add a problem that is there."""
        self.problems.append(Problem(code, message, self.origin(on_key=on_key), help))

    def moment(self, text: str, *, on_key: bool = False) -> int | None:
        """Read a time within the test."""
        try:
            moment = parse_moment(text)
        except QuantityError as error:
            self.report(error.rule, error.message, error.help, on_key=on_key)
            return None
        if moment > self.duration > 0:
            message = f"`{text}` is after the end of the test, {moment_text(self.duration)}"
            help = "a series of n values ends n intervals after the beginning"
            self.report("after-the-end", message, help, on_key=on_key)
            return None
        return moment


def read_steps(written: Sequence[str], place: Place) -> tuple[Step, ...]:
    """Return states one after the other, as far as they can be read."""
    if not written:
        help = "the first is the state it begins in: `[OK]` if it stays so"
        place.report("bad-transition", "there are no states in the list", help)
    steps = list(_steps(written, place))
    for (_, before), (index, after) in pairwise(steps):
        if after.state is before.state:
            message = f"it is in {after.state.value} already"
            place.at(index).report("bad-transition", message)
        elif before.at is not None and after.at is not None and after.at <= before.at:
            message = f"{moment_text(after.at)} is not after {moment_text(before.at)}"
            place.at(index).report("bad-transition", message)
    return tuple(step for _, step in steps)


def _steps(written: Sequence[str], place: Place) -> Iterator[tuple[int, Step]]:
    """Yield what can be read, each with its index in the list."""
    for index, text in enumerate(written):
        there = place.at(index)
        match = _STEP.fullmatch(text)
        name, time = match.groups() if match else (text, None)
        if name not in _STATES:
            help = did_you_mean(name, _STATES) if match else "such as `ALARM at 15m`"
            there.report("bad-transition", f"`{text}` is no transition", help)
        elif index == 0 and time is not None:
            message = "the first is the state that it begins in, without a time"
            there.report("bad-transition", message, f"write `{name}`, or begin with `OK`")
        elif index == 0:
            yield index, Step(_STATES[name], None)
        elif time is None:
            message = f"`{text}` does not say when"
            there.report("bad-transition", message, f"such as `{name} at 15m`")
        else:
            moment = there.moment(time)
            if moment == 0:
                message = "nothing changes at the beginning: the first state is that of the first evaluation"
                there.report("bad-transition", message)
            elif moment is not None:
                yield index, Step(_STATES[name], moment)
