"""A question, with every name looked up, and the alarms it concerns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from eventflow_monitoring.alarm_tests.needed import metrics_needed
from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import Metric
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import CompositeTrigger
from eventflow_monitoring.simulate.given import GivenSeries, series_name
from eventflow_monitoring.simulate.run import why_not_simulated


@dataclass(frozen=True, slots=True)
class Assumed:
    """The state that an alarm is taken to be in all the time, and why it is not simulated."""

    alarm: str
    state: State
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What an alarm does while its metrics do something.

    `alarms` are those concerned, by name: the one asked about, those that its rule asks, and those
    that hold them back. `series` are by the name of their metric, all of one length; `interval` is
    the seconds from one value to the next.
    """

    monitoring: Monitoring
    alarm: Alarm
    alarms: Mapping[str, Alarm]
    series: Mapping[str, GivenSeries]
    interval: int
    start: datetime
    initial_state: State
    assumed: tuple[Assumed, ...]
    notes: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        """How many values each series has."""
        return max((len(one.values) for one in self.series.values()), default=0)

    @property
    def duration(self) -> int:
        """How many seconds it covers."""
        return self.length * self.interval


def watching(alarm: Alarm, alarms: Mapping[str, Alarm]) -> tuple[Alarm, ...]:
    """Return the alarms that watch something by themselves and decide the state of an alarm.

    That is itself or, of a composite, those that it asks; not what holds their notifications back.
    """
    found: dict[str, Alarm] = {}
    seen: set[str] = set()
    waiting = [alarm]
    while waiting:
        one = waiting.pop()
        if isinstance(one.trigger, CompositeTrigger):
            new = [name for name in one.trigger.children if name in alarms and name not in seen]
            seen.update(new)
            waiting += [alarms[name] for name in reversed(new)]
        else:
            found[one.name] = one
    return tuple(found.values())


def metrics_missing(
    alarm: Alarm, alarms: Mapping[str, Alarm], series: Mapping[str, GivenSeries]
) -> tuple[Metric, ...]:
    """Return the metrics that an alarm on a threshold reads and that are not given."""
    needed = metrics_needed(alarm, alarms)
    return tuple(metric for metric in needed if series_name(metric) not in series)


def assumed_states(
    asked: Alarm,
    alarms: Mapping[str, Alarm],
    series: Mapping[str, GivenSeries],
    told: Mapping[str, State],
) -> tuple[Assumed, ...]:
    """Return what is taken for granted of the alarms around the one asked about.

    Those in `told` are in the state that is said; others that cannot be simulated over what is
    given are in OK. A composite follows its children.
    """
    found: list[Assumed] = []
    for alarm in alarms.values():
        if alarm.name in told:
            found.append(Assumed(alarm.name, told[alarm.name], "as you say"))
        elif alarm is not asked and not alarm.trigger.is_composite:
            reason = _why_assumed(alarm, alarms, series)
            if reason is not None:
                found.append(Assumed(alarm.name, State.OK, reason))
    return tuple(found)


def _why_assumed(
    alarm: Alarm, alarms: Mapping[str, Alarm], series: Mapping[str, GivenSeries]
) -> str | None:
    never = why_not_simulated(alarm.trigger)
    if never is not None:
        return f"it {never}, which is not simulated"
    missing = metrics_missing(alarm, alarms, series)
    if not missing:
        return None
    return "it reads " + " and ".join(f"`{series_name(one)}`" for one in missing) + ", not given"
