"""A metric on a graph: written plainly, or with how it is drawn."""

from enum import Enum
from typing import ClassVar

from pydantic import Field

from eventflow_monitoring.model.metric import AnyMetric, ComputedMetric, HealthCheckId, Metric
from eventflow_monitoring.model.widget import HERE, Curve, Place
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.dimension import pick, unpublished
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.metric_reference import metric_reference
from eventflow_monitoring.specs.regions import unknown_region
from eventflow_monitoring.specs.scalars import Account, Color, Minutes, Region
from eventflow_monitoring.specs.spec import PlainSpec


class Side(Enum):
    """The side of an axis."""

    LEFT = "left"
    RIGHT = "right"


class CurveSpec(PlainSpec):
    """A metric as it is drawn: by name, optionally with a statistic, or with more than that."""

    PLAIN: ClassVar[str | None] = "Metric"

    metric: str
    """The metric, of `Metrics:`, optionally with a statistic: `p95(ApiLatency)`."""
    by: list[str] = Field(default_factory=list)
    """Dimensions: one curve for each value they have, instead of one for all. The catalogue declares
    that the metric is published with them."""
    dimensions: dict[str, str] = Field(default_factory=dict)
    """The dimensions it is read with, one of the sets the catalogue declares; of a computed metric,
    those that everything it is computed from is read with."""
    label: str | None = None
    """What it is called; by default its label in the catalogue."""
    color: Color | None = None
    """Its colour: `red`, or in quotes `"#d62728"`."""
    axis: Side = Side.LEFT
    """The axis it is measured by."""
    period: Minutes | None = None
    """The length of one data point, if not that of the graph."""
    account: Account | None = None
    """The account it comes from, if not that of the graph."""
    region: Region | None = None
    """The region it comes from, if not that of the graph."""


def curve_of(spec: CurveSpec, entry: Entry, context: Context) -> Curve | None:
    """Return the curve of an entry; None after reporting why not."""
    # A name alone stands where its entry does.
    path = ("Metric",) if isinstance(entry.data, dict) else ()
    origin = entry.origin(*path)
    found = metric_reference(spec.metric, origin, context)
    metric = None if found is None else pick(found[0], spec.dimensions, entry, context)
    if found is None or metric is None or not _can_be_split(metric, spec, entry, context):
        return None
    if isinstance(metric, Metric) and any(
        isinstance(value, HealthCheckId) for _, value in metric.dimensions
    ):
        context.report(
            Problem("undrawable-metric",
                    f"`{metric.name}` has an id that exists only after the deployment", origin,
                    help="show its alarm instead: `Kind: AlarmStatus`")
        )  # fmt: skip
        return None
    if isinstance(metric, ComputedMetric) and not _is_of_graph(spec, entry, context):
        return None
    if spec.region is not None:
        context.problems += unknown_region(spec.region, entry.origin("Region"))
    elsewhere = spec.account is not None or spec.region is not None
    return Curve(
        metric=metric,
        statistic=found[1],
        by=tuple(spec.by),
        label=spec.label,
        color=spec.color,
        right=spec.axis is Side.RIGHT,
        period=spec.period,
        place=Place(account=spec.account, region=spec.region) if elsewhere else HERE,
    )


def _is_of_graph(spec: CurveSpec, entry: Entry, context: Context) -> bool:
    """Tell whether a computed metric is drawn over what the graph is of; reports it if not."""
    written = (("Period", spec.period), ("Account", spec.account), ("Region", spec.region))
    for key, value in written:
        if value is not None:
            context.report(
                Problem("bad-graph", f"a computed metric has no `{key}` of its own on a graph",
                        entry.origin(key, on_key=True), help=f"give the graph that `{key}`")
            )  # fmt: skip
            return False
    return True


def _can_be_split(metric: AnyMetric, spec: CurveSpec, entry: Entry, context: Context) -> bool:
    """Tell whether a metric is published with the dimensions it is split by; reports it if not."""
    if not spec.by:
        return True
    if isinstance(metric, ComputedMetric):
        context.report(
            Problem("bad-dimensions", f"`{metric.name}` is computed: it cannot be split",
                    entry.origin("By"),
                    help="split the metrics it is computed from, or choose one of its `Dimensions`")
        )  # fmt: skip
        return False
    fixed = [value for name, value in metric.dimensions if name not in spec.by]
    quoted = [value for value in fixed if isinstance(value, str) and {*"'\""} & {*value}]
    if quoted or len(set(spec.by)) < len(spec.by):
        what = f"the value `{quoted[0]}` has quotes" if quoted else "a dimension stands twice"
        message = f"`{metric.name}` cannot be searched for: {what}"
        context.report(Problem("bad-graph", message, entry.origin("By")))
        return False
    wanted = frozenset([*(name for name, _ in metric.dimensions), *spec.by])
    if wanted in metric.dimension_sets:
        return True
    places = {name: entry.origin("By", index) for index, name in enumerate(spec.by)}
    context.report(unpublished(metric, wanted, places, entry.origin("By")))
    return False
