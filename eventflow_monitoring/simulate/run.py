"""A whole run: the alarms of an environment over the samples of a test."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfoNotFoundError

from eventflow_monitoring.expression.alarm_rule import children, parse_rule
from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric_query import threshold_queries
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import (
    AnomalyTrigger,
    CompositeTrigger,
    LogTrigger,
    MetricsInsightsTrigger,
    PromqlTrigger,
    ThresholdTrigger,
    Trigger,
    metrics_read,
)
from eventflow_monitoring.simulate.buckets import CannotSimulateError, Sampled
from eventflow_monitoring.simulate.composites import composite_evaluations
from eventflow_monitoring.simulate.given import GivenSeries, GivenStates, series_name
from eventflow_monitoring.simulate.mutes import Muted, muted_times
from eventflow_monitoring.simulate.notifications import Sender, notifications_of
from eventflow_monitoring.simulate.result import (
    Evaluated,
    Notification,
    NotSimulated,
    Simulation,
    Timeline,
    Why,
)
from eventflow_monitoring.simulate.settings import Settings
from eventflow_monitoring.simulate.threshold_timeline import threshold_timeline
from eventflow_monitoring.simulate.timeline import ThresholdRun, parsed_expressions
from eventflow_monitoring.simulate.windows import Clock

START = datetime(2026, 1, 5, tzinfo=UTC)
"""Minute 0 on the clock, where nobody says otherwise: a Monday, at midnight in UTC."""

DEFAULTS = Settings()

_UNKNOWN_ZONE = "a time zone that this machine does not know"
_ELSEWHERE: Mapping[type, str] = {
    AnomalyTrigger: "watches a band that AWS learns from weeks of data",
    MetricsInsightsTrigger: "watches a Metrics Insights query",
    LogTrigger: "watches a query over logs",
    PromqlTrigger: "watches a PromQL query",
}


def simulate(
    monitoring: Monitoring,
    given: Mapping[str, GivenSeries],
    *,
    interval: int,
    duration: int | None = None,
    start: datetime = START,
    settings: Settings = DEFAULTS,
    initial_states: Mapping[str, State] | None = None,
    given_states: Mapping[str, GivenStates] | None = None,
) -> Simulation:
    """Return what the alarms of an environment do over the samples of metrics.

    `given` are series by the name of their metric (see `series_name`), each sample `interval` seconds
    long; the run lasts as long as the longest one, or `duration` seconds. `start` is when it begins, a
    whole minute with a time zone. `initial_states` are those alarms begin in, by name, where that is
    not INSUFFICIENT_DATA; the alarms of `given_states` are told, not simulated.

    An alarm whose metrics are not all given, and everything that only AWS can compute, is
    `NotSimulated`. Raises ValueError for a start or an interval that nobody should have let pass.
    """
    if interval < 1 or start.tzinfo is None or start.second or start.microsecond:
        raise ValueError("an interval is a second or more, and a run begins with a whole minute")
    if duration is None:
        duration = interval * max((len(one.values) for one in given.values()), default=0)
    run = _Run(
        monitoring,
        {name: Sampled(name, one, interval) for name, one in given.items()},
        Clock(int(start.timestamp()), interval),
        duration,
        settings,
        initial_states or {},
        given_states or {},
    )
    alarms = {alarm.name: run.outcome(alarm) for alarm in monitoring.alarms}
    alerts = {alarm.name: run.alert(alarm) for alarm in monitoring.alarms if alarm.has_alert}
    told = sorted(run.notifications(), key=lambda one: one.time)
    return Simulation(duration, alarms, alerts, tuple(told))


def why_not_simulated(trigger: Trigger) -> str | None:
    """Return why an alarm is never simulated, in words that follow its name; None where it can be."""
    return _ELSEWHERE.get(type(trigger))


@dataclass(frozen=True, slots=True)
class _Run:
    monitoring: Monitoring
    series: Mapping[str, Sampled]
    clock: Clock
    duration: int
    settings: Settings
    initial_states: Mapping[str, State]
    given_states: Mapping[str, GivenStates]
    _outcomes: dict[str, Timeline | NotSimulated] = field(default_factory=dict, init=False)
    _visiting: set[str] = field(default_factory=set, init=False)

    def outcome(self, alarm: Alarm) -> Timeline | NotSimulated:
        """Return the timeline of an alarm, or why there is none."""
        if alarm.name not in self._outcomes:
            if alarm.name in self._visiting:
                return NotSimulated("names itself, through the rules of other alarms")
            self._visiting.add(alarm.name)
            try:
                self._outcomes[alarm.name] = self._timeline(alarm)
            except CannotSimulateError as error:
                self._outcomes[alarm.name] = NotSimulated(str(error))
            except ZoneInfoNotFoundError:
                self._outcomes[alarm.name] = NotSimulated(f"follows {_UNKNOWN_ZONE}")
            self._visiting.remove(alarm.name)
        return self._outcomes[alarm.name]

    def alert(self, alarm: Alarm) -> Timeline | NotSimulated:
        """Return the timeline of the composite beside an alarm, which is in ALARM when it is."""
        watched = self.outcome(alarm)
        if isinstance(watched, NotSimulated):
            return watched
        initial = watched.initial
        stands = alarm.name in self.initial_states or alarm.name in self.given_states
        if stands and initial is not State.ALARM:
            initial = State.OK  # it was evaluated before, so it is one or the other
        rule = parse_rule("ALARM(watched)")
        evaluations = composite_evaluations(rule, {"watched": watched})
        return Timeline(alarm.alert_name, initial, tuple(evaluations))

    def notifications(self) -> Iterator[Notification]:
        """Yield who is told, alarm by alarm."""
        by_name = {alarm.name: alarm for alarm in self.monitoring.alarms}
        for alarm in self.monitoring.alarms:
            timeline = self.alert(alarm) if alarm.has_alert else self.outcome(alarm)
            if isinstance(timeline, NotSimulated):
                continue
            suppressor: Timeline | NotSimulated | None = None
            if alarm.suppressor is not None:
                watching = by_name.get(alarm.suppressor.alarm)
                unknown = NotSimulated("is no alarm of this environment")
                suppressor = unknown if watching is None else self.outcome(watching)
            muted = self._muted(alarm)
            sender = Sender(alarm, timeline, suppressor, muted)
            yield from notifications_of(sender, self.duration, self.settings)

    def _muted(self, alarm: Alarm) -> tuple[Muted, ...] | NotSimulated:
        """Return when an alarm is muted, or why nobody knows."""
        mutes = [mute for mute in self.monitoring.mutes if alarm.name in mute.alarms]
        epoch = self.clock.epoch
        try:
            return tuple(one for mute in mutes for one in muted_times(mute, epoch, self.duration))
        except ZoneInfoNotFoundError:
            return NotSimulated(f"is muted in {_UNKNOWN_ZONE}")

    def _timeline(self, alarm: Alarm) -> Timeline:
        initial = self.initial_states.get(alarm.name, State.INSUFFICIENT_DATA)
        told = self.given_states.get(alarm.name)
        if told is not None:
            states = [
                Evaluated(max(time, 0) if index else 0, state, Why.GIVEN)
                for index, (time, state) in enumerate(told.states)
            ]
            # What is told has no beginning: nobody is told of its first state.
            return Timeline(alarm.name, told.states[0][1], tuple(states))
        trigger = alarm.trigger
        match trigger:
            case ThresholdTrigger():
                return threshold_timeline(alarm.name, self._threshold(alarm, trigger, initial))
            case CompositeTrigger():
                return Timeline(alarm.name, initial, tuple(self._composite(trigger)))
            case _:
                raise CannotSimulateError(_ELSEWHERE[type(trigger)])

    def _threshold(self, alarm: Alarm, trigger: ThresholdTrigger, initial: State) -> ThresholdRun:
        names = list(dict.fromkeys(series_name(metric) for metric in metrics_read(trigger)))
        missing = [name for name in names if name not in self.series]
        if missing:
            listed = " and ".join(f"`{name}`" for name in missing)
            raise CannotSimulateError(f"reads {listed}, and no series is given")
        period, interval = trigger.evaluation.period, self.clock.interval
        if period % interval:
            raise CannotSimulateError(
                f"has periods of {period:,} seconds, not a whole number of samples of "
                f"{interval:,} seconds"
            )
        queries = threshold_queries(trigger)
        return ThresholdRun(
            trigger,
            queries,
            parsed_expressions(queries),
            alarm.warm_up,
            initial,
            {name: self.series[name] for name in names},
            self.clock,
            self.duration,
            self.settings,
        )

    def _composite(self, trigger: CompositeTrigger) -> Iterator[Evaluated]:
        try:
            rule = parse_rule(trigger.rule)
        except ExpressionError as error:
            raise CannotSimulateError(f"has an unreadable rule: {error.message}") from None
        by_name = {alarm.physical_name: alarm for alarm in self.monitoring.alarms}
        timelines: dict[str, Timeline] = {}
        for child in children(rule):
            alarm = by_name.get(child.name)
            if alarm is None:
                raise CannotSimulateError(f"asks `{child.name}`, which is not an alarm of ours")
            outcome = self.outcome(alarm)
            if isinstance(outcome, NotSimulated):
                reason = f"asks `{alarm.name}`, which {outcome.reason}"
                raise CannotSimulateError(reason)
            timelines[child.name] = outcome
        return composite_evaluations(rule, timelines)
