"""A graph, or the latest numbers, of some metrics.

Example:
    Dashboards:
      operations:
        Rows:
          - - Title: Latency
              Metrics: [p50(Latency), p95(Latency)]
              Period: 5 minutes
            - Title: Requests now
              View: number
              Metrics: [Requests]
"""

from eventflow_monitoring.model.dashboard import Curve, MetricWidget, View
from eventflow_monitoring.model.metric import HealthCheckId, Metric
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.metric_reference import metric_reference
from eventflow_monitoring.specs.scalars import Duration
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.spec import Spec


class GraphSpec(Spec):
    """A graph, or the latest numbers, of some metrics."""

    title: str
    """What stands above it."""
    view: View = View.LINE
    """How it is drawn: as lines, as areas on top of each other, or as the latest numbers."""
    metrics: list[str]
    """Metrics of the catalogue, each optionally with a statistic: `p95(ApiLatency)`."""
    period: Duration = 60
    """The length of one data point."""


def expand(spec: GraphSpec, entry: Entry, context: Context) -> MetricWidget | None:
    """Return the widget of an entry."""
    curves: list[Curve] = []
    for index, text in enumerate(spec.metrics):
        origin = entry.origin("Metrics", index)
        found = metric_reference(text, origin, context)
        if found is None:
            continue
        metric, statistic = found
        if isinstance(metric, Metric) and any(
            isinstance(value, HealthCheckId) for _, value in metric.dimensions
        ):
            context.report(
                Problem("undrawable-metric",
                        f"`{metric.name}` has an id that exists only after the deployment", origin,
                        help="show its alarm instead: `Kind: AlarmStatus`")
            )  # fmt: skip
            continue
        curves.append(Curve(metric, statistic))
    if len(curves) < len(spec.metrics):
        return None
    return MetricWidget(title=spec.title, view=spec.view, curves=tuple(curves), period=spec.period)


KIND = Kind("Graph", GraphSpec, expand)
