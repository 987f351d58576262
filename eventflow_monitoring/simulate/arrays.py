"""Every evaluation of a long run at once: the samples of metrics as arrays, to changes of state.

What comes out is what `ThresholdRun` says evaluation by evaluation, or nothing where arrays cannot say
so exactly. All arrays follow one grid, that of the moments when a period of the alarm ends; a missing
sample or point is NaN.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from math import gcd
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.metric_query import StatisticQuery
from eventflow_monitoring.model.statistic import Statistic, StatisticKind, parse_statistic
from eventflow_monitoring.model.trigger import Comparison, LowSamples
from eventflow_monitoring.simulate.buckets import Sampled
from eventflow_monitoring.simulate.given import History, series_name
from eventflow_monitoring.simulate.math_arrays import NotPointwiseError, compute_points
from eventflow_monitoring.simulate.result import Change
from eventflow_monitoring.simulate.settings import LowSampleSpan, Percentile
from eventflow_monitoring.simulate.state_arrays import KEEP, STATES, codes_after, kept
from eventflow_monitoring.simulate.timeline import ThresholdRun, least_samples
from eventflow_monitoring.simulate.windows import Bucket, evaluation_step

Points = NDArray[np.float64]

_COMPARED = {
    Comparison.GREATER: np.greater,
    Comparison.GREATER_OR_EQUAL: np.greater_equal,
    Comparison.LESS: np.less,
    Comparison.LESS_OR_EQUAL: np.less_equal,
}
_LARGEST = 2.0**400
"""CloudWatch takes no value beyond 2^360; far below what a float holds, sums cannot overflow."""
_EXACT = 2.0**53
"""Up to here a float holds every whole number."""
_SORTED_AT_ONCE = 2**22
"""Samples that are copied to be sorted, of as many periods as they make: 32 MB."""


class _OneByOneError(Exception):
    """Something that is not computed on arrays."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """When the periods of an alarm end, in samples: every `stride` from `first` to `last`.

    Evaluations see `count` points, each of `width` samples.
    """

    width: int
    stride: int
    count: int
    last: int

    @property
    def first(self) -> int:
        """The end of the oldest period that the first evaluation sees."""
        return (1 - self.count) * self.width

    @property
    def between(self) -> int:
        """How many places apart the points of an evaluation are."""
        return self.width // self.stride


@dataclass(frozen=True, slots=True)
class _Windows:
    """A statistic at every place of the grid, and how many samples of the series it is made of.

    A point is off by less than `error`; None where every point is exact.
    """

    points: Points
    seen: NDArray[np.int64]
    error: Points | None = None


def changes_of(run: ThresholdRun, times: range, warming: int) -> tuple[Change, ...] | None:
    """Return the changes of a run that is evaluated at some times, the first `warming` as a warm-up.

    The run has to be one that can be simulated. None where it has to be computed one by one.
    """
    evaluation, interval = run.trigger.evaluation, run.clock.interval
    step = evaluation_step(evaluation)
    if evaluation.time_zone is not None or step is None:
        return None
    width = evaluation.period // interval
    stride = gcd(width, step // interval) if step % interval == 0 else 1
    grid = _Grid(width, stride, run.points_seen, times[-1] // interval)
    try:
        with np.errstate(all="ignore"):
            codes = _codes(run, grid)
    except (_OneByOneError, NotPointwiseError):
        return None
    ends = np.arange(times.start, times.stop, times.step) // interval
    evaluated = codes[ends // stride]
    evaluated[:warming] = STATES.index(State.INSUFFICIENT_DATA)
    initial = STATES.index(run.initial)
    states = kept(evaluated, initial)
    before = np.concatenate(([initial], states[:-1]))
    changed = np.flatnonzero(states != before)
    columns = (changed.tolist(), before[changed].tolist(), states[changed].tolist())
    return tuple(
        Change(times[index], STATES[previous], STATES[state])
        for index, previous, state in zip(*columns, strict=True)
    )


def _codes(run: ThresholdRun, grid: _Grid) -> NDArray[np.int8]:
    """Return the states that evaluations at every place of the grid from minute 0 on lead to."""
    trigger = run.trigger
    windows = {
        query.id: _windows(run, query, grid)
        for query in run.queries
        if isinstance(query, StatisticQuery)
    }
    if run.expressions:
        points = _computed(run, windows, grid)
        breaching = _COMPARED[trigger.comparison](points, trigger.threshold)
    else:
        (query,) = run.queries
        assert isinstance(query, StatisticQuery)
        points = windows[query.id].points
        breaching = _COMPARED[trigger.comparison](points, trigger.threshold)
        error = windows[query.id].error
        if error is not None:
            near = np.flatnonzero(np.abs(points - trigger.threshold) <= error)
            for place, point in zip(near, _one_by_one(run, query, grid, near), strict=True):
                breaching[place] = point is not None and trigger.breaches(point)
    codes = codes_after(breaching, ~np.isnan(points), run.rule, run.points_seen, grid.between)
    codes[_few_samples(run, windows, grid)] = KEEP
    return codes


def _computed(run: ThresholdRun, windows: dict[str, _Windows], grid: _Grid) -> Points:
    """Return the result of the expressions; an operand that may be off by a little is made exact."""
    metrics: dict[str, Points] = {}
    periods: dict[str, int] = {}
    for query in run.queries:
        if isinstance(query, StatisticQuery):
            periods[query.id] = query.period
            metrics[query.id] = windows[query.id].points
            if windows[query.id].error is not None:
                exact = _one_by_one(run, query, grid, np.arange(len(metrics[query.id])))
                metrics[query.id] = np.array(list(exact), dtype=np.float64)
        else:
            expression = run.expressions[query.id]
            metrics[query.id] = compute_points(expression, metrics, periods, run.settings)
    return metrics[run.queries[-1].id]


def _one_by_one(
    run: ThresholdRun, query: StatisticQuery, grid: _Grid, places: NDArray[np.int64]
) -> Iterator[float | None]:
    """Yield a statistic at some places of the grid as it is computed without arrays."""
    series = run.series[series_name(query.metric)]
    for place in places.tolist():
        end = (grid.first + place * grid.stride) * series.interval
        bucket = Bucket(end - query.period, end)
        yield series.statistic(query.statistic, bucket, end, run.settings)


def _few_samples(run: ThresholdRun, windows: dict[str, _Windows], grid: _Grid) -> NDArray[np.bool_]:
    """Tell, for every place from minute 0 on, whether a percentile is of too few samples."""
    length = grid.last // grid.stride + 1
    few = np.zeros(length, dtype=np.bool_)
    if run.trigger.low_samples is not LowSamples.IGNORE:
        return few
    whole = run.settings.low_sample_span is LowSampleSpan.WINDOW
    periods = run.trigger.evaluation.evaluation_periods if whole else 1
    for query in run.queries:
        least = least_samples(query.statistic) if isinstance(query, StatisticQuery) else None
        if least is None:
            continue
        assert isinstance(query, StatisticQuery)
        count = run.series[series_name(query.metric)].given.sample_count
        if count is None:
            raise _OneByOneError
        seen = windows[query.id].seen * count
        newest = len(seen) - length
        total = sum(
            seen[start : start + length]
            for start in (newest - back * grid.between for back in range(periods))
        )
        few |= total * least.denominator < least.numerator
    return few


def _windows(run: ThresholdRun, query: StatisticQuery, grid: _Grid) -> _Windows:
    """Return a statistic at every place of the grid, as `Sampled.statistic` makes it."""
    series = run.series[series_name(query.metric)]
    statistic = parse_statistic(query.statistic)
    assert statistic is not None, "the evaluation at minute 0 has refused it"
    given, count = series.given.statistic, series.given.sample_count
    values = _samples(series, grid)
    real = ~np.isnan(values)
    seen = _summed(real.astype(np.int64), grid)
    if given is None or (statistic.kind is StatisticKind.SAMPLE_COUNT and count is not None):
        count = 1 if count is None else count
        if not count:
            return _Windows(np.full(len(seen), np.nan), seen)
    else:
        count = 1  # the values are statistics themselves
        if statistic.kind is not StatisticKind.SUM and grid.width == 1:
            return _Windows(values, seen)
        if statistic.kind is StatisticKind.SAMPLE_COUNT:
            statistic = Statistic(StatisticKind.SUM)
    match statistic.kind:
        case StatisticKind.SAMPLE_COUNT:
            return _Windows(np.where(seen > 0, seen * float(count), np.nan), seen)
        case StatisticKind.MINIMUM:
            return _Windows(reduce(np.fmin, _columns(values, grid)), seen)
        case StatisticKind.MAXIMUM:
            return _Windows(reduce(np.fmax, _columns(values, grid)), seen)
        case StatisticKind.SUM | StatisticKind.AVERAGE:
            divisor = seen * count if statistic.kind is StatisticKind.AVERAGE else 1
            return _sums(np.where(real, values, 0.0) * count, seen, divisor, grid)
        case StatisticKind.PERCENTILE if run.settings.percentile is Percentile.NEAREST_RANK:
            return _Windows(_percentiles(values, seen, count, statistic, grid), seen)
        case _:
            raise _OneByOneError


def _samples(series: Sampled, grid: _Grid) -> Points:
    """Return the samples of all periods on the grid; those before minute 0 as the history says."""
    before = grid.count * grid.width
    values = np.full(before + grid.last, np.nan)
    given = np.array(series.given.values[: grid.last], dtype=np.float64)
    if np.any(np.abs(given) > _LARGEST):
        raise _OneByOneError
    values[before : before + len(given)] = given
    if series.given.history is History.FIRST_VALUE and len(series.given.values):
        values[:before] = np.nan if series.given.values[0] is None else series.given.values[0]
    return values


def _columns(values: NDArray[Any], grid: _Grid) -> Iterator[NDArray[Any]]:
    """Yield the first sample of every period, the second of every one, and so on."""
    length = len(values) - grid.width + 1
    return (values[index : index + length : grid.stride] for index in range(grid.width))


def _summed(values: NDArray[Any], grid: _Grid) -> NDArray[Any]:
    """Return the sum of every period."""
    return reduce(np.add, _columns(values, grid))


def _sums(
    values: Points, seen: NDArray[np.int64], divisor: NDArray[np.int64] | int, grid: _Grid
) -> _Windows:
    """Return sums, divided. Those of two samples, and of whole numbers, are exact."""
    points = np.where(seen > 0, _summed(values, grid) / divisor, np.nan)
    sizes = _summed(np.abs(values), grid)
    whole = bool(np.all(values == np.rint(values))) and float(sizes.max()) <= _EXACT
    if grid.width <= 2 or whole:
        return _Windows(points, seen)
    # Each of `width` additions is off by half a place of a size that `sizes` exceeds: 2^-53 of it.
    return _Windows(points, seen, sizes / divisor * (grid.width * 2.0**-50))


def _percentiles(
    values: Points, seen: NDArray[np.int64], count: int, statistic: Statistic, grid: _Grid
) -> Points:
    """Return percentiles by the nearest rank; of negative samples there are none."""
    assert statistic.high is not None
    share, whole = statistic.high.numerator, 100 * statistic.high.denominator
    ranks = np.maximum(1, -(-share * (seen * count) // whole))
    places = np.maximum(0, -(-ranks // count) - 1)
    windows = np.lib.stride_tricks.sliding_window_view(values, grid.width)[:: grid.stride]
    points = np.empty(len(seen))
    rows = max(1, _SORTED_AT_ONCE // grid.width)
    for start in range(0, len(seen), rows):
        ordered = np.sort(windows[start : start + rows], axis=1)  # NaN comes last
        chosen = np.minimum(places[start : start + rows], grid.width - 1)[:, np.newaxis]
        ranked = np.take_along_axis(ordered, chosen, axis=1)[:, 0]
        points[start : start + rows] = np.where(ordered[:, 0] < 0, np.nan, ranked)
    return points
