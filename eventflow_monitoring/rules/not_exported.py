"""An alarm watches a metric of the service's own that no collector brings to CloudWatch.

It has no data: the alarm never fires, or fires for ever. This is looked at as soon as there is a collector
(`Collectors`); without one nobody says how the service's metrics come to CloudWatch. The service's own are
those with a `Prometheus` name, and all others outside of AWS's namespaces that no metric filter writes. What is
exported must have the statistic, too: of a histogram with buckets of its own CloudWatch gets no percentiles,
and no maximum ([telemetry](../telemetry.md#histograms)).

Fails (the service exports it under a name that the catalogue does not tell):

    LogGroups:
      /example/metrics:
    Metrics:
      QueueSize:
        Namespace: Example
        Unit: Count of events
        Statistic: Maximum
        Type: gauge
    Collectors:
      backend:
        LogGroup: /example/metrics
        Scrape: [{Target: "localhost:3000"}]
    Alarms:
      QueueFull:
        Tier: high
        Condition: QueueSize > 1,000 events for 5 minutes
        Actions: [alerts]

Fails (percentiles of a histogram with buckets of its own):

    LogGroups:
      /example/metrics:
    Metrics:
      Duration:
        Namespace: Example
        Unit: Milliseconds
        Statistic: p95
        Type: histogram
        Prometheus: duration_seconds
    Collectors:
      backend:
        LogGroup: /example/metrics
        Scrape: [{Target: "localhost:3000"}]
    Alarms:
      Slow:
        Tier: high
        Condition: Duration > 1 second for 5 minutes
        Actions: [alerts]

Passes (the service sends it, with exponential buckets):

    LogGroups:
      /example/metrics:
    Metrics:
      Duration:
        Namespace: Example
        Unit: Milliseconds
        Statistic: p95
        Type: histogram
        Prometheus: duration_seconds
    Collectors:
      backend:
        LogGroup: /example/metrics
        Scrape: [{Target: "localhost:3000"}]
        Otlp: {Metrics: [Duration]}
    Alarms:
      Slow:
        Tier: high
        Condition: Duration > 1 second for 5 minutes
        Actions: [alerts]
"""

from collections.abc import Iterator

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.exporting import without_data
from eventflow_monitoring.model.metric import Metric
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import metrics_read, watched_metric
from eventflow_monitoring.problem import Problem, Related
from eventflow_monitoring.rules.rule import Rule

NAME = "not-exported"


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find alarms on metrics that do not reach CloudWatch."""
    if not monitoring.complete:
        return  # what is missing may export it
    for alarm in monitoring.alarms:
        for metric, statistic in _read(alarm):
            reason = without_data(metric, statistic, monitoring)
            if reason is not None:
                yield Problem(
                    NAME,
                    f"`{alarm.name}` watches {reason.of}`{metric.name}`, {reason.why}",
                    metric.origin,
                    help=reason.help,
                    related=(Related(f"`{alarm.name}`", alarm.origin),),
                )


def _read(alarm: Alarm) -> Iterator[tuple[Metric, str]]:
    """Yield what an alarm reads, each with the statistic it is read with."""
    own = getattr(alarm.trigger, "statistic", None)
    watched = watched_metric(alarm.trigger)
    for metric in metrics_read(alarm.trigger):
        yield metric, own if own is not None and metric is watched else metric.statistic


RULE = Rule(NAME, check)
