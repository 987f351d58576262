"""Metrics as the catalogue declares them: of CloudWatch's, and computed from others."""

from dataclasses import dataclass, field
from enum import Enum

from eventflow_monitoring.model.unit import Unit
from eventflow_monitoring.position import Origin


class Category(Enum):
    """What a metric is about (section 2.1 of the monitoring design)."""

    BUSINESS = "business"
    TECHNICAL = "technical"
    INFRASTRUCTURE = "infrastructure"


class MissingData(Enum):
    """CloudWatch's TreatMissingData: what a period without data counts as in an alarm."""

    MISSING = "missing"
    IGNORE = "ignore"
    BREACHING = "breaching"
    NOT_BREACHING = "notBreaching"


@dataclass(frozen=True, slots=True)
class HealthCheckId:
    """A dimension value that exists only once AWS has created the health check of this name."""

    health_check: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A metric that CloudWatch stores. `period` is in seconds; dimensions are sorted by name."""

    name: str
    label: str
    namespace: str
    metric_name: str
    dimensions: tuple[tuple[str, str | HealthCheckId], ...]
    unit: Unit
    statistic: str
    period: int
    missing_data: MissingData
    category: Category | None
    prometheus_name: str | None
    origin: Origin = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputedMetric:
    """A metric-math expression over metrics.

    `expression` is in CloudWatch's syntax, fully parenthesised, and names its `operands` by id.
    Each operand is read with its own statistic, all with one period.
    """

    name: str
    label: str
    expression: str
    operands: tuple[tuple[str, Metric], ...]
    unit: Unit
    period: int
    missing_data: MissingData
    category: Category | None
    origin: Origin = field(compare=False)


AnyMetric = Metric | ComputedMetric
