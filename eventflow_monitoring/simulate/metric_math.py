"""Metric math over the series of an alarm: a syntax tree to the series it makes.

Source: CloudWatch User Guide, "Using math expressions with CloudWatch metrics" and "Using IF
expressions". What only AWS can compute raises CannotSimulateError.
"""

from collections.abc import Sequence
from itertools import pairwise

from eventflow_monitoring.expression import syntax
from eventflow_monitoring.expression.syntax import Binary, Call, Keyword, Name, Node, Text, Unary
from eventflow_monitoring.simulate.buckets import CannotSimulateError
from eventflow_monitoring.simulate.math_functions import FUNCTIONS, REDUCTIONS
from eventflow_monitoring.simulate.math_values import (
    Array,
    Frame,
    Number,
    Series,
    Value,
    binary,
    negated,
)

_ELSEWHERE = {
    "ANOMALY_DETECTION_BAND": "which AWS learns from weeks of data",
    "DB_PERF_INSIGHTS": "which is data of Performance Insights",
    "INSIGHT_RULE_METRIC": "which is data of Contributor Insights",
    "LAMBDA": "which is what a function of yours returns",
    "SEARCH": "which depends on the metrics that exist",
    "SERVICE_QUOTA": "which is a quota of the account",
}
"""Functions of what no test gives."""


def compute(node: Node, frame: Frame) -> Series:
    """Return the series that an expression makes. Raises CannotSimulateError."""
    result = _value(node, frame)
    if not isinstance(result, tuple):
        raise CannotSimulateError("compares an expression that is not one series")
    return result


def _value(node: Node, frame: Frame) -> Value:
    match node:
        case syntax.Number(text=text):
            return float(text)
        case Name(name=name):
            if name not in frame.metrics:
                raise CannotSimulateError(f"computes with `{name}`, which it has no query for")
            return frame.metrics[name]
        case syntax.Array(elements=elements):
            return Array(tuple(_flat([_value(element, frame) for element in elements])))
        case Unary(operator=operator, operand=operand):
            value = _value(operand, frame)
            return negated(value) if operator == "-" else value
        case Binary(operator=operator, left=left, right=right):
            return binary(operator, _value(left, frame), _value(right, frame), frame)
        case Call():
            return _call(node, frame)
        case Text() | Keyword():
            raise AssertionError("a text or a word is an argument of the function that takes it")


def _flat(values: Sequence[Value]) -> list[Series]:
    """Return the series of an array, in which there may be other arrays."""
    series: list[Series] = []
    for value in values:
        if isinstance(value, Array):
            series += value.series
        else:
            assert isinstance(value, tuple), "an array is made of series"
            series.append(value)
    return series


def _call(call: Call, frame: Frame) -> Value:
    arguments = call.arguments
    if call.function in _ELSEWHERE:
        raise CannotSimulateError(f"computes `{call.function}`, {_ELSEWHERE[call.function]}")
    match call.function:
        case "METRICS":
            return _metrics(arguments, frame)
        case "PERIOD":
            (metric,) = arguments
            assert isinstance(metric, Name)
            return float(frame.periods[metric.name])
        case "IF":
            return _if(arguments, frame)
        case "FILL":
            return _fill(arguments, frame)
        case "SORT":
            return _sort(arguments, frame)
        case name:
            return FUNCTIONS[name]([_value(argument, frame) for argument in arguments], frame)


def _metrics(arguments: Sequence[Node], frame: Frame) -> Array:
    """Return all metrics of the alarm, or those whose id contains a text; no expressions."""
    part = arguments[0].text if arguments and isinstance(arguments[0], Text) else ""
    return Array(tuple(frame.metrics[id] for id in frame.periods if part in id))


def _if(arguments: Sequence[Node], frame: Frame) -> Series:
    condition, then, *others = (_value(argument, frame) for argument in arguments)
    otherwise = others[0] if others else None
    if not isinstance(condition, tuple):
        chosen = None if condition is None else then if condition else otherwise
        return chosen if isinstance(chosen, tuple) else frame.constant(None)
    assert not isinstance(then, Array)
    assert not isinstance(otherwise, Array)
    # A chosen series without a point is 0, but not where the other choice is a number to be chosen
    # when true: so say the rows of the page's examples.
    zero = isinstance(then, tuple)
    return tuple(
        _chosen(truth, index, then, otherwise, zero=zero) for index, truth in enumerate(condition)
    )


def _chosen(
    truth: Number, index: int, then: Number | Series, otherwise: Number | Series, *, zero: bool
) -> Number:
    """Return a point of IF: of what is chosen there; none where the condition has none."""
    if truth is None:
        return None
    chosen = then if truth else otherwise
    if not isinstance(chosen, tuple):
        return chosen
    point = chosen[index]
    return 0.0 if point is None and zero else point


def _fill(arguments: Sequence[Node], frame: Frame) -> Value:
    value, filler = _value(arguments[0], frame), arguments[1]
    if isinstance(value, Array):
        return Array(tuple(_filled(series, filler, frame) for series in value.series))
    assert isinstance(value, tuple)
    return _filled(value, filler, frame)


def _filled(series: Series, filler: Node, frame: Frame) -> Series:
    if isinstance(filler, Keyword):
        return _repeated(series) if filler.word == "REPEAT" else _interpolated(series, frame)
    value = _value(filler, frame)
    assert not isinstance(value, Array)
    fillers = value if isinstance(value, tuple) else frame.constant(value)
    return tuple(
        other if point is None else point for point, other in zip(series, fillers, strict=True)
    )


def _repeated(series: Series) -> Series:
    """Fill with the last point; before the first one there is none."""
    filled: list[float | None] = []
    for point in series:
        filled.append(point if point is not None or not filled else filled[-1])
    return tuple(filled)


def _interpolated(series: Series, frame: Frame) -> Series:
    """Fill on the line between the points around; before the first and after the last is none."""
    known = [index for index, point in enumerate(series) if point is not None]
    filled = list(series)
    for before, after in pairwise(known):
        low, high = series[before], series[after]
        assert low is not None
        assert high is not None
        begin, length = frame.times[before], frame.times[after] - frame.times[before]
        for index in range(before + 1, after):
            filled[index] = low + (high - low) * (frame.times[index] - begin) / length
    return tuple(filled)


def _sort(arguments: Sequence[Node], frame: Frame) -> Array:
    """Order series by a function of all their points; those without points come last."""
    array = _value(arguments[0], frame)
    assert isinstance(array, Array)
    by, order = arguments[1], arguments[2]
    assert isinstance(by, Keyword)
    assert isinstance(order, Keyword)
    limit = _value(arguments[3], frame) if len(arguments) > 3 else None
    keyed = [(REDUCTIONS[by.word](series, frame.settings), series) for series in array.series]
    with_points = [(key, series) for key, series in keyed if key is not None]
    with_points.sort(key=lambda pair: pair[0], reverse=order.word == "DESC")
    ordered = [series for _, series in with_points]
    ordered += [series for key, series in keyed if key is None]
    return Array(tuple(ordered[: int(limit)] if isinstance(limit, float) else ordered))
