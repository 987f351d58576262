"""Alarms that are wrong in one way each: what somebody may mistype, or mean otherwise.

A test suite that passes with such a mutant does not notice the mistake.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import MissingData
from eventflow_monitoring.model.trigger import Comparison, Evaluation, ThresholdTrigger
from eventflow_monitoring.model.wording import (
    duration_in_words,
    number_in_words,
)

_FLIPPED = {
    Comparison.GREATER: Comparison.LESS,
    Comparison.GREATER_OR_EQUAL: Comparison.LESS_OR_EQUAL,
    Comparison.LESS: Comparison.GREATER,
    Comparison.LESS_OR_EQUAL: Comparison.GREATER_OR_EQUAL,
}
_OTHER_AT_THRESHOLD = {
    Comparison.GREATER: Comparison.GREATER_OR_EQUAL,
    Comparison.GREATER_OR_EQUAL: Comparison.GREATER,
    Comparison.LESS: Comparison.LESS_OR_EQUAL,
    Comparison.LESS_OR_EQUAL: Comparison.LESS,
}
_FACTORS = (0.5, 2.0, 0.9, 1.1)
_STATISTICS = ("Average", "Sum", "Minimum", "Maximum", "SampleCount")
_SHORT_PERIODS = (10, 20, 30)


@dataclass(frozen=True, slots=True)
class Mutant:
    """An alarm with one change; `change` says which: `Threshold 5 -> 10`."""

    original: Alarm
    alarm: Alarm
    change: str


def mutants_of(alarm: Alarm) -> Iterator[Mutant]:
    """Yield the mutants of an alarm that CloudWatch would take; only thresholds have any."""
    trigger = alarm.trigger
    if not isinstance(trigger, ThresholdTrigger):
        return
    for change, mutated in _triggers(trigger):
        yield Mutant(alarm, replace(alarm, trigger=mutated), change)


def _triggers(trigger: ThresholdTrigger) -> Iterator[tuple[str, ThresholdTrigger]]:
    comparison = trigger.comparison
    for other in (_FLIPPED[comparison], _OTHER_AT_THRESHOLD[comparison]):
        change = f"ComparisonOperator {comparison.value} -> {other.value}"
        yield change, replace(trigger, comparison=other)
    threshold = trigger.threshold
    others = [threshold * factor for factor in _FACTORS] if threshold else [-1.0, 1.0]
    for moved in others:
        rounded = float(f"{moved:.12g}")
        change = f"Threshold {number_in_words(threshold)} -> {number_in_words(rounded)}"
        yield change, replace(trigger, threshold=rounded)
    for change, evaluation in _evaluations(trigger.evaluation, trigger.metric.period):
        yield change, replace(trigger, evaluation=evaluation)
    for statistic in _other_statistics(trigger.statistic):
        change = f"Statistic {trigger.statistic} -> {statistic}"
        yield change, replace(trigger, statistic=statistic)
    if trigger.minimum_samples is not None:
        least = trigger.minimum_samples.count
        for count in (least / 2, least * 2):
            change = f"MinimumSamples {number_in_words(least)} -> {number_in_words(count)}"
            minimum = replace(trigger.minimum_samples, count=count)
            yield change, replace(trigger, minimum_samples=minimum)


def _evaluations(evaluation: Evaluation, shortest: int) -> Iterator[tuple[str, Evaluation]]:
    n, m = evaluation.evaluation_periods, evaluation.datapoints_to_alarm
    # Where M is N, as it is unless somebody writes it, both change together.
    counts = [(n - 1, n - 1), (n + 1, n + 1)] if m == n else [(n - 1, m), (n + 1, m)]
    for other, datapoints in counts:
        if 1 <= datapoints <= other:
            change = f"EvaluationPeriods {n} -> {other}"
            mutated = replace(evaluation, evaluation_periods=other, datapoints_to_alarm=datapoints)
            yield change, mutated
    for datapoints in (m - 1, m + 1):
        if 1 <= datapoints <= n:
            change = f"DatapointsToAlarm {m} -> {datapoints}"
            yield change, replace(evaluation, datapoints_to_alarm=datapoints)
    for missing_data in MissingData:
        if missing_data is not evaluation.missing_data:
            change = f"TreatMissingData {evaluation.missing_data.value} -> {missing_data.value}"
            yield change, replace(evaluation, missing_data=missing_data)
    for period in _other_periods(evaluation.period, shortest):
        change = f"Period {duration_in_words(evaluation.period)} -> {duration_in_words(period)}"
        yield change, replace(evaluation, period=period)


def _other_periods(period: int, shortest: int) -> Iterator[int]:
    """Yield half of a period and twice of it, where CloudWatch has such a period.

    None is shorter than the time between two data points, for `validate` takes no such period.
    """
    halves = [period // 2] if period % 2 == 0 else []
    for other in (*halves, period * 2):
        if other >= shortest and (other in _SHORT_PERIODS or other % 60 == 0):
            yield other


def _other_statistics(statistic: str | None) -> Iterator[str]:
    """Yield other statistics of the same metric; a computed one has none of its own."""
    if statistic is None:
        return
    usual = ("p50", "p99", *_STATISTICS) if statistic.startswith("p") else _STATISTICS
    yield from (other for other in usual if other != statistic)
