"""The functions of metric math that can be computed from series alone.

Source: CloudWatch User Guide, "Using math expressions with CloudWatch metrics". Types are those that
`expression.signature` lists: what it would refuse does not come here.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import accumulate

from eventflow_monitoring.simulate.math_values import (
    Array,
    Frame,
    Number,
    Series,
    Value,
    each,
    finite,
)
from eventflow_monitoring.simulate.settings import Deviation, MissingOperand, Settings

Function = Callable[[Sequence[Value], Frame], Value]


def _points(series: Sequence[float | None]) -> list[float]:
    return [point for point in series if point is not None]


def _series_of(value: Value) -> tuple[Series, ...]:
    assert isinstance(value, Array)
    return value.series


def _mapped(change: Callable[[float], float | None]) -> Function:
    return lambda arguments, _: each(arguments[0], change)


def _logarithm(logarithm: Callable[[float], float]) -> Function:
    return _mapped(lambda point: logarithm(point) if point > 0 else None)


def _of_series(change: Callable[[Series, Frame], Series]) -> Function:
    """Make a function that turns each series into another one."""

    def function(arguments: Sequence[Value], frame: Frame) -> Value:
        (value,) = arguments
        if isinstance(value, Array):
            return Array(tuple(change(series, frame) for series in value.series))
        assert isinstance(value, tuple)
        return change(value, frame)

    return function


def _reduced(reduce: Callable[[Sequence[float | None], Settings], Number]) -> Function:
    """Make a function of all points of a series, or of the points that series have at a time."""

    def function(arguments: Sequence[Value], frame: Frame) -> Value:
        (value,) = arguments
        if isinstance(value, Array):
            columns = zip(*value.series, strict=True)
            return tuple(finite(_at_a_time(column, reduce, frame)) for column in columns)
        assert isinstance(value, tuple)
        return finite(reduce(value, frame.settings))

    return function


def _at_a_time(
    column: Sequence[float | None],
    reduce: Callable[[Sequence[float | None], Settings], Number],
    frame: Frame,
) -> Number:
    """Return one point of a reduced array; there is one where any of its series has one."""
    if not _points(column):
        return None
    settings = frame.settings
    zero = settings.missing_in_aggregate is MissingOperand.ZERO
    if zero and reduce in (_least, _greatest, _deviation):
        return reduce([point or 0.0 for point in column], settings)
    return reduce(column, settings)


def _average(points: Sequence[float | None], _: Settings) -> Number:
    """Return the average, in which a missing point counts as 0 (see the page above)."""
    return math.fsum(_points(points)) / len(points) if _points(points) else None


def _sum(points: Sequence[float | None], _: Settings) -> Number:
    return math.fsum(_points(points)) if _points(points) else None


def _least(points: Sequence[float | None], _: Settings) -> Number:
    return min(_points(points), default=None)


def _greatest(points: Sequence[float | None], _: Settings) -> Number:
    return max(_points(points), default=None)


def _count(points: Sequence[float | None], _: Settings) -> Number:
    return float(len(_points(points)))


def _deviation(points: Sequence[float | None], settings: Settings) -> Number:
    found = _points(points)
    divisor = len(found) - (settings.deviation is Deviation.SAMPLE)
    if divisor <= 0:
        return None
    mean = math.fsum(found) / len(found)
    return math.sqrt(math.fsum((point - mean) ** 2 for point in found) / divisor)


def _differences(series: Series, frame: Frame) -> list[tuple[float, int] | None]:
    """Return for each point how much more it is than the one before it, and after how long."""
    found: list[tuple[float, int] | None] = []
    before: tuple[float, int] | None = None
    for point, time in zip(series, frame.times, strict=True):
        if point is None:
            found.append(None)
            continue
        found.append(None if before is None else (point - before[0], time - before[1]))
        before = (point, time)
    return found


def _difference(series: Series, frame: Frame) -> Series:
    return tuple(None if one is None else one[0] for one in _differences(series, frame))


def _time_between(series: Series, frame: Frame) -> Series:
    return tuple(None if one is None else float(one[1]) for one in _differences(series, frame))


def _rate(series: Series, frame: Frame) -> Series:
    return tuple(None if one is None else one[0] / one[1] for one in _differences(series, frame))


def _running_sum(series: Series, _: Frame) -> Series:
    """Return the sums so far; where a point is missing, there is none."""
    sums = accumulate(point or 0.0 for point in series)
    return tuple(
        None if point is None else finite(total) for point, total in zip(series, sums, strict=True)
    )


def _when(part: Callable[[datetime], float]) -> Function:
    """Make a function of when periods begin, in UTC; it has a point everywhere."""
    return lambda _, frame: tuple(
        float(part(datetime.fromtimestamp(time, UTC))) for time in frame.times
    )


def _metric_count(arguments: Sequence[Value], _: Frame) -> Value:
    return float(len(_series_of(arguments[0])))


def _remove_empty(arguments: Sequence[Value], _: Frame) -> Value:
    return Array(tuple(series for series in _series_of(arguments[0]) if _points(series)))


def _at(index: int) -> Function:
    def function(arguments: Sequence[Value], frame: Frame) -> Value:
        series = _series_of(arguments[0])
        return series[index] if series else frame.constant(None)

    return function


def _slice(arguments: Sequence[Value], _: Frame) -> Value:
    """Return some of the series, counted from 0, the last one exclusive; none of unknown bounds."""
    series = _series_of(arguments[0])
    bounds = [max(0, int(bound)) for bound in arguments[1:] if isinstance(bound, float)]
    if len(bounds) < len(arguments) - 1:
        return Array(())
    return Array(series[slice(bounds[0], bounds[1] if len(bounds) > 1 else None)])


def _time_series(arguments: Sequence[Value], frame: Frame) -> Value:
    (number,) = arguments
    assert not isinstance(number, tuple | Array)
    return frame.constant(number)


REDUCTIONS: Mapping[str, Callable[[Sequence[float | None], Settings], Number]] = {
    "AVG": _average,
    "MIN": _least,
    "MAX": _greatest,
    "SUM": _sum,
}
"""What SORT can order series by."""

FUNCTIONS: Mapping[str, Function] = {
    "ABS": _mapped(abs),
    "CEIL": _mapped(lambda point: float(math.ceil(point))),
    "FLOOR": _mapped(lambda point: float(math.floor(point))),
    "LOG": _logarithm(math.log),
    "LOG10": _logarithm(math.log10),
    **{name: _reduced(reduce) for name, reduce in REDUCTIONS.items()},
    "STDDEV": _reduced(_deviation),
    "DATAPOINT_COUNT": _reduced(_count),
    "DIFF": _of_series(_difference),
    "DIFF_TIME": _of_series(_time_between),
    "RATE": _of_series(_rate),
    "RUNNING_SUM": _of_series(_running_sum),
    "FIRST": _at(0),
    "LAST": _at(-1),
    "SLICE": _slice,
    "METRIC_COUNT": _metric_count,
    "REMOVE_EMPTY": _remove_empty,
    "TIME_SERIES": _time_series,
    "MINUTE": _when(lambda time: time.minute),
    "HOUR": _when(lambda time: time.hour),
    "DAY": _when(lambda time: time.isoweekday()),  # 1 is Monday
    "DATE": _when(lambda time: time.day),
    "MONTH": _when(lambda time: time.month),
    "YEAR": _when(lambda time: time.year),
    "EPOCH": _when(lambda time: time.timestamp()),
}
