"""`Metrics:` the catalogue; alarms and dashboards name what stands here."""

from collections.abc import Mapping
from typing import Any, Self

from pydantic import Field, model_validator

from eventflow_monitoring.expression.parser import parse
from eventflow_monitoring.expression.syntax import ExpressionError, names
from eventflow_monitoring.expression.writer import write
from eventflow_monitoring.model.health_check import HealthCheck
from eventflow_monitoring.model.metric import (
    AnyMetric,
    Category,
    ComputedMetric,
    HealthCheckId,
    Metric,
    MissingData,
)
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.metric_reference import find_metric
from eventflow_monitoring.specs.scalars import Duration, MetricUnit, Statistic, spec_error
from eventflow_monitoring.specs.section import Kind, Section
from eventflow_monitoring.specs.spec import Spec


class DimensionSpec(Spec):
    """The value of a dimension: written plainly, or the id of a health check."""

    value: str | None = None
    """The value; the same as writing it without `Value:`."""
    health_check: str | None = None
    """The health check, of `HealthChecks:`, whose id (known once it is deployed) is the value."""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, written: object) -> object:
        return {"Value": written} if isinstance(written, str) and written else written

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.value is None) == (self.health_check is None):
            raise spec_error("bad-dimension", "a dimension takes a value or a `HealthCheck`")
        return self


class MetricSpec(Spec):
    """A metric that CloudWatch stores."""

    namespace: str
    """CloudWatch's namespace, such as `AWS/ECS`."""
    metric_name: str | None = None
    """CloudWatch's name for it; by default the name it has here."""
    dimensions: dict[str, DimensionSpec] = Field(default_factory=dict)
    """The dimensions it is published with, all of them: CloudWatch adds nothing up over them."""
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
    prometheus: str | None = None
    """The name the application exports it under, for its own metrics."""
    label: str | None = None
    """How people call it; by default its name."""


class ComputedMetricSpec(Spec):
    """A metric computed from others of the catalogue."""

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
    label: str | None = None
    """How people call it; by default its name."""


def expand_metric(spec: MetricSpec, entry: Entry, context: Context) -> Metric | None:
    """Return the metric of an entry."""
    dimensions: list[tuple[str, str | HealthCheckId]] = []
    for name, value in sorted(spec.dimensions.items()):
        if value.health_check is None:
            dimensions.append((name, value.value or ""))
            continue
        origin = entry.origin("Dimensions", name, "HealthCheck")
        if context.find("HealthChecks", HealthCheck, value.health_check, origin) is None:
            return None
        dimensions.append((name, HealthCheckId(value.health_check)))
    return Metric(
        name=entry.name,
        label=spec.label or entry.name,
        namespace=spec.namespace,
        metric_name=spec.metric_name or entry.name,
        dimensions=tuple(dimensions),
        unit=spec.unit,
        statistic=spec.statistic,
        period=spec.period,
        missing_data=spec.treat_missing_data,
        category=spec.category,
        prometheus_name=spec.prometheus,
        origin=entry.origin(on_key=True),
    )


def expand_computed(
    spec: ComputedMetricSpec, entry: Entry, context: Context
) -> ComputedMetric | None:
    """Return the computed metric of an entry, its expression in CloudWatch's syntax."""
    try:
        tree = parse(spec.expression)
    except ExpressionError as error:
        origin = entry.origin("Expression", within=error.span)
        context.report(Problem("bad-expression", error.message, origin, help=error.help))
        return None
    operands: dict[str, AnyMetric] = {}
    complete = True
    for name in names(tree):
        if name.name in operands:
            continue
        origin = entry.origin("Expression", within=name.span)
        if "Expression" in _written(name.name, context):
            context.report(
                Problem("nested-expression", f"`{name.name}` is itself computed", origin,
                        help="name the metrics it is computed from")
            )  # fmt: skip
            complete = False
            continue
        metric = find_metric(name.name, origin, context)
        if metric is None:
            complete = False
        else:
            operands[name.name] = metric
    if not operands and complete:
        context.report(
            Problem("bad-expression", "the expression names no metric", entry.origin("Expression"))
        )
    if not operands or not complete:
        return None
    ids = {name: _id(name) for name in operands}
    return ComputedMetric(
        name=entry.name,
        label=spec.label or entry.name,
        expression=write(tree, ids),
        operands=tuple(
            (ids[name], metric) for name, metric in operands.items() if isinstance(metric, Metric)
        ),
        unit=spec.unit,
        period=spec.period,
        missing_data=spec.treat_missing_data,
        category=spec.category,
        origin=entry.origin(on_key=True),
    )


def _id(name: str) -> str:
    """Return an id that CloudWatch takes, another for each name: `ApiErrors` is `apiErrors`.

    `result` is left to the expression, and `m_` to the names that this does not suit.
    """
    if name[0].isupper() and name != "Result" and not name.startswith("M_"):
        return f"{name[0].lower()}{name[1:]}"
    return f"m_{name}"


def _written(name: str, context: Context) -> Mapping[str, Any]:
    entry = context.entries.get("Metrics", {}).get(name)
    return entry.data if entry is not None and isinstance(entry.data, dict) else {}


def _choose(data: Mapping[str, Any]) -> str:
    return "Computed" if "Expression" in data else "Metric"


SECTION = Section(
    "Metrics",
    (
        # Stored metrics first: a computed one refers to them.
        Kind("Metric", MetricSpec, expand_metric),
        Kind("Computed", ComputedMetricSpec, expand_computed),
    ),
    needs=("HealthChecks",),
    choose=_choose,
)
