"""A collector exports a metric of which the catalogue does not say enough, or what cannot be.

What becomes of a metric on its way to CloudWatch depends on its `Type`. Its unit follows from the end of its
`Prometheus` name (`_seconds`, `_bytes`, `_ratio`, `_percent`), in which its values come: they are converted to
the catalogue's unit, which must be of the same kind. A metric is renamed once: it cannot become two of a
namespace, nor can two become one.

Fails (a gauge, or a histogram?):

    LogGroups:
      /example/metrics:
    Metrics:
      QueueSize:
        Namespace: Example
        Unit: Count of events
        Statistic: Maximum
        Prometheus: queue_size
    Collectors:
      backend:
        LogGroup: /example/metrics
        Scrape: [{Target: "localhost:3000", Metrics: [QueueSize]}]

Fails (seconds are no bytes):

    LogGroups:
      /example/metrics:
    Metrics:
      QueueSize:
        Namespace: Example
        Unit: Bytes
        Statistic: Maximum
        Type: gauge
        Prometheus: queue_seconds
    Collectors:
      backend:
        LogGroup: /example/metrics
        Scrape: [{Target: "localhost:3000", Metrics: [QueueSize]}]

Passes:

    LogGroups:
      /example/metrics:
    Metrics:
      QueueAge:
        Namespace: Example
        Unit: Milliseconds
        Statistic: Maximum
        Type: gauge
        Prometheus: queue_age_seconds
    Collectors:
      backend:
        LogGroup: /example/metrics
        Scrape: [{Target: "localhost:3000", Metrics: [QueueAge]}]
"""

import re
from collections.abc import Iterator

from eventflow_monitoring.model.collector import Collector, Export, MetricSource
from eventflow_monitoring.model.exporting import scale
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.problem import Problem, Related
from eventflow_monitoring.rules.rule import Rule

NAME = "unclear-export"

# Prometheus documentation, "Metric names and labels"; OpenTelemetry specification, "Instrument name
# syntax".
_SCRAPED_NAME = re.compile(r"[A-Za-z_:][A-Za-z0-9_:]*")
_SENT_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_./-]{0,254}")


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find exports that are unclear, each once however many collectors it is of."""
    found = [
        *(problem for one in monitoring.collectors for export in one.exports for problem in _of(export)),
        *(problem for one in monitoring.collectors for problem in _renamed_twice(one)),
    ]  # fmt: skip
    yield from dict.fromkeys(found)


def _of(export: Export) -> Iterator[Problem]:
    metric = export.metric
    form = _SENT_NAME if export.source is MetricSource.SENT else _SCRAPED_NAME
    if export.source is not MetricSource.POSTGRESQL and not form.fullmatch(export.name):
        message = f"`{export.name}` cannot be the name of a metric that is {export.source.value}"
        yield Problem(NAME, message, metric.origin, help="letters, digits and `_`")
    if metric.type is None:
        yield Problem(
            NAME,
            f"a collector exports `{metric.name}`, and its `Type` is not written",
            metric.origin,
            help="`counter`, `gauge` or `histogram`: what it does with values depends on it",
        )
    if scale(export.name, metric.unit) is None:
        message = f"`{export.name}` cannot be read in {metric.unit}, the unit of `{metric.name}`"
        help = "its name says what its values are in; that, and the `Unit`, must be of one kind"
        yield Problem(NAME, message, metric.origin, help=help)


def _renamed_twice(collector: Collector) -> Iterator[Problem]:
    names: dict[tuple[str, str], Export] = {}
    metrics: dict[tuple[str, str], Export] = {}
    for one in collector.exports:
        namespace = one.metric.namespace
        first = names.setdefault((namespace, one.name), one)
        if first.metric.metric_name != one.metric.metric_name:
            yield _twice(f"`{one.name}` cannot become two metrics of `{namespace}`", first, one)
        first = metrics.setdefault((namespace, one.metric.metric_name), one)
        if first.name != one.name:
            message = (
                f"`{first.name}` and `{one.name}` cannot both become `{one.metric.metric_name}`"
            )
            yield _twice(message, first, one)
        elif first.metric.unit.name != one.metric.unit.name:
            yield _twice(f"`{one.metric.metric_name}` has two units", first, one)


def _twice(message: str, first: Export, second: Export) -> Problem:
    related = (Related(f"`{first.metric.name}`", first.metric.origin),)
    return Problem(NAME, message, second.metric.origin, related=related)


RULE = Rule(NAME, check)
