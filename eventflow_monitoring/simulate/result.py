"""What comes out of a simulation. Times are seconds from minute 0."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.notification import Channel


@dataclass(frozen=True, slots=True)
class NotSimulated:
    """An alarm that cannot be simulated here, and why not, in words that follow its name."""

    reason: str


class Why(Enum):
    """What decided the state of one evaluation; the value says so in words."""

    ENOUGH_BREACHING = "enough data points breach"
    TOO_FEW_BREACHING = "too few data points breach"
    FILLED_BREACHING = "enough data points breach, missing ones counted as breaching"
    FILLED_NOT_BREACHING = "too few data points breach, missing ones counted as not breaching"
    NO_DATA = "there is no data point"
    NO_DATA_IGNORED = "there is no data point, and missing ones change nothing"
    OLD_BREACHING = "every data point breaches, and the oldest has the age of an alarm"
    MISSING_IGNORED = "too few data points to decide, and missing ones change nothing"
    UNDOCUMENTED = "too few data points to decide; AWS does not document this case"
    WARM_UP = "the alarm warms up"
    FEW_SAMPLES = "too few samples for a percentile"
    RULE = "the rule"
    GIVEN = "given by the test"


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One evaluation of an alarm.

    `data_points` are those of the evaluation range, oldest first, None where one is missing;
    `counted` are the indices of those that decided. A composite alarm has none.
    """

    time: int
    state: State
    why: Why
    data_points: tuple[float | None, ...] = ()
    counted: tuple[int, ...] = ()

    @property
    def undocumented(self) -> bool:
        """Whether AWS does not say what happens here, and a setting decided."""
        return self.why is Why.UNDOCUMENTED


@dataclass(frozen=True, slots=True)
class Change:
    """A change of state: `previous` is never `state`."""

    time: int
    previous: State
    state: State


@dataclass(frozen=True, slots=True)
class Timeline:
    """The states of an alarm over the whole run, which begins in `initial`.

    A run of many evaluations is a `LazyTimeline`: the same, but each evaluation is computed when it
    is asked for. Whoever needs states only does well to ask for those.
    """

    alarm: str
    initial: State
    evaluations: Sequence[Evaluated]

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change of state, that of the first evaluation included."""
        found: list[Change] = []
        state = self.initial
        for evaluated in self.evaluations:
            if evaluated.state is not state:
                found.append(Change(evaluated.time, state, evaluated.state))
                state = evaluated.state
        return tuple(found)

    @property
    def transitions(self) -> tuple[tuple[int, State], ...]:
        """The state at minute 0, after its evaluation, and every change after it.

        This is what a test lists: `[OK, ALARM at 15m, OK at 21m]`.
        """
        later = tuple((one.time, one.state) for one in self.changes if one.time > 0)
        return ((0, self.state_at(0)), *later)

    def evaluated_at(self, time: int) -> Evaluated | None:
        """Return the last evaluation at or before a time."""
        index = bisect_right(self.evaluations, time, key=lambda one: one.time)
        return self.evaluations[index - 1] if index else None

    def state_at(self, time: int) -> State:
        """Return the state after the last evaluation at or before a time."""
        evaluated = self.evaluated_at(time)
        return self.initial if evaluated is None else evaluated.state


class HeldBackBy(Enum):
    """Why nobody was told of a change of state; the value says so in words."""

    SUPPRESSOR = "the suppressor was in ALARM"
    CHANGED_AGAIN = "the alarm changed again before the suppressor's periods were over"
    RUN_ENDED = "the run ended before the suppressor's periods were over"
    MUTE = "the alarm was muted"
    ACTIONS_DISABLED = "its actions are disabled"


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What kept a notification back, and for mutes and suppressors the name of which."""

    by: HeldBackBy
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Notification:
    """Channels that are told of a change of state, or are not.

    The alarm went from `previous` to the state it has at `time`, which it did at `changed`: earlier
    where a suppressor or a mute delayed it. `alarm` is its name in the specs, `sender` the physical
    name of the one that has the actions. With `unsure`, it is not known whether it was sent.
    """

    time: int
    changed: int
    alarm: str
    sender: str
    previous: State
    state: State
    channels: tuple[Channel, ...]
    held_back: HeldBack | None = None
    unsure: str | None = None

    @property
    def sent(self) -> bool:
        """Whether the channels were told."""
        return self.held_back is None


@dataclass(frozen=True, slots=True)
class Simulation:
    """A whole run of `duration` seconds, both ends included.

    `alarms` are by their names in the specs; `alerts`, by the same names, are the composites that
    stand beside alarms with a suppressor. Notifications are in the order of time.
    """

    duration: int
    alarms: Mapping[str, Timeline | NotSimulated]
    alerts: Mapping[str, Timeline | NotSimulated]
    notifications: tuple[Notification, ...]
