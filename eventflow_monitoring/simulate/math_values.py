"""What metric math computes with: numbers, series and arrays of series, and operations between them.

A series has a point or None for each period of the evaluation range, oldest first. Source: CloudWatch
User Guide, "Using math expressions with CloudWatch metrics".
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite

from eventflow_monitoring.simulate.buckets import CannotSimulateError
from eventflow_monitoring.simulate.settings import MissingOperand, Settings

Number = float | None
"""A scalar; None where it is made of a series without a point."""

Series = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Array:
    """Several series."""

    series: tuple[Series, ...]


Value = Number | Series | Array


@dataclass(frozen=True, slots=True)
class Frame:
    """What an expression is computed over.

    `times` are when the periods begin, in seconds since 1970. `metrics` are the series that METRICS()
    means, by id, and `periods` their lengths in seconds.
    """

    times: tuple[int, ...]
    metrics: Mapping[str, Series]
    periods: Mapping[str, int]
    settings: Settings

    def constant(self, number: Number) -> Series:
        """Return a series that is a number everywhere."""
        return (number,) * len(self.times)


Operation = Callable[[float, float], float | None]


def power(base: float, exponent: float) -> float | None:
    """Return a power; None where there is none, as of a negative number to a fraction."""
    try:
        result = base**exponent
    except (ZeroDivisionError, OverflowError):
        return None
    return result if isinstance(result, float | int) else None


ARITHMETIC: Mapping[str, Operation] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right if right else None,  # such a point is dropped
    "^": power,
}

LOGIC: Mapping[str, Operation] = {
    "==": lambda left, right: float(left == right),
    "!=": lambda left, right: float(left != right),
    "<": lambda left, right: float(left < right),
    "<=": lambda left, right: float(left <= right),
    ">": lambda left, right: float(left > right),
    ">=": lambda left, right: float(left >= right),
    "AND": lambda left, right: float(bool(left) and bool(right)),
    "OR": lambda left, right: float(bool(left) or bool(right)),
}


def binary(operator: str, left: Value, right: Value, frame: Frame) -> Value:
    """Return what an operator makes of two values."""
    if isinstance(left, Array) and isinstance(right, Array):
        raise CannotSimulateError(
            f"computes `{operator}` of two arrays, of which AWS does not say what it is"
        )
    if isinstance(left, Array):
        return Array(tuple(_pair(operator, one, right, frame) for one in left.series))
    if isinstance(right, Array):
        return Array(tuple(_pair(operator, left, one, frame) for one in right.series))
    if isinstance(left, tuple) or isinstance(right, tuple):
        return _pair(operator, left, right, frame)
    return _apply(operator, left, right)


def negated(value: Value) -> Value:
    """Return a value with the other sign."""
    return each(value, lambda point: -point)


def each(value: Value, change: Callable[[float], float | None]) -> Value:
    """Return a value with every point changed, to None where it is dropped."""
    if isinstance(value, Array):
        return Array(tuple(_changed(series, change) for series in value.series))
    if isinstance(value, tuple):
        return _changed(value, change)
    return _changed((value,), change)[0]


def _changed(series: Series, change: Callable[[float], float | None]) -> Series:
    return tuple(None if point is None else finite(change(point)) for point in series)


def finite(number: float | None) -> float | None:
    """Return a number; None for what CloudWatch has no value for."""
    return number if number is not None and isfinite(number) else None


def _pair(operator: str, left: Value, right: Value, frame: Frame) -> Series:
    """Return an operation on two values of which one at least is a series.

    Where only one of two series has a point, the other one counts as 0: comparisons and AND and OR
    say so, for arithmetic a setting does. Where none has one, there is none.
    """
    assert not isinstance(left, Array)
    assert not isinstance(right, Array)
    both = isinstance(left, tuple) and isinstance(right, tuple)
    zero = operator in LOGIC or frame.settings.missing_operand is MissingOperand.ZERO
    lefts = left if isinstance(left, tuple) else frame.constant(left)
    rights = right if isinstance(right, tuple) else frame.constant(right)
    points = []
    for one, other in zip(lefts, rights, strict=True):
        if both and zero and not (one is None and other is None):
            points.append(_apply(operator, one or 0.0, other or 0.0))
        else:
            points.append(_apply(operator, one, other))
    return tuple(points)


def _apply(operator: str, left: Number, right: Number) -> Number:
    if left is None or right is None:
        return None
    try:
        return finite((LOGIC.get(operator) or ARITHMETIC[operator])(left, right))
    except OverflowError:
        return None
