"""Statistics over the samples of a period.

Source: CloudWatch User Guide, "CloudWatch statistics definitions". Between two values, the lower one is
exclusive and the upper one inclusive. How a percentage cuts through samples is not documented, see
`Settings`. All but the five plain statistics do not exist where a value is negative.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, fsum

from eventflow_monitoring.model.statistic import Statistic, StatisticKind
from eventflow_monitoring.simulate.settings import Percentile, Settings, Trimming


@dataclass(frozen=True, slots=True)
class Sample:
    """A value, and how many times it was seen."""

    value: float
    count: int = 1


def statistic_of(
    samples: Sequence[Sample], statistic: Statistic, settings: Settings
) -> float | None:
    """Return a statistic of some samples; None where there are none to make it of."""
    seen = sorted((one for one in samples if one.count), key=lambda one: one.value)
    if not seen:
        return None
    if statistic.kind in _PLAIN:
        return _plain(seen, statistic.kind)
    if seen[0].value < 0:
        return None
    if statistic.kind is StatisticKind.PERCENTILE:
        assert statistic.high is not None
        return _percentile(seen, statistic.high, settings.percentile)
    if statistic.kind is StatisticKind.WINSORIZED_MEAN:
        return _mean(_winsorized(seen, statistic, settings))
    return _trimmed(seen, statistic, settings)


_PLAIN = frozenset(
    {
        StatisticKind.SAMPLE_COUNT,
        StatisticKind.AVERAGE,
        StatisticKind.SUM,
        StatisticKind.MINIMUM,
        StatisticKind.MAXIMUM,
    }
)

_Weighted = tuple[float, Fraction | int]
"""A value and how many samples of it count."""


def _plain(seen: Sequence[Sample], kind: StatisticKind) -> float:
    """Return a statistic that needs no order; the samples are sorted all the same."""
    match kind:
        case StatisticKind.SAMPLE_COUNT:
            return float(_count(seen))
        case StatisticKind.MINIMUM:
            return seen[0].value
        case StatisticKind.MAXIMUM:
            return seen[-1].value
        case StatisticKind.SUM:
            return _sum((one.value, one.count) for one in seen)
        case _:
            return _sum((one.value, one.count) for one in seen) / _count(seen)


def _trimmed(seen: Sequence[Sample], statistic: Statistic, settings: Settings) -> float | None:
    kept = list(_kept(seen, statistic, settings))
    count = sum(weight for _, weight in kept)
    match statistic.kind:
        case StatisticKind.TRIMMED_COUNT:
            return float(count)
        case StatisticKind.TRIMMED_SUM:
            return _sum(kept)
        case StatisticKind.PERCENTILE_RANK:
            return float(100 * Fraction(count) / _count(seen))
        case _:
            return _mean(kept)


def _percentile(seen: Sequence[Sample], percentage: Fraction, how: Percentile) -> float:
    total = _count(seen)
    if how is Percentile.NEAREST_RANK:
        return _ranked(seen, max(1, ceil(percentage * total / 100)))
    position = percentage * (total - 1) / 100
    below = floor(position)
    low, high = _ranked(seen, below + 1), _ranked(seen, min(below + 2, total))
    return low + (high - low) * float(position - below)


def _ranked(seen: Sequence[Sample], rank: int) -> float:
    """Return the sample of a rank, the smallest of which is 1."""
    passed = 0
    for one in seen:
        passed += one.count
        if passed >= rank:
            return one.value
    raise AssertionError("a rank is at most the number of samples")


def _kept(seen: Sequence[Sample], statistic: Statistic, settings: Settings) -> Iterator[_Weighted]:
    """Yield the values between the bounds of a statistic, each with how many samples of it count."""
    if not statistic.percent:
        for one in seen:
            above = statistic.low is None or one.value > statistic.low
            if above and (statistic.high is None or one.value <= statistic.high):
                yield one.value, one.count
        return
    low, high = _ranks(_count(seen), statistic, settings.trimming)
    passed = 0
    for one in seen:
        inside = min(passed + one.count, high) - max(passed, low)
        passed += one.count
        if inside > 0:
            yield one.value, inside


def _ranks(
    total: int, statistic: Statistic, how: Trimming
) -> tuple[Fraction | int, Fraction | int]:
    """Return between which ranks samples count: the sample of rank 1 reaches from 0 to 1."""
    low = (statistic.low or 0) * Fraction(total) / 100
    high = Fraction(100 if statistic.high is None else statistic.high) * total / 100
    return (floor(low), ceil(high)) if how is Trimming.WHOLE else (low, high)


def _winsorized(
    seen: Sequence[Sample], statistic: Statistic, settings: Settings
) -> Iterator[_Weighted]:
    """Yield every value, those outside the bounds as the one at the edge."""
    low = None if statistic.low is None else float(statistic.low)
    high = None if statistic.high is None else float(statistic.high)
    if statistic.percent:
        kept = [value for value, _ in _kept(seen, statistic, settings)]
        low, high = (kept[0], kept[-1]) if kept else (None, None)
    for one in seen:
        value = one.value if low is None else max(one.value, low)
        yield value if high is None else min(value, high), one.count


def _mean(kept: Iterator[_Weighted] | Sequence[_Weighted]) -> float | None:
    weighted = list(kept)
    count = sum(weight for _, weight in weighted)
    return _sum(weighted) / float(count) if count else None


def _sum(weighted: Iterator[_Weighted] | Sequence[_Weighted]) -> float:
    return fsum(value * float(weight) for value, weight in weighted)


def _count(seen: Sequence[Sample]) -> int:
    return sum(one.count for one in seen)
