"""A test of alarms, everything resolved: what the metrics do, and what has to come of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from eventflow_monitoring.alarm_tests.data_file import Data
from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import Metric
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.position import Origin
from eventflow_monitoring.simulate.given import GivenSeries, GivenStates
from eventflow_monitoring.simulate.settings import Settings


@dataclass(frozen=True, slots=True)
class Given:
    """What one metric, as it stands in the catalogue or with dimensions chosen, does."""

    metric: Metric
    series: GivenSeries
    origin: Origin
    data: Data | None = None
    """The data that the values are from, where they are those of a file."""


@dataclass(frozen=True, slots=True)
class Step:
    """A state that an alarm goes into, `at` seconds after the beginning; None for the first."""

    state: State
    at: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What has to come of a test for one alarm; what is None is not checked.

    `states` are those at some times, in seconds. `transitions` are all that happen, up to `within`
    seconds earlier or later. `notifies` are the channels that are told of a state, exactly these.
    """

    alarm: Alarm
    states: Mapping[int, State]
    transitions: tuple[Step, ...] | None
    within: int
    never: tuple[State, ...]
    notifies: Mapping[State, frozenset[str]]
    origin: Origin

    def place(self, key: str) -> Origin:
        """Return where one of its keys stands."""
        return Origin(self.origin.file, (*self.origin.pointer, key), on_key=True)

    @property
    def asserts_alarm(self) -> bool:
        """Whether it fails for an alarm that never fires."""
        return (
            State.ALARM in self.states.values()
            or any(step.state is State.ALARM for step in self.transitions or ())
            or bool(self.notifies.get(State.ALARM))
        )

    @property
    def asserts_no_alarm(self) -> bool:
        """Whether it fails for an alarm that always fires."""
        return (
            any(state is not State.ALARM for state in self.states.values())
            or any(step.state is not State.ALARM for step in self.transitions or ())
            or State.ALARM in self.never
            or self.notifies.get(State.ALARM) == frozenset()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmTest:
    """A test in one environment. `interval` is the seconds from one value to the next.

    `given_states` are those of alarms that are told rather than simulated, by name.
    """

    name: str
    monitoring: Monitoring
    interval: int
    start: datetime
    initial_state: State
    given: tuple[Given, ...]
    given_states: Mapping[str, GivenStates]
    settings: Settings
    expectations: tuple[Expectation, ...]
    origin: Origin

    @property
    def length(self) -> int:
        """How many values each series has."""
        return max((len(one.series.values) for one in self.given), default=0)

    @property
    def duration(self) -> int:
        """How many seconds it covers."""
        return self.length * self.interval


@dataclass(frozen=True, slots=True)
class Survivor:
    """Mutants that are known to survive.

    They are those with `change`, as `Mutant.change` says it, of the alarms whose name matches `alarm`.
    """

    alarm: str
    change: str
    reason: str
    origin: Origin
