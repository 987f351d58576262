"""The samples of a metric in a period, and a statistic of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from eventflow_monitoring.model.statistic import Statistic, StatisticKind, parse_statistic
from eventflow_monitoring.simulate.given import GivenSeries, History
from eventflow_monitoring.simulate.settings import Settings
from eventflow_monitoring.simulate.statistics import Sample, statistic_of
from eventflow_monitoring.simulate.windows import Bucket

_COMPOSABLE: Mapping[StatisticKind, Callable[[Sequence[float]], float]] = {
    StatisticKind.SUM: sum,
    StatisticKind.SAMPLE_COUNT: sum,
    StatisticKind.MINIMUM: min,
    StatisticKind.MAXIMUM: max,
}
"""Statistics of a period that follow from those of its parts."""


class CannotSimulateError(Exception):
    """Something that is not simulated; the message is the reason of a `NotSimulated`."""


@dataclass(frozen=True, slots=True)
class Sampled:
    """A series on the grid of a run: sample k is what was seen from k to k + 1 intervals."""

    name: str
    given: GivenSeries
    interval: int

    @property
    def start(self) -> int | None:
        """When the first data was seen; None where there was some before minute 0, or never any."""
        values = self.given.values
        if self.given.history is History.FIRST_VALUE and values and values[0] is not None:
            return None
        first = next((index for index, value in enumerate(values) if value is not None), None)
        return None if first is None else first * self.interval

    def value_at(self, index: int) -> float | None:
        """Return a sample, those before minute 0 (of negative indices) as the history says."""
        values = self.given.values
        if index < 0:
            has_history = self.given.history is History.FIRST_VALUE and values
            return values[0] if has_history else None
        return values[index] if index < len(values) else None

    def values_in(self, bucket: Bucket, now: int) -> list[float]:
        """Return the samples that begin in a period, and are over."""
        first = -(-bucket.start // self.interval)
        last = min(-(-bucket.end // self.interval), now // self.interval)
        found = (self.value_at(index) for index in range(first, last))
        return [value for value in found if value is not None]

    def statistic(self, name: str, bucket: Bucket, now: int, settings: Settings) -> float | None:
        """Return a statistic of a period. Raises CannotSimulateError."""
        statistic = parse_statistic(name)
        if statistic is None:
            raise CannotSimulateError(f"reads `{name}`, which is no statistic")
        values = self.values_in(bucket, now)
        given, count = self.given.statistic, self.given.sample_count
        if given is None or (statistic.kind is StatisticKind.SAMPLE_COUNT and count is not None):
            samples = [Sample(value, 1 if count is None else count) for value in values]
            return statistic_of(samples, statistic, settings)
        self._check_given(statistic, name, bucket)
        if not values:
            return None
        combine = _COMPOSABLE.get(statistic.kind, max)  # the others are of one interval: one value
        return float(combine(values))

    def samples_in(self, bucket: Bucket, now: int) -> int | None:
        """Return how many samples were seen in a period; None where nobody said."""
        count = self.given.sample_count
        return None if count is None else count * len(self.values_in(bucket, now))

    def _check_given(self, statistic: Statistic, name: str, bucket: Bucket) -> None:
        """Refuse to make a statistic of values that are another one, or of shorter periods."""
        given = self.given.statistic
        assert given is not None
        if parse_statistic(given) != statistic:
            raise CannotSimulateError(
                f"reads `{name}` of `{self.name}`, which is given as `{given}`"
            )
        length = bucket.end - bucket.start
        if length != self.interval and statistic.kind not in _COMPOSABLE:
            raise CannotSimulateError(
                f"reads `{name}` of `{self.name}` over {length:,} seconds, and none follows from "
                f"that of {self.interval:,} seconds"
            )
