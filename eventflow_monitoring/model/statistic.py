"""The statistics of CloudWatch: their names, and what each is made of.

Source: CloudWatch User Guide, "CloudWatch statistics definitions"; the regular expression of
AnomalyDetectorMetricStat in botocore 1.44.5.
"""

import re
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction


class StatisticKind(Enum):
    """What a statistic makes of the samples of a period; the value is how its name begins."""

    SAMPLE_COUNT = "SampleCount"
    AVERAGE = "Average"
    SUM = "Sum"
    MINIMUM = "Minimum"
    MAXIMUM = "Maximum"
    PERCENTILE = "p"
    TRIMMED_MEAN = "TM"
    TRIMMED_COUNT = "TC"
    TRIMMED_SUM = "TS"
    WINSORIZED_MEAN = "WM"
    PERCENTILE_RANK = "PR"


@dataclass(frozen=True, slots=True)
class Statistic:
    """A statistic, of the samples between two bounds where it has any.

    Bounds are values or, where `percent`, percentages of the samples; None is no bound. A percentile
    has its percentage in `high`.
    """

    kind: StatisticKind
    low: Fraction | None = None
    high: Fraction | None = None
    percent: bool = False


_PLAIN = {
    kind.value: Statistic(kind)
    for kind in (
        StatisticKind.AVERAGE,
        StatisticKind.SUM,
        StatisticKind.MINIMUM,
        StatisticKind.MAXIMUM,
        StatisticKind.SAMPLE_COUNT,
    )
}
_MIDDLE = Statistic(StatisticKind.TRIMMED_MEAN, Fraction(25), Fraction(75), percent=True)
_NAMED = {**_PLAIN, "IQM": _MIDDLE}

NAMED_STATISTICS = tuple(_NAMED)
"""The names that have no number in them."""

_UP_TO = re.compile(r"(p|tc|tm|ts|wm)(\d{1,2}(?:\.\d{1,10})?|100)", re.ASCII)
_RANGES = (
    re.compile(r"(TM|TC|TS|WM)\((?:(\d+(?:\.\d+)?)%)?:(?:(\d+(?:\.\d+)?)%)?\)", re.ASCII),
    re.compile(r"(TM|TC|TS|WM|PR)\((\d+(?:\.\d+)?)?:(\d+(?:\.\d+)?)?\)", re.ASCII),
)
_ANY_RANGE = re.compile(r"[A-Z]{2}\((\d+(?:\.\d+)?%?)?:(\d+(?:\.\d+)?%?)?\)", re.ASCII)


def parse_statistic(name: str) -> Statistic | None:
    """Return the statistic of a name; None where CloudWatch has none, or its range holds nothing."""
    if name in _NAMED:
        return _NAMED[name]
    up_to = _UP_TO.fullmatch(name)
    if up_to is not None:
        letters = up_to[1] if up_to[1] == "p" else up_to[1].upper()
        return Statistic(StatisticKind(letters), high=Fraction(up_to[2]), percent=True)
    if empty_range(name) is not None:
        return None
    for pattern in _RANGES:
        found = pattern.fullmatch(name)
        if found is not None:
            low, high = (None if bound is None else Fraction(bound) for bound in found.groups()[1:])
            return Statistic(StatisticKind(found[1]), low, high, percent="%" in name)
    return None


def empty_range(name: str) -> str | None:
    """Return what is wrong with the bounds of a statistic over a range."""
    bounds = _ANY_RANGE.fullmatch(name)
    if bounds is None:
        return None
    low, high = (None if one is None else float(one.rstrip("%")) for one in bounds.groups())
    if low is None and high is None:
        return "the range needs a bound: `TM(:90%)`, `TM(10%:)`"
    if low is not None and high is not None and low >= high:
        return "the lower bound comes first, and is less than the upper: `TM(10%:90%)`"
    if "%" in name and any(one is not None and one > 100 for one in (low, high)):
        return "a bound is at most `100%`"
    return None
