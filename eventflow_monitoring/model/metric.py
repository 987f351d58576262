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


class MetricType(Enum):
    """How a metric behaves, in the words of Prometheus and OpenTelemetry.

    A counter's values are what was counted in each period and add up; a gauge's are samples of
    something that goes up and down; a histogram's are measurements whose spread matters.
    """

    COUNTER = "counter"
    GAUGE = "gauge"
    HISTOGRAM = "histogram"


@dataclass(frozen=True, slots=True)
class Range:
    """The values a metric can have, both ends included; None where there is no end."""

    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class HealthCheckId:
    """A dimension value that exists only once AWS has created the health check of this name."""

    health_check: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A metric that CloudWatch stores. `period` is in seconds; dimensions are sorted by name.

    `dimension_sets` are the sets of dimension names it is published with, that of `dimensions`
    among them: CloudWatch adds nothing up over dimensions. `picked` are the dimensions that whoever
    reads it chose, beyond those it has in the catalogue. `expected_values` says of dimensions how many
    values they have, where somebody has stated it.
    """

    name: str
    label: str
    namespace: str
    metric_name: str
    dimensions: tuple[tuple[str, str | HealthCheckId], ...]
    dimension_sets: tuple[frozenset[str], ...]
    unit: Unit
    range: Range
    type: MetricType | None
    statistic: str
    period: int
    missing_data: MissingData
    category: Category | None
    prometheus_name: str | None
    picked: tuple[tuple[str, str], ...] = ()
    expected_values: tuple[tuple[str, int], ...] = ()
    origin: Origin = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputedMetric:
    """A metric-math expression over metrics.

    `expression` is in CloudWatch's syntax, fully parenthesised, and names its `operands` by id.
    Each operand is read with its own statistic, all with one period; `period_origin` is where that
    was written, where it is not of the catalogue.
    """

    name: str
    label: str
    expression: str
    operands: tuple[tuple[str, Metric], ...]
    unit: Unit
    range: Range
    period: int
    missing_data: MissingData
    category: Category | None
    origin: Origin = field(compare=False)
    period_origin: Origin | None = field(default=None, compare=False)

    @property
    def picked(self) -> tuple[tuple[str, str], ...]:
        """The dimensions that whoever reads it chose for all of its operands."""
        return self.operands[0][1].picked if self.operands else ()


AnyMetric = Metric | ComputedMetric


def unit_read(metric: AnyMetric, statistic: str | None) -> Unit:
    """Return the unit of what a statistic makes of a metric: a percentile rank is a percentage."""
    return Unit("Percent") if (statistic or "").startswith("PR(") else metric.unit


def stored_metrics(metric: AnyMetric) -> tuple[Metric, ...]:
    """Return the stored metrics that a metric is read from: itself, or its operands."""
    if isinstance(metric, ComputedMetric):
        return tuple(operand for _, operand in metric.operands)
    return (metric,)
