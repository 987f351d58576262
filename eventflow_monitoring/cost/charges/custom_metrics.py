"""Custom metrics: a metric for each set of values of the dimensions that it is published with.

Metrics of AWS's services (the namespaces `AWS/…`) come with the service. The price falls with the
number of metrics of the account, so that they are counted one after the other.
"""

from collections.abc import Iterator
from decimal import Decimal
from math import prod

from eventflow_monitoring.cost.charge import Charge
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.model.metric import Metric
from eventflow_monitoring.outputs.cloudformation.plan import Plan

_OF_SERVICES = "AWS/"
"""How the namespaces of AWS's own services begin (CloudWatch API, PutMetricData: Namespace)."""

_OF_CANARIES = "CloudWatchSynthetics"
"""The namespace of canaries' metrics (CloudWatch User Guide, "CloudWatch metrics published by
canaries"), which does not begin so."""

_Published = tuple[str, str, tuple[tuple[str, str], ...]]
"""A namespace, a name, and the dimensions of one set with a value, or "" for any."""


def lines(plan: Plan, prices: PriceList) -> Iterator[Line]:
    """Yield a line for each metric and set of dimensions that it is published with."""
    before = Decimal(0)
    for metric, published in _published(plan):
        count = _count(metric, published)
        missing = [name for name, value in published[2] if not value and name not in _said(metric)]
        of_canaries = metric.namespace == _OF_CANARIES
        item = "custom_metric_of_service" if of_canaries else "custom_metric"
        yield Line(
            section="Custom metrics",
            name=metric.name,
            part=_part(published),
            price=prices[item],
            quantity=count,
            before=before,
            state=_state(missing) if missing else None,
        )
        if count is not None and not of_canaries:
            before += count


def _published(plan: Plan) -> Iterator[tuple[Metric, _Published]]:
    """Yield what is published, each once however many entries of the catalogue read it.

    The entry that says how many values there are goes before one that does not.
    """
    found: dict[_Published, Metric] = {}
    for metric in plan.monitoring.metrics:
        if not isinstance(metric, Metric) or metric.namespace.startswith(_OF_SERVICES):
            continue
        own = {name: value if isinstance(value, str) else name for name, value in metric.dimensions}
        for names in metric.dimension_sets:
            values = tuple(
                (name, "" if name in _said(metric) else own.get(name, "")) for name in sorted(names)
            )
            published = metric.namespace, metric.metric_name, values
            first = found.setdefault(published, metric)
            if _count(first, published) is None and _count(metric, published) is not None:
                found[published] = metric
    for published, metric in found.items():
        yield metric, published


def _said(metric: Metric) -> dict[str, int]:
    return dict(metric.expected_values)


def _count(metric: Metric, published: _Published) -> Decimal | None:
    """Return how many metrics a set makes at most: one for each combination of values."""
    said = _said(metric)
    counts = [1 if value else said.get(name) for name, value in published[2]]
    known = [count for count in counts if count is not None]
    return Decimal(prod(known)) if len(known) == len(counts) else None


def _part(published: _Published) -> str:
    dimensions = published[2]
    if not dimensions:
        return "without dimensions"
    return "by " + ", ".join(f"{name}={value}" if value else name for name, value in dimensions)


def _state(missing: list[str]) -> str:
    names = ", ".join(f"{name}: …" for name in missing)
    return f"`ExpectedValues: {{{names}}}` of the metric"


CHARGE = Charge(lines)
