"""`Metrics:` the catalogue; alarms and dashboards name what stands here.

What holds of a metric wherever it is used stands with the metric: its unit, in which thresholds are
read, and what silence means. An entry with an `Expression` is computed, one with a `HealthCheck` says
how that is; any other is stored.

Example:
    Metrics:
      CheckoutLatency:
        Namespace: Example
        MetricName: checkout_latency
        Dimensions:
          Service: shop
        Unit: Milliseconds
        Statistic: p95
        TreatMissingData: notBreaching
        Category: business
        Type: histogram
      SuccessRate:
        Expression: 100 * (Requests - Errors) / Requests
        Unit: Percent
        TreatMissingData: notBreaching
      FailedAlerts:
        Namespace: AWS/SNS
        MetricName: NumberOfNotificationsFailed
        Dimensions:
          TopicName: {Topic: alerts}
        Unit: Count of deliveries
        Statistic: Sum
        TreatMissingData: notBreaching
      ApiHealth:
        HealthCheck: api
    HealthChecks:
      api:
        Domain: api.example.com
        Path: /health
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import Field

from eventflow_monitoring.model.metric import (
    Category,
    ComputedMetric,
    Metric,
    MetricType,
    MissingData,
    Range,
)
from eventflow_monitoring.model.unit import Unit
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.computation import compute
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.dimension import MAX_DIMENSIONS, check_bounded, check_expected
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.health_metric import KEY as HEALTH_CHECK
from eventflow_monitoring.specs.health_metric import HealthMetricSpec, expand_health
from eventflow_monitoring.specs.metric_dimension import DimensionSpec, read_dimensions
from eventflow_monitoring.specs.quantity import QuantityError
from eventflow_monitoring.specs.scalars import (
    Duration,
    MetricUnit,
    Statistic,
    WholeNumber,
)
from eventflow_monitoring.specs.section import Kind, Section
from eventflow_monitoring.specs.spec import Spec
from eventflow_monitoring.specs.value_range import ValueRange, WrittenRange, usual_range


class MetricSpec(Spec):
    """A metric that CloudWatch stores."""

    PLACEHOLDERS: ClassVar[Mapping[str, str]] = {
        "Namespace": "x",
        "Unit": "None",
        "Statistic": "Sum",
    }

    namespace: str
    """CloudWatch's namespace, such as `AWS/ECS`."""
    metric_name: str | None = None
    """CloudWatch's name for it; by default the name it has here."""
    dimensions: dict[str, DimensionSpec] = Field(default_factory=dict)
    """The dimensions it is read with, all of them: CloudWatch adds nothing up over them."""
    dimension_sets: list[list[str]] = Field(default_factory=list)
    """Other sets of dimensions the service publishes it with; alarms choose one by `Dimensions`."""
    bounded_dimensions: list[str] = Field(default_factory=list)
    """Dimensions whose values are few here, though their names say otherwise (`stream_id`)."""
    expected_values: dict[str, WholeNumber] = Field(default_factory=dict)
    """How many values dimensions have, for the estimate of `cost`: each is a metric that is paid for."""
    unit: MetricUnit
    """What its values are in, such as `Percent`, `Milliseconds`, `Count of events`."""
    statistic: Statistic
    """How it is read unless somebody says otherwise."""
    period: Duration = 60
    """The length of one data point."""
    treat_missing_data: MissingData = MissingData.MISSING
    """What a period without data counts as in alarms, unless they say otherwise."""
    category: Category | None = None
    """What it is about: `business`, `technical` or `infrastructure`."""
    range: ValueRange | None = None
    """The values it can have: `0 to 100%`, `0 or more`, `any`; by default what its unit can."""
    type: MetricType | None = None
    """How it behaves: `counter`, `gauge` or `histogram`; a Prometheus `..._total` is a counter."""
    prometheus: str | None = None
    """The name the application exports it under, for its own metrics."""
    label: str | None = None
    """How people call it; by default its name."""


