"""A series drawn in a line of text."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

T = TypeVar("T")

_BARS = "▁▂▃▄▅▆▇█"
_MISSING = "·"


def sparkline(values: Sequence[float | None], width: int, *, highest: bool = True) -> str:
    """Draw a series in at most so many signs, each as high as its value; a point is a missing one.

    Where a sign stands for several values, it is the highest of them, or the lowest.
    """
    shown = [_chosen(part, highest=highest) for part in parts_of(values, width)]
    real = [value for value in shown if value is not None]
    low, high = min(real, default=0.0), max(real, default=0.0)
    return "".join(_MISSING if value is None else _bar(value, low, high) for value in shown)


def parts_of(values: Sequence[T], count: int) -> list[Sequence[T]]:
    """Return a sequence cut into at most so many parts of nearly the same length, none empty."""
    count = min(count, len(values))
    bounds = [index * len(values) // count for index in range(count + 1)] if count else []
    return [values[start:end] for start, end in pairwise(bounds)]


def _chosen(part: Sequence[float | None], *, highest: bool) -> float | None:
    real = [value for value in part if value is not None]
    if not real:
        return None
    return max(real) if highest else min(real)


def _bar(value: float, low: float, high: float) -> str:
    if high == low:
        return _BARS[0]
    # Halves, for the distance of two numbers may be more than any number.
    share = (value / 2 - low / 2) / (high / 2 - low / 2 or 1)
    return _BARS[round(share * (len(_BARS) - 1))]
