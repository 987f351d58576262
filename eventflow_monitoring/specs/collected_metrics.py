"""Which metrics of the catalogue a collector exports, and under which names it takes them in."""

from collections.abc import Iterator, Mapping, Sequence

from eventflow_monitoring.model.collector import DATABASE_METRICS, Export, MetricSource
from eventflow_monitoring.model.metric import Metric
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.collector_sources import ScrapeSpec
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.metric_reference import find_metric
from eventflow_monitoring.suggestion import did_you_mean

_Path = tuple[str | int, ...]


def sent_exports(names: Sequence[str], entry: Entry, context: Context) -> list[Export]:
    """Return the metrics that the service sends."""
    paths: Mapping[_Path, str] = {
        ("Otlp", "Metrics", number): name for number, name in enumerate(names)
    }
    return [
        Export(metric, name, MetricSource.SENT)
        for _, metric, name in _named(paths, entry, context)
    ]  # fmt: skip


def scraped_exports(
    spec: ScrapeSpec, number: int, sent: Sequence[Export], entry: Entry, context: Context
) -> list[Export]:
    """Return the metrics of an address: those it names, else all there are but those that are sent."""
    source = MetricSource.SCRAPED_NATIVE if spec.native_histograms else MetricSource.SCRAPED
    others = {one.name for one in sent}
    if not spec.metrics:
        found = [
            Export(metric, metric.prometheus_name, source)
            for metric in context.expanded["Metrics"].values()
            if isinstance(metric, Metric)
            and metric.prometheus_name is not None
            and metric.prometheus_name not in others
        ]
        if not found and not context.incomplete and not _has_scraped(context):
            message = "no metric of the catalogue has a name under which it is scraped"
            help = "write under `Prometheus` of each how the service calls it"
            origin = entry.origin("Scrape", number)
            context.report(Problem("bad-collector", message, origin, help=help))
        return found
    paths: Mapping[_Path, str] = {
        ("Scrape", number, "Metrics", index): name for index, name in enumerate(spec.metrics)
    }
    exports: list[Export] = []
    for path, metric, name in _named(paths, entry, context):
        if name in others:
            message = f"`{metric.name}` would be counted twice: it is scraped, and sent"
            help = "it stands under `Otlp` too: one of the two is enough"
            context.report(Problem("bad-collector", message, entry.origin(*path), help=help))
        exports.append(Export(metric, name, source))
    return exports


def _has_scraped(context: Context) -> bool:
    """Tell whether any metric is written with a name, right or not."""
    entries = context.entries.get("Metrics", {}).values()
    return any(isinstance(one.data, dict) and "Prometheus" in one.data for one in entries)


def postgresql_exports(names: Mapping[str, str], entry: Entry, context: Context) -> list[Export]:
    """Return the metrics that are read from a database server."""
    exports: list[Export] = []
    for name, received in names.items():
        path = ("PostgreSql", "Metrics", name)
        metric = _stored(name, path, entry, context, on_key=True)
        if received not in DATABASE_METRICS:
            message = f"the receiver has no metric `{received}` that can be exported"
            help = did_you_mean(received, sorted(DATABASE_METRICS))
            context.report(
                Problem("unknown-database-metric", message, entry.origin(*path), help=help)
            )
        elif metric is not None and metric.type is not DATABASE_METRICS[received].type:
            type_ = DATABASE_METRICS[received].type.value
            message = f"`{received}` is a {type_}, and the catalogue does not say so of `{name}`"
            help = f"write `Type: {type_}` there"
            context.report(Problem("bad-collector", message, entry.origin(*path), help=help))
        elif metric is not None:
            exports.append(Export(metric, received, MetricSource.POSTGRESQL))
    return exports


def _named(
    paths: Mapping[_Path, str], entry: Entry, context: Context
) -> Iterator[tuple[_Path, Metric, str]]:
    for path, name in paths.items():
        metric = _stored(name, path, entry, context)
        if metric is None:
            continue
        if metric.prometheus_name is None:
            message = f"`{name}` has no name under which the service exports it"
            help = "write it under `Prometheus` in the catalogue"
            context.report(Problem("bad-collector", message, entry.origin(*path), help=help))
            continue
        yield path, metric, metric.prometheus_name


def _stored(
    name: str, path: _Path, entry: Entry, context: Context, *, on_key: bool = False
) -> Metric | None:
    origin = entry.origin(*path, on_key=on_key)
    metric = find_metric(name, origin, context)
    if metric is None or isinstance(metric, Metric):
        return metric
    message = f"`{name}` is computed: CloudWatch does that, and no collector"
    context.report(Problem("bad-collector", message, origin))
    return None
