"""Metric math over a whole run at once, where a point is made of the points of its own time only.

That is arithmetic, comparisons, AND and OR, IF, and FILL with a value. A point there is the same in
every evaluation that sees it; what looks at other points as well (DIFF, AVG, FILL with REPEAT) depends
on which an evaluation sees, and is left to `metric_math`. A missing point is NaN.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eventflow_monitoring.expression import syntax
from eventflow_monitoring.expression.syntax import Binary, Call, Keyword, Name, Node, Unary
from eventflow_monitoring.simulate.math_values import LOGIC, Array, Frame, binary
from eventflow_monitoring.simulate.settings import MissingOperand, Settings

Points = NDArray[np.float64]
_Value = Points | float | None
"""A series or a number; None is a number that does not exist."""

_OPERATIONS: Mapping[str, Callable[[Points, Points], NDArray[Any]]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,  # by zero is infinite or NaN, and dropped either way
    "==": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "AND": np.logical_and,
    "OR": np.logical_or,
}


class NotPointwiseError(Exception):
    """An expression that is not computed here."""


def compute_points(
    node: Node, metrics: Mapping[str, Points], periods: Mapping[str, int], settings: Settings
) -> Points:
    """Return the series that an expression makes of others. Raises NotPointwiseError."""
    result = _Computation(metrics, periods, settings).value(node)
    if not isinstance(result, np.ndarray):
        raise NotPointwiseError
    return result


class _Computation:
    """An expression over series of one length."""

    def __init__(
        self, metrics: Mapping[str, Points], periods: Mapping[str, int], settings: Settings
    ) -> None:
        self._metrics = metrics
        self._periods = periods
        self._settings = settings

    def value(self, node: Node) -> _Value:
        """Return what a node makes."""
        match node:
            case syntax.Number(text=text):
                return float(text)
            case Name(name=name):
                return self._metrics[name]
            case Unary(operator=operator, operand=operand):
                value = self.value(operand)
                return self._negated(value) if operator == "-" else value
            case Binary(operator=operator, left=left, right=right):
                return self._binary(operator, self.value(left), self.value(right))
            case Call(function="IF", arguments=(condition, then, *others)):
                otherwise = self.value(others[0]) if others else None
                return self._if(self.value(condition), self.value(then), otherwise)
            case Call(function="FILL", arguments=(filled, filler)) if not isinstance(
                filler, Keyword
            ):
                return self._filled(self.value(filled), self.value(filler))
            case Call(function="PERIOD", arguments=(Name(name=name),)):
                return float(self._periods[name])
        raise NotPointwiseError

    def _negated(self, value: _Value) -> _Value:
        return -value if value is not None else None

    def _binary(self, operator: str, left: _Value, right: _Value) -> _Value:
        left_is_series, right_is_series = (isinstance(one, np.ndarray) for one in (left, right))
        if not isinstance(left, np.ndarray) and not isinstance(right, np.ndarray):
            number = binary(operator, left, right, Frame((), {}, {}, self._settings))
            assert not isinstance(number, tuple | Array)
            return number
        if operator not in _OPERATIONS:
            raise NotPointwiseError
        lefts, rights = _numbers(left), _numbers(right)
        missing = np.isnan(lefts) | np.isnan(rights)
        zero = operator in LOGIC or self._settings.missing_operand is MissingOperand.ZERO
        if left_is_series and right_is_series and zero:
            missing = np.isnan(lefts) & np.isnan(rights)
            lefts, rights = np.nan_to_num(lefts), np.nan_to_num(rights)
        result = _OPERATIONS[operator](lefts, rights).astype(np.float64)
        return np.where(missing | ~np.isfinite(result), np.nan, result)

    def _if(self, condition: _Value, then: _Value, otherwise: _Value) -> Points:
        """Return IF as `metric_math` does, with the zeros that AWS's examples show."""
        if not isinstance(condition, np.ndarray):
            raise NotPointwiseError
        zero = isinstance(then, np.ndarray)
        chosen = [
            np.nan_to_num(one) if zero and isinstance(one, np.ndarray) else _numbers(one)
            for one in (then, otherwise)
        ]
        return np.where(np.isnan(condition), np.nan, np.where(condition != 0, *chosen))

    def _filled(self, value: _Value, filler: _Value) -> Points:
        if not isinstance(value, np.ndarray):
            raise NotPointwiseError
        return np.where(np.isnan(value), _numbers(filler), value)


def _numbers(value: _Value) -> Points:
    return np.asarray(np.nan if value is None else value, dtype=np.float64)
