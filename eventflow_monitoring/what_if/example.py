"""A complete question about an alarm, to copy: data over which it fires, where some is found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from math import ceil, floor

from eventflow_monitoring.alarm_tests.concerned import concerned
from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import Metric
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.number import number
from eventflow_monitoring.model.trigger import ThresholdTrigger, metrics_read
from eventflow_monitoring.simulate.given import series_name
from eventflow_monitoring.simulate.result import Timeline
from eventflow_monitoring.simulate.run import DEFAULTS
from eventflow_monitoring.what_if.answer import run
from eventflow_monitoring.what_if.ask import Circumstances, ask
from eventflow_monitoring.what_if.mistake import QuestionError
from eventflow_monitoring.what_if.question import watching
from eventflow_monitoring.what_if.written import parse_given

_MINUTE, _HOUR = 60, 3_600
_LEAST = 10
"""Values before, while and after something happens."""
_MOST_TRIED = 400
_MANY_SAMPLES = 1_000

_Pair = tuple[float, float]
"""What a metric is before and after something happens, and in between."""

_ENOUGH: _Pair = (1_000, 1_000)
_GUESSES: tuple[_Pair, ...] = ((0, 60), (1_000, 0), (1_000, 1_000), (60, 0), (0, 0))
_WHOLE = 100.0
"""All of something, in percent."""


@dataclass(frozen=True, slots=True)
class Example:
    """What to say of an alarm: a series for each metric, how many seconds a value covers.

    `sample_count` is how many samples a value stands for, None where that does not matter.
    """

    given: tuple[str, ...]
    interval: int
    sample_count: int | None


def example_for(monitoring: Monitoring, alarm: Alarm) -> Example:
    """Return an example; the alarm fires over it, if such data were found among a few guesses."""
    alarms = concerned([alarm], monitoring)
    watched = [one for one in watching(alarm, alarms) if isinstance(one.trigger, ThresholdTrigger)]
    metrics = {series_name(one): one for own in watched for one in metrics_read(own.trigger)}
    triggers = [one.trigger for one in watched if isinstance(one.trigger, ThresholdTrigger)]
    interval, count = _grid(triggers)
    guards = [one.minimum_samples.metric for one in triggers if one.minimum_samples]
    choices = [list(_pairs(one, triggers, guard=one in guards)) for one in metrics.values()]
    first: Example | None = None
    for pairs in _clearest(choices):
        given = [_written(*one, count) for one in zip(metrics, pairs, strict=True)]
        for samples in (None, _MANY_SAMPLES):
            example = Example(tuple(given), interval, samples)
            if _fires(monitoring, alarm, example, interval * count):
                return example
            first = first or example
    assert first is not None, "an alarm that is simulated reads a metric"
    return first


def _grid(triggers: Sequence[ThresholdTrigger]) -> tuple[int, int]:
    """Return how long an interval is, and how many of them an alarm takes to fire."""
    evaluations = [trigger.evaluation for trigger in triggers]
    period = min(one.period for one in evaluations)
    window = max(one.period * one.evaluation_periods for one in evaluations)
    interval = min(period, _MINUTE) if window <= _HOUR else period
    return interval, max(_LEAST, window // interval)


def _pairs(metric: Metric, triggers: Sequence[ThresholdTrigger], *, guard: bool) -> Iterator[_Pair]:
    """Yield what a metric may do, the likeliest first: cross a threshold, or anything.

    A `guard` is what there has to be enough of for an alarm to fire.
    """
    for trigger in triggers:
        if trigger.metric == metric:
            low, high = _around(metric, trigger.threshold)
            yield (low, high) if trigger.comparison.upward else (high, low)
            return
    if guard:
        yield _ENOUGH
    yield from _GUESSES


def _around(metric: Metric, threshold: float) -> _Pair:
    """Return a value below and one above a threshold, inside of what the metric can be."""
    distance = abs(threshold) / 2 or 1.0
    low, high = threshold - distance, threshold + distance
    if abs(threshold) >= 1:  # nobody counts halves of things
        low, high = floor(low), ceil(high)
    least, most = metric.range.minimum, metric.range.maximum
    if metric.unit.name == "Percent" and most is None and 0 <= threshold <= _WHOLE:
        most = _WHOLE
    low = low if least is None else max(low, least)
    return low, (high if most is None or high <= most else (threshold + most) / 2)


def _clearest(choices: Sequence[Sequence[_Pair]]) -> list[tuple[_Pair, ...]]:
    """Return what all metrics may do together: first where few of them change, and the likeliest."""

    def rank(pairs: tuple[_Pair, ...]) -> tuple[int, int]:
        places = (own.index(pair) for own, pair in zip(choices, pairs, strict=True))
        return sum(usual != then for usual, then in pairs), sum(places)

    return sorted(islice(product(*choices), _MOST_TRIED), key=rank)


def _written(name: str, pair: _Pair, count: int) -> str:
    usual, then = (f"{number(value)}" for value in pair)
    if usual == then:
        return f"{name}={usual}"
    phases = (f"{value}x{count - 1}" for value in (usual, then, usual))
    return f"{name}={' '.join(phases)}"


def _fires(monitoring: Monitoring, alarm: Alarm, example: Example, quiet: int) -> bool:
    """Tell whether an alarm goes into ALARM over an example, and after some quiet seconds only."""
    circumstances = Circumstances(interval=example.interval, sample_count=example.sample_count)
    try:
        written = [parse_given(text) for text in example.given]
        question = ask(monitoring, alarm, written, circumstances)
    except QuestionError:
        return False
    outcome = run(question, DEFAULTS).alarms[alarm.name]
    if not isinstance(outcome, Timeline):
        return False
    times = [time for time, state in outcome.transitions if state is State.ALARM]
    return bool(times) and times[0] > quiet
