"""What is done with log records as they come in: counted into metrics, or sent somewhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeVar

from eventflow_monitoring.model.log_group import LogGroup
from eventflow_monitoring.model.metric import Metric
from eventflow_monitoring.position import Written

MAX_DIMENSIONS = 3
"""Dimensions of a metric filter (CloudWatch Logs API, MetricTransformation.dimensions)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricFilter:
    """A data point for every record that a pattern matches.

    `value` is a number or a field of the record (`$.duration_ms`), `default` what a minute with
    records none of which match counts as, `dimensions` are fields by the name of the dimension.
    """

    name: str
    physical_name: str
    log_group: LogGroup
    pattern: str
    metric: Metric
    value: str
    default: float | None
    dimensions: tuple[tuple[str, str], ...] = ()
    written: Written = field(compare=False)


class DestinationKind(Enum):
    """What records are sent to."""

    FUNCTION = "function"
    STREAM = "stream"
    FIREHOSE = "firehose"
    DESTINATION = "destination"


class Distribution(Enum):
    """How records are spread over the shards of a stream."""

    BY_LOG_STREAM = "ByLogStream"
    RANDOM = "Random"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionFilter:
    """Every record that a pattern matches is sent somewhere, which stands already.

    `destination` is an ARN, or the name of one of the environment's, `role` the one by which Logs
    writes to a stream.
    """

    name: str
    physical_name: str
    log_group: LogGroup
    pattern: str
    kind: DestinationKind
    destination: str
    role: str | None
    distribution: Distribution | None
    written: Written = field(compare=False)


_Filter = TypeVar("_Filter", bound=MetricFilter | SubscriptionFilter)


def past_limit(filters: Iterable[_Filter], most: int) -> Iterator[_Filter]:
    """Yield the first filter past a limit of each log group that has more of them."""
    counts: dict[str, int] = {}
    for one in filters:
        group = one.log_group.name
        counts[group] = counts.get(group, 0) + 1
        if counts[group] == most + 1:
            yield one
