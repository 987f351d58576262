"""A metric of the catalogue with, optionally, a statistic around it: `p95(ApiLatency)`."""

import re

from eventflow_monitoring.model.metric import AnyMetric, ComputedMetric, Metric
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.scalars import is_statistic

_REFERENCE = re.compile(r"(?:(?P<statistic>[A-Za-z][\w.]*(?:\([^()]*\))?)\()?(?P<name>[^()]+)\)?")


def metric_reference(
    text: str, origin: Origin, context: Context
) -> tuple[AnyMetric, str | None] | None:
    """Return the metric and the statistic it is read with; None after reporting why not.

    The statistic is the one written, else the metric's own, else (a computed metric) None.
    """
    match = _REFERENCE.fullmatch(text.strip())
    statistic = match["statistic"] if match else None
    if match is None or (statistic is not None) != text.strip().endswith(")"):
        context.report(
            Problem("bad-metric-reference", f"`{text}` names no metric", origin,
                    help="write a metric, or a statistic of it: `p95(ApiLatency)`")
        )  # fmt: skip
        return None
    metric = find_metric(match["name"].strip(), origin, context)
    if metric is None:
        return None
    return check_statistic(metric, statistic, origin, context)


def find_metric(name: str, origin: Origin, context: Context) -> AnyMetric | None:
    """Return the catalogue's metric of a name; reports an unknown one."""
    return context.find("Metrics", Metric | ComputedMetric, name, origin)  # type: ignore[arg-type]


def check_statistic(
    metric: AnyMetric, statistic: str | None, origin: Origin, context: Context
) -> tuple[AnyMetric, str | None] | None:
    """Return a metric with the statistic it is read with; reports one that cannot be."""
    if isinstance(metric, ComputedMetric):
        if statistic is None:
            return metric, None
        context.report(
            Problem("bad-statistic", f"`{metric.name}` is computed and has no statistic", origin,
                    help="the metrics it is computed from have their own, in the catalogue")
        )  # fmt: skip
        return None
    if statistic is not None and not is_statistic(statistic):
        context.report(Problem("bad-statistic", f"`{statistic}` is no statistic", origin))
        return None
    return metric, statistic or metric.statistic