class ComputedMetricSpec(Spec):
    """A metric computed from others of the catalogue."""

    PLACEHOLDERS: ClassVar[Mapping[str, str]] = {"Unit": "None"}

    expression: str
    """Metric math over names of the catalogue, such as `100 * Errors / Requests`."""
    unit: MetricUnit
    """What its values are in."""
    period: Duration = 60
    """The length of one data point."""
    treat_missing_data: MissingData = MissingData.MISSING
    """What a period without data counts as in alarms, unless they say otherwise."""
    category: Category | None = None
    """What it is about: `business`, `technical` or `infrastructure`."""
    range: ValueRange | None = None
    """The values it can have: `0 to 100%`, `0 or more`, `any`; by default what its unit can."""
    label: str | None = None
    """How people call it; by default its name."""


def expand_metric(spec: MetricSpec, entry: Entry, context: Context) -> Metric | None:
    """Return the metric of an entry."""
    dimensions = read_dimensions(spec.dimensions, entry, context)
    sets = _dimension_sets(spec, entry, context)
    values = _range(spec.range, spec.unit, entry, context)
    if dimensions is None or sets is None or values is None:
        return None
    if not check_expected(spec.expected_values, sets, entry, context):
        return None
    return Metric(
        name=entry.name,
        label=spec.label or entry.name,
        namespace=spec.namespace,
        metric_name=spec.metric_name or entry.name,
        dimensions=dimensions,
        dimension_sets=sets,
        unit=spec.unit,
        range=values,
        type=spec.type or _usual_type(spec),
        statistic=spec.statistic,
        period=spec.period,
        missing_data=spec.treat_missing_data,
        category=spec.category,
        prometheus_name=spec.prometheus,
        expected_values=tuple(sorted(spec.expected_values.items())),
        origin=entry.origin(on_key=True),
    )


def _usual_type(spec: MetricSpec) -> MetricType | None:
    """Prometheus names its counters `..._total`; of other metrics only the author knows."""
    if spec.prometheus is not None and spec.prometheus.endswith("_total"):
        return MetricType.COUNTER
    return None


def expand_computed(
    spec: ComputedMetricSpec, entry: Entry, context: Context
) -> ComputedMetric | None:
    """Return the computed metric of an entry, its expression in CloudWatch's syntax."""
    computation = compute(spec.expression, entry, context)
    values = _range(spec.range, spec.unit, entry, context)
    if computation is None or values is None:
        return None
    return ComputedMetric(
        name=entry.name,
        label=spec.label or entry.name,
        expression=computation.expression,
        operands=computation.operands,
        unit=spec.unit,
        range=values,
        period=spec.period,
        missing_data=spec.treat_missing_data,
        category=spec.category,
        origin=entry.origin(on_key=True),
    )


def _range(
    written: WrittenRange | None, unit: Unit, entry: Entry, context: Context
) -> Range | None:
    if written is None:
        return usual_range(unit)
    try:
        return written.of(unit)
    except QuantityError as error:
        context.report(Problem(error.rule, error.message, entry.origin("Range"), help=error.help))
        return None


def _dimension_sets(
    spec: MetricSpec, entry: Entry, context: Context
) -> tuple[frozenset[str], ...] | None:
    """Return every set of dimensions a metric is published with, its own first."""
    written = [
        *((name, ("Dimensions", name)) for name in spec.dimensions),
        *(
            (name, ("DimensionSets", number, index))
            for number, names in enumerate(spec.dimension_sets)
            for index, name in enumerate(names)
        ),
    ]
    if not check_bounded(written, spec.bounded_dimensions, entry, context):
        return None
    sets = (frozenset(spec.dimensions), *map(frozenset, spec.dimension_sets))
    for number, names in enumerate(sets):
        if len(names) > MAX_DIMENSIONS:
            path = ("DimensionSets", number - 1) if number else ("Dimensions",)
            context.report(
                Problem("bad-dimensions", f"a metric has at most {MAX_DIMENSIONS} dimensions",
                        entry.origin(*path))
            )  # fmt: skip
            return None
    return tuple(dict.fromkeys(sets))


def _choose(data: Mapping[str, Any]) -> str:
    if "Expression" in data:
        return "Computed"
    return "Health" if HEALTH_CHECK in data else "Metric"


SECTION = Section(
    "Metrics",
    (
        # Stored metrics first: a computed one refers to them.
        Kind("Metric", MetricSpec, expand_metric),
        Kind("Health", HealthMetricSpec, expand_health),
        Kind("Computed", ComputedMetricSpec, expand_computed),
    ),
    needs=("HealthChecks", "Topics"),
    choose=_choose,
)
