"""A timeline of which only the changes are known: the evaluations are computed when asked for.

A week has 10,080 evaluations, and each has data points. Most are never looked at; whoever goes through
all of them has them computed one after the other, once.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import overload

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.simulate.result import Change, Evaluated, Timeline
from eventflow_monitoring.simulate.timeline import ThresholdRun


@dataclass(frozen=True, slots=True)
class LazyEvaluations(Sequence[Evaluated]):
    """The evaluations of a run at some times, of which the first `warming` are the warm-up."""

    run: ThresholdRun
    times: Sequence[int]
    known_changes: tuple[Change, ...]
    warming: int
    _all: list[Evaluated] = field(default_factory=list, init=False, compare=False, repr=False)
    """Every evaluation, once somebody has gone through them."""

    def __len__(self) -> int:
        return len(self.times)

    def __iter__(self) -> Iterator[Evaluated]:
        if not self._all:
            self._all.extend(self.run.evaluations())
        return iter(self._all)

    @overload
    def __getitem__(self, index: int) -> Evaluated: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Evaluated, ...]: ...

    def __getitem__(self, index: int | slice) -> Evaluated | tuple[Evaluated, ...]:
        positions = range(len(self.times))[index]
        if isinstance(positions, range):
            return tuple(self[position] for position in positions)
        if self._all:
            return self._all[positions]
        now = self.times[positions]
        before = bisect_left(self.known_changes, now, key=lambda change: change.time)
        state = self.known_changes[before - 1].state if before else self.run.initial
        return self.run.evaluated(now, state, warms_up=positions < self.warming)


@dataclass(frozen=True, slots=True)
class LazyTimeline(Timeline):
    """A timeline whose changes are known before its evaluations."""

    known_changes: tuple[Change, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change of state, that of the first evaluation included."""
        return self.known_changes

    def state_at(self, time: int) -> State:
        """Return the state after the last evaluation at or before a time."""
        index = bisect_right(self.known_changes, time, key=lambda change: change.time)
        return self.known_changes[index - 1].state if index else self.initial
