"""The metric an alarm watches: one of the catalogue, or an expression of its own."""

from typing import ClassVar, NamedTuple

from pydantic import Field

from eventflow_monitoring.model.metric import (
    AnyMetric,
    ComputedMetric,
    MissingData,
    stored_metrics,
)
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.computation import compute
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.dimension import check_bounded, pick
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.evaluation import EvaluatedAlarmSpec, Inherited
from eventflow_monitoring.specs.metric_reference import check_statistic, find_metric
from eventflow_monitoring.specs.quantity import parse_unit
from eventflow_monitoring.specs.scalars import MetricUnit, Statistic
from eventflow_monitoring.specs.value_range import usual_range


class MetricAlarmSpec(EvaluatedAlarmSpec):
    """An alarm that watches a metric."""

    ONE_OF: ClassVar[tuple[tuple[str, ...], ...]] = (("Metric", "Expression"),)

    metric: str | None = None
    """The metric it watches, of `Metrics:`."""
    statistic: Statistic | None = None
    """How the metric is read; by default as the catalogue says."""
    dimensions: dict[str, str] = Field(default_factory=dict)
    """The dimensions it is read with, one of the sets the catalogue declares; of a computed metric,
    those that everything it is computed from is read with."""
    expression: str | None = None
    """Metric math over names of the catalogue, where no computed metric there will do."""
    unit: MetricUnit | None = None
    """What the values of the `Expression` are in; by default `None`."""


class Watched(NamedTuple):
    """A metric and the statistic it is read with (None for a computed one)."""

    metric: AnyMetric
    statistic: str | None

    @property
    def inherited(self) -> Inherited:
        """What an alarm takes from it."""
        origin = getattr(self.metric, "period_origin", None)
        return Inherited(self.metric.period, self.metric.missing_data, origin)


def watched(spec: MetricAlarmSpec, entry: Entry, context: Context) -> Watched | None:
    """Return what an alarm watches; None after reporting why not."""
    if spec.expression is not None:
        return _computed(spec, entry, context)
    if spec.metric is None:
        return None  # one of the two is needed, and was reported as missing
    if spec.unit is not None:
        context.report(
            Problem("unit-of-metric", f"the unit of `{spec.metric}` stands in the catalogue",
                    entry.origin("Unit", on_key=True), help="`Unit` goes with an `Expression`")
        )  # fmt: skip
    metric = find_metric(spec.metric, entry.origin("Metric"), context)
    if metric is None:
        return None
    read = check_statistic(metric, spec.statistic, entry.origin("Statistic"), context)
    names = [(name, ("Dimensions", name)) for name in spec.dimensions]
    sets = [names for one in stored_metrics(metric) for names in one.dimension_sets]
    good = check_bounded(names, {name for one in sets for name in one}, entry, context)
    picked = pick(metric, spec.dimensions, entry, context) if good else None
    return None if read is None or picked is None else Watched(picked, read[1])


def _computed(spec: MetricAlarmSpec, entry: Entry, context: Context) -> Watched | None:
    for key, value in (("Metric", spec.metric), ("Statistic", spec.statistic)):
        if value is not None:
            context.report(
                Problem("conflicting-condition", f"an alarm watches a `{key}` or an `Expression`",
                        entry.origin(key, on_key=True), help="write one of the two")
            )  # fmt: skip
            return None
    computation = compute(spec.expression or "", entry, context)
    if computation is None:
        return None
    unit = spec.unit or parse_unit("None")
    metric = ComputedMetric(
        name=entry.name,
        label=spec.expression or "",
        expression=computation.expression,
        operands=computation.operands,
        unit=unit,
        range=usual_range(unit),
        period=max(operand.period for _, operand in computation.operands),
        missing_data=MissingData.MISSING,
        category=None,
        origin=entry.origin("Expression"),
    )
    return Watched(metric, None)
