"""An alarm: what it watches, when it fires, and whom it tells."""

from dataclasses import dataclass, field
from enum import Enum

from eventflow_monitoring.model.metric import AnyMetric, MissingData
from eventflow_monitoring.model.notification import Topic
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.position import Origin


class Comparison(Enum):
    """CloudWatch's ComparisonOperator for a static threshold."""

    GREATER = "GreaterThanThreshold"
    GREATER_OR_EQUAL = "GreaterThanOrEqualToThreshold"
    LESS = "LessThanThreshold"
    LESS_OR_EQUAL = "LessThanOrEqualToThreshold"

    @property
    def symbol(self) -> str:
        """The comparison as people write it."""
        return _SYMBOLS[self]


_SYMBOLS = {
    Comparison.GREATER: ">",
    Comparison.GREATER_OR_EQUAL: "≥",
    Comparison.LESS: "<",
    Comparison.LESS_OR_EQUAL: "≤",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A threshold alarm.

    It goes into ALARM when `datapoints_to_alarm` of the last `evaluation_periods` data points,
    each over `period` seconds, compare as `comparison` with `threshold` (in the metric's unit).
    `statistic` is None for a computed metric, whose operands bring their own.
    """

    name: str
    physical_name: str
    tier: Tier
    description: str
    metric: AnyMetric
    statistic: str | None
    comparison: Comparison
    threshold: float
    period: int
    evaluation_periods: int
    datapoints_to_alarm: int
    missing_data: MissingData
    actions_enabled: bool
    topics: tuple[Topic, ...]
    origin: Origin = field(compare=False)

    @property
    def recovery_topics(self) -> tuple[Topic, ...]:
        """The topics that are told when the alarm returns to OK."""
        return tuple(topic for topic in self.topics if topic.recovery)
