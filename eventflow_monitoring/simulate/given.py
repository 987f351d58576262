"""What a simulation starts from: the samples of metrics, and states that are told to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.metric import Metric


class History(Enum):
    """What a metric was before minute 0."""

    FIRST_VALUE = "first value"
    """As its first sample is; a series that begins with a missing point has no history."""
    MISSING = "missing"
    """Without data: it did not exist."""


@dataclass(frozen=True, slots=True)
class GivenSeries:
    """The samples of a metric: sample k is what was seen from k to k + 1 intervals. None is missing.

    Each value stands for `sample_count` samples of this value. With `statistic`, the values are that
    statistic of their intervals, and `sample_count` is how many samples each was made of (None:
    nobody said).
    """

    values: Sequence[float | None]
    sample_count: int | None = 1
    statistic: str | None = None
    history: History = History.FIRST_VALUE


@dataclass(frozen=True, slots=True)
class GivenStates:
    """The states of an alarm that is told rather than simulated: (seconds from minute 0, state).

    The first is that from the beginning, whatever its time; times go up.
    """

    states: tuple[tuple[int, State], ...]


def series_name(metric: Metric) -> str:
    """Return the name under which the samples of a metric are given.

    That is its name in the catalogue, and the dimensions that an alarm picked for itself:
    `ConsumerLag{consumer_group_id=billing}`.
    """
    picked = ",".join(f"{name}={value}" for name, value in metric.picked)
    return f"{metric.name}{{{picked}}}" if picked else metric.name
