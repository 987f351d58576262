"""A metric of the catalogue with, optionally, a statistic around it: `p95(ApiLatency)`."""

import re
from dataclasses import replace
from typing import Any

from eventflow_monitoring.model.metric import AnyMetric, ComputedMetric, Metric
from eventflow_monitoring.model.statistic import parse_statistic
from eventflow_monitoring.position import Origin, Span
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.scalars import statistic_help

_REFERENCE = re.compile(
    r"\s*(?:(?P<statistic>[A-Za-z][\w.]*(?:\([^()]*\))?)\(\s*(?P<read>[^()]*[^()\s])\s*\)"
    r"|(?P<name>[^()]*[^()\s]))\s*"
)

_OPERATOR = re.compile(r"\s[-+*/]\s|[*^()]")


def metric_reference(
    text: str, origin: Origin, context: Context
) -> tuple[AnyMetric, str | None] | None:
    """Return the metric and the statistic it is read with; None after reporting why not.

    The statistic is the one written, else the metric's own, else (a computed metric) None.
    """
    match = _REFERENCE.fullmatch(text)
    if match is None:
        context.report(
            Problem("bad-metric-reference", f"`{text}` names no metric", origin,
                    help="write a metric, or a statistic of it: `p95(ApiLatency)`")
        )  # fmt: skip
        return None
    name = "name" if match["read"] is None else "read"
    metric = find_metric(match[name], _part(origin, match, name), context)
    if metric is None:
        return None
    read_by = _part(origin, match, "statistic")
    return check_statistic(metric, match["statistic"], read_by, context)


def _part(origin: Origin, match: re.Match[str], group: str) -> Origin:
    return replace(origin, within=Span(*match.span(group)))


def find_metric(name: str, origin: Origin, context: Context) -> AnyMetric | None:
    """Return the catalogue's metric of a name; reports an unknown one."""
    any_metric: Any = Metric | ComputedMetric
    return context.find("Metrics", any_metric, name, origin, help=_hint(name))


def _hint(name: str) -> str | None:
    """Return what to write instead of what is no name of a metric, but more than one."""
    match = _REFERENCE.fullmatch(name)
    if match is not None and match["statistic"] is not None and parse_statistic(match["statistic"]):
        return f"write `Metric: {match['read']}` and `Statistic: {match['statistic']}`"
    if _OPERATOR.search(name) is not None:
        return "an expression stands under `Expression`, here or in the catalogue"
    return None


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
    if statistic is not None and parse_statistic(statistic) is None:
        context.report(
            Problem("bad-statistic", f"`{statistic}` is no statistic", origin,
                    help=statistic_help(statistic))
        )  # fmt: skip
        return None
    return metric, statistic or metric.statistic
