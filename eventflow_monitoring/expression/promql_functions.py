"""The functions and aggregations of PromQL, and what each of them takes.

Source: Prometheus 3 documentation, "Query functions" and "Operators", and
promql/parser/functions.go. Those that Prometheus calls experimental are among them.
"""

from dataclasses import dataclass
from enum import Enum


class Type(Enum):
    """What an expression is, in words."""

    NUMBER = "a number"
    SERIES = "a series"
    RANGE = "a range"
    STRING = "a string"


@dataclass(frozen=True, slots=True)
class Function:
    """What a function takes and returns.

    `takes` are the types of its arguments, of which `optional` at the end may be left out. There
    are at most `most`, with None as many as one likes: all beyond `takes` are as its last.
    """

    takes: tuple[Type, ...]
    optional: int
    most: int | None
    returns: Type

    @property
    def least(self) -> int:
        """How many arguments there must be."""
        return len(self.takes) - self.optional

    def type_at(self, index: int) -> Type:
        """Return the type of an argument."""
        return self.takes[min(index, len(self.takes) - 1)]


_N, _V, _R, _S = Type.NUMBER, Type.SERIES, Type.RANGE, Type.STRING


def _function(
    *takes: Type, optional: int = 0, more: int | None = 0, returns: Type = Type.SERIES
) -> Function:
    """Return a function; `more` is how many arguments may follow those listed, None for any."""
    return Function(takes, optional, None if more is None else len(takes) + more, returns)


_OF_SERIES = """abs absent ceil exp floor histogram_avg histogram_count histogram_stddev
    histogram_stdvar histogram_sum ln log10 log2 sgn sort sort_desc sqrt timestamp acos acosh asin
    asinh atan atanh cos cosh deg rad sin sinh tan tanh"""
_OF_RANGE = """absent_over_time avg_over_time changes count_over_time delta deriv first_over_time
    idelta increase irate last_over_time mad_over_time max_over_time min_over_time
    present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time
    ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time"""
_OF_TIME = "day_of_month day_of_week day_of_year days_in_month hour minute month year"

FUNCTIONS = {
    **{name: _function(_V) for name in _OF_SERIES.split()},
    **{name: _function(_R) for name in _OF_RANGE.split()},
    **{name: _function(_V, optional=1) for name in _OF_TIME.split()},
    "clamp": _function(_V, _N, _N),
    "clamp_max": _function(_V, _N),
    "clamp_min": _function(_V, _N),
    "double_exponential_smoothing": _function(_R, _N, _N),
    "histogram_fraction": _function(_N, _N, _V),
    "histogram_quantile": _function(_N, _V),
    "histogram_quantiles": _function(_V, _S, _N, more=9),
    "info": _function(_V, _V, optional=1),
    "label_join": _function(_V, _S, _S, _S, optional=1, more=None),
    "label_replace": _function(_V, _S, _S, _S, _S),
    "pi": _function(returns=_N),
    "predict_linear": _function(_R, _N),
    "quantile_over_time": _function(_N, _R),
    "round": _function(_V, _N, optional=1),
    "scalar": _function(_V, returns=_N),
    "sort_by_label": _function(_V, _S, optional=1, more=None),
    "sort_by_label_desc": _function(_V, _S, optional=1, more=None),
    "time": _function(returns=_N),
    "vector": _function(_N),
}

AGGREGATIONS = {
    **{
        name: _function(_V)
        for name in ("avg", "count", "group", "max", "min", "stddev", "stdvar", "sum")
    },
    **{
        name: _function(_N, _V) for name in ("bottomk", "limit_ratio", "limitk", "quantile", "topk")
    },
    "count_values": _function(_S, _V),
}

FORMER_NAMES = {"holt_winters": "double_exponential_smoothing"}
"""Functions that Prometheus 3 calls something else."""
