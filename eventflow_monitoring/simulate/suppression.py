"""When a composite alarm with a suppressor runs its actions.

Source: CloudWatch User Guide of May 2023, "Creating a composite alarm", "Alarm suppression"; API,
PutCompositeAlarm. What the cases there come to:

1. The alarm changes, the suppressor is not in ALARM: a wait begins. When it is over, the actions of
   the state it then has run.
2. The suppressor goes into ALARM within the wait: the wait is discarded, actions are suppressed.
3. The alarm changes again within the wait: a new wait begins.
4. The alarm changes while the suppressor is in ALARM: actions are suppressed at once.
5. The suppressor leaves ALARM: the extension begins. When it is over, suppressed actions run.
6. The alarm changes within the extension: the extension is discarded, a new wait begins.

Where no action was suppressed, none runs after an extension.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.simulate.result import Change, HeldBackBy, Timeline
from eventflow_monitoring.simulate.settings import AtExpiry


@dataclass(frozen=True, slots=True)
class Action:
    """What comes of a change of state: its actions run at `time`, or are held back from then on."""

    time: int
    change: Change
    held_back: HeldBackBy | None = None


class Suppression:
    """The periods of one alarm and its suppressor, told of each change in the order of time."""

    def __init__(self, wait: int, extension: int, *, in_alarm: bool) -> None:
        """Begin with a suppressor that is in ALARM, or is not. Periods are in seconds."""
        self._wait = wait
        self._extension = extension
        self._in_alarm = in_alarm
        self._held: Change | None = None
        self._until: int | None = None
        """When the wait or the extension is over that the held change is in; None under an ALARM."""

    def alarm_changes(self, change: Change) -> Iterator[Action]:
        """Take in that the alarm changes; what was held back for an earlier change is lost."""
        if self._held is not None:
            yield Action(self._held.time, self._held, self._reason(HeldBackBy.CHANGED_AGAIN))
        self._held = change
        self._until = None if self._in_alarm else change.time + self._wait

    def suppressor_changes(self, time: int, *, in_alarm: bool) -> None:
        """Take in that the suppressor changes."""
        if in_alarm == self._in_alarm:
            return
        self._in_alarm = in_alarm
        self._until = None if in_alarm else time + self._extension

    def expire(self, time: int) -> Iterator[Action]:
        """Yield the action whose wait or extension is over by now."""
        if self._held is not None and self._until is not None and self._until <= time:
            yield Action(self._until, self._held)
            self._held = self._until = None

    def end(self) -> Iterator[Action]:
        """Yield what is held back still when the run ends."""
        if self._held is not None:
            yield Action(self._held.time, self._held, self._reason(HeldBackBy.RUN_ENDED))

    def _reason(self, otherwise: HeldBackBy) -> HeldBackBy:
        return HeldBackBy.SUPPRESSOR if self._in_alarm else otherwise


@dataclass(frozen=True, slots=True)
class Periods:
    """For how many seconds actions wait for the suppressor, and stay suppressed after it."""

    wait: int
    extension: int


def suppressed_actions(
    alarm: Timeline, suppressor: Timeline | None, periods: Periods, duration: int, first: AtExpiry
) -> Iterator[Action]:
    """Yield what comes of each change of an alarm with a suppressor; None is never in ALARM."""
    of_alarm = _by_time(alarm.changes)
    of_suppressor = _by_time(suppressor.changes if suppressor is not None else ())
    was_in_alarm = suppressor is not None and suppressor.initial is State.ALARM
    suppression = Suppression(periods.wait, periods.extension, in_alarm=was_in_alarm)
    for moment in sorted({*of_alarm, *of_suppressor}):
        yield from suppression.expire(moment if first is AtExpiry.EXPIRY else moment - 1)
        for change in of_suppressor.get(moment, ()):
            suppression.suppressor_changes(moment, in_alarm=change.state is State.ALARM)
        for change in of_alarm.get(moment, ()):
            yield from suppression.alarm_changes(change)
        yield from suppression.expire(moment)
    yield from suppression.expire(duration)
    yield from suppression.end()


def _by_time(changes: Sequence[Change]) -> dict[int, list[Change]]:
    found: dict[int, list[Change]] = {}
    for change in changes:
        found.setdefault(change.time, []).append(change)
    return found
