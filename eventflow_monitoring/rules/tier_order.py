"""An alarm of a lower tier cannot fire before a more severe one on the same metric.

The lower tier is the warning that comes first, while there is still time. If its threshold lies
further out, or it waits longer at the same threshold, the more severe alarm has gone off already, and
the warning warns of nothing. Usually two thresholds were swapped.

Only alarms of which that is certain are compared: both tell somebody, and the more severe one fires
on all the data that the other one fires on, whatever their periods.

Fails (at 95 % somebody was woken at 80 %):

    Alarms:
      MemoryShort:
        Tier: high
        Condition: Memory > 95% for 5 minutes
        Actions: [alerts]
      MemoryFull:
        Tier: critical
        Condition: Memory > 80% for 5 minutes
        Owner: backend
        Runbook: memory
        Actions: [pages]

Passes (it is further out, but does not wait as long):

    Alarms:
      MemoryShort:
        Tier: high
        Condition: Memory > 95% for 4 minutes
        Actions: [alerts]
      MemoryFull:
        Tier: critical
        Condition: Memory > 80% for 5 minutes
        Owner: backend
        Runbook: memory
        Actions: [pages]
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import AnyMetric, ComputedMetric, MissingData, unit_read
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.model.trigger import Comparison, Evaluation, ThresholdTrigger
from eventflow_monitoring.model.wording import quantity_in_words, window_in_words
from eventflow_monitoring.problem import Problem, Related, Severity
from eventflow_monitoring.rules.rule import Rule

NAME = "tier-order"

_SEVERITY = list(Tier)
_OF_ANY_PERIOD = ("Average", "Maximum", "Minimum", "p")
"""Beginnings of the statistics whose values do not grow with the length of a period."""

_Watched = tuple[AnyMetric, str | None, bool]
"""What an alarm watches, with which statistic, and on which side of the threshold it fires."""


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find alarms that a more severe one on the same metric always precedes."""
    together: dict[_Watched, list[tuple[Alarm, ThresholdTrigger]]] = {}
    for alarm in monitoring.alarms:
        trigger = alarm.trigger
        if isinstance(trigger, ThresholdTrigger) and alarm.actions_enabled and alarm.topics:
            together.setdefault(_watched(trigger), []).append((alarm, trigger))
    for group in together.values():
        strictest = _strictest(group)
        for alarm, trigger in group:
            for other, stricter in strictest:
                if _precedes(other, stricter, alarm, trigger):
                    yield _problem(alarm, trigger, other, stricter)
                    break


def _strictest(
    group: Sequence[tuple[Alarm, ThresholdTrigger]],
) -> list[tuple[Alarm, ThresholdTrigger]]:
    """Return of the alarms that differ in their thresholds only the one that fires first."""
    found: dict[object, tuple[Alarm, ThresholdTrigger]] = {}
    for alarm, trigger in group:
        rest = (
            alarm.tier,
            alarm.suppressor,
            trigger.evaluation,
            trigger.minimum_samples,
            trigger.low_samples,
        )
        first = found.setdefault(rest, (alarm, trigger))
        if _distance(trigger) < _distance(first[1]):
            found[rest] = (alarm, trigger)
    return list(found.values())


def _watched(trigger: ThresholdTrigger) -> _Watched:
    metric = trigger.metric
    if isinstance(metric, ComputedMetric):  # an alarm's own has the alarm's name
        metric = replace(metric, name="", label="")
    return metric, trigger.statistic, trigger.comparison.upward


def _precedes(
    severe: Alarm, first: ThresholdTrigger, lesser: Alarm, second: ThresholdTrigger
) -> bool:
    """Tell whether the more severe alarm fires on all that the lesser one fires on."""
    return (
        _SEVERITY.index(severe.tier) < _SEVERITY.index(lesser.tier)
        and (_distance(first), first.evaluation) != (_distance(second), second.evaluation)
        and _distance(first) <= _distance(second)
        and severe.suppressor in (None, lesser.suppressor)
        and first.minimum_samples in (None, second.minimum_samples)
        and first.low_samples in (None, second.low_samples)
        and _decides_no_later(first, second)
    )


def _distance(trigger: ThresholdTrigger) -> tuple[float, bool]:
    """Return how far out a threshold is, and whether only what lies beyond it breaches."""
    upward = trigger.comparison.upward
    beyond = trigger.comparison in (Comparison.GREATER, Comparison.LESS)
    return (trigger.threshold if upward else -trigger.threshold), beyond


def _decides_no_later(first: ThresholdTrigger, second: ThresholdTrigger) -> bool:
    """Tell whether data on which the second alarm fires are enough for the first."""
    one, other = first.evaluation, second.evaluation
    if other.missing_data is MissingData.BREACHING is not one.missing_data:
        return False
    if one.time_zone != other.time_zone:
        return False
    if one.period == other.period:
        return _holds_in(one, other)
    if not _is_of_any_period(first):
        return False
    if one.period < other.period:  # one breaching short period in a breaching long one is certain
        return one.datapoints_to_alarm == 1
    return (
        other.datapoints_to_alarm == other.evaluation_periods
        and other.evaluation_periods * other.period >= one.evaluation_periods * one.period
    )


def _holds_in(one: Evaluation, other: Evaluation) -> bool:
    """Tell whether M breaching points of the last N of the other are enough for the one."""
    if other.datapoints_to_alarm < one.datapoints_to_alarm:
        return False
    good = other.evaluation_periods - other.datapoints_to_alarm
    return (
        other.evaluation_periods <= one.evaluation_periods
        or good <= one.evaluation_periods - one.datapoints_to_alarm
    )


def _is_of_any_period(trigger: ThresholdTrigger) -> bool:
    if trigger.statistic is None:
        return trigger.metric.unit.name in ("Percent", "Ratio")
    return trigger.statistic.startswith(_OF_ANY_PERIOD)


def _problem(
    alarm: Alarm, trigger: ThresholdTrigger, other: Alarm, stricter: ThresholdTrigger
) -> Problem:
    unit = unit_read(trigger.metric, trigger.statistic)
    threshold = quantity_in_words(stricter.threshold, unit)
    window = window_in_words(stricter.evaluation)
    side = "below" if trigger.comparison.upward else "above"
    return Problem(
        NAME,
        f"`{alarm.name}` ({alarm.tier.value}) never fires before `{other.name}` "
        f"({other.tier.value}) does, at {stricter.comparison.symbol} {threshold} {window}",
        alarm.written.key("Threshold"),
        help=f"a warning comes first: a threshold {side} {threshold}, or a shorter time",
        related=(Related(f"`{other.name}`", other.written.key("Threshold")),),
    )


RULE = Rule(NAME, check, Severity.WARNING)
