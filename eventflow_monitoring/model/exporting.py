"""What CloudWatch gets to know of a metric that collectors export."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from eventflow_monitoring.model.collector import Collector, Export, MetricSource
from eventflow_monitoring.model.metric import Metric, MetricType
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.unit import Unit

# Namespaces of AWS's own that do not begin with `AWS/` (CloudWatch User Guide, "AWS services that
# publish CloudWatch metrics", Container Insights, Lambda Insights, Synthetics, CloudWatch agent).
_OF_AWS = (
    "CWAgent", "CloudWatchSynthetics", "ContainerInsights", "ECS/ContainerInsights", "Glue",
    "LambdaInsights",
)  # fmt: skip

_TOTAL = "total"
_FAMILIES: tuple[tuple[dict[str, Fraction], dict[str, Fraction]], ...] = (
    (
        {"seconds": Fraction(1), "milliseconds": Fraction(1, 1_000),
         "microseconds": Fraction(1, 1_000_000)},
        {"Seconds": Fraction(1), "Milliseconds": Fraction(1, 1_000),
         "Microseconds": Fraction(1, 1_000_000)},
    ),
    (
        {"bytes": Fraction(1)},
        {"Bytes": Fraction(1), "Kilobytes": Fraction(1_000), "Megabytes": Fraction(1_000_000),
         "Gigabytes": Fraction(10**9), "Terabytes": Fraction(10**12)},
    ),
    (
        {"ratio": Fraction(1), "percent": Fraction(1, 100)},
        {"Ratio": Fraction(1), "Percent": Fraction(1, 100)},
    ),
)  # fmt: skip
"""Units as names of Prometheus' metrics end in them, and as the catalogue calls them."""


def is_the_services_own(metric: Metric, monitoring: Monitoring) -> bool:
    """Tell whether nobody but the service itself can publish a metric.

    AWS publishes those of its own namespaces, a metric filter those that it writes.
    """
    if metric.prometheus_name is not None:
        return True
    if metric.namespace.startswith("AWS/") or metric.namespace in _OF_AWS:
        return False
    written = {(one.metric.namespace, one.metric.metric_name) for one in monitoring.metric_filters}
    return (metric.namespace, metric.metric_name) not in written


@dataclass(frozen=True, slots=True)
class NoData:
    """Why there is no data: `of` a metric (a statistic, or nothing), `why`, and what to do."""

    of: str
    why: str
    help: str


def without_data(
    metric: Metric, statistic: str, monitoring: Monitoring, by: Sequence[str] = ()
) -> NoData | None:
    """Return why CloudWatch has no data of a metric; None where it has, or where nobody says.

    Nobody says how a service's metrics come to CloudWatch where there is no collector. `by` are the
    dimensions it is split by, beyond its own.
    """
    if not monitoring.collectors or not is_the_services_own(metric, monitoring):
        return None
    exports = list(exports_of(metric, monitoring.collectors))
    if not exports:
        why = "which no collector exports"
        if metric.prometheus_name is None:
            help = "write under `Prometheus` in the catalogue how the service calls it"
        else:
            there = " or ".join(f"`{one.name}`" for one in monitoring.collectors)
            help = f"add it to the `Metrics` of the `Scrape`, or of the `Otlp`, of {there}"
        return NoData("", why, help)
    names = frozenset([*(name for name, _ in metric.dimensions), *by])
    if not any(names in one.metric.dimension_sets for one in exports):
        listed = f"[{', '.join(sorted(names))}]" if names else "no dimensions"
        return NoData("", f"which is not exported with {listed}", "add that to its `DimensionSets`")
    reasons = [lacks_statistic(one, statistic) for one in exports]
    if None in reasons:
        return None
    help = f"let the service send it: `Otlp: {{Metrics: [{metric.name}]}}`; {reasons[0]}"
    return NoData(f"{statistic} of ", "which CloudWatch will not have", help)


def exports_of(metric: Metric, collectors: Sequence[Collector]) -> Iterator[Export]:
    """Yield how a metric of CloudWatch's is exported: by each collector that does."""
    for collector in collectors:
        for export in collector.exports:
            same = export.metric
            if (same.namespace, same.metric_name) == (metric.namespace, metric.metric_name):
                yield export


def lacks_statistic(export: Export, statistic: str) -> str | None:
    """Return why CloudWatch cannot tell a statistic of an exported histogram, None where it can.

    What the exporter writes of buckets that a service chose is Count and Sum alone, of exponential ones
    their midpoints too (exporter/awsemfexporter/datapoint.go). Prometheus' histograms have neither
    minimum nor maximum: both are written as 0.
    """
    if export.metric.type is not MetricType.HISTOGRAM or export.source is MetricSource.SENT:
        return None
    if statistic in ("Sum", "Average", "SampleCount"):
        return None
    if statistic in ("Minimum", "Maximum"):
        return "a histogram of Prometheus has neither minimum nor maximum, and both would be 0"
    if export.source is MetricSource.SCRAPED_NATIVE:
        return None
    return "of a histogram with buckets of its own CloudWatch gets no more than count and sum"


def scale(name: str, unit: Unit) -> Fraction | None:
    """Return by what values are multiplied to be in a unit; None where the name says another kind.

    A name that ends in no unit says nothing: its values are in the catalogue's.
    """
    words = name.replace(".", "_").split("_")
    if words[-1] == _TOTAL:
        words.pop()
    for written, catalogued in _FAMILIES:
        if words and words[-1] in written:
            if unit.name not in catalogued:
                return None
            return written[words[-1]] / catalogued[unit.name]
    return Fraction(1)
