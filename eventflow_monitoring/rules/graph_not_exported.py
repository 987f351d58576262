"""A graph shows a metric of the service's own that no collector brings to CloudWatch: it stays empty.

What holds of alarms ([not-exported](#not-exported)) holds of graphs; nobody relies on one, so this is a
warning.

Fails:

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
    Dashboards:
      queues:
        Rows:
          - - Title: Queue
              Metrics: [QueueSize]

Passes:

    LogGroups:
      /example/metrics:
    Metrics:
      QueueSize:
        Namespace: Example
        Unit: Count of events
        Statistic: Maximum
        Type: gauge
        Prometheus: queue_size
    Collectors:
      backend:
        LogGroup: /example/metrics
        Scrape: [{Target: "localhost:3000"}]
    Dashboards:
      queues:
        Rows:
          - - Title: Queue
              Metrics: [QueueSize]
"""

from collections.abc import Iterator

from eventflow_monitoring.model.exporting import without_data
from eventflow_monitoring.model.metric import stored_metrics
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.widget import Curve, MetricWidget, title_of
from eventflow_monitoring.problem import Problem, Severity
from eventflow_monitoring.rules.rule import Rule

NAME = "graph-not-exported"


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find graphs of metrics that do not reach CloudWatch."""
    if not monitoring.complete:
        return  # what is missing may export it
    for dashboard in monitoring.dashboards:
        for placed in dashboard.widgets:
            widget = placed.widget
            for curve in widget.curves if isinstance(widget, MetricWidget) else ():
                for problem in _of_curve(curve, monitoring):
                    message = f"`{title_of(widget)}` shows {problem.message}"
                    yield Problem(NAME, message, placed.origin, help=problem.help)


def _of_curve(curve: Curve, monitoring: Monitoring) -> Iterator[Problem]:
    for metric in stored_metrics(curve.metric):
        statistic = curve.statistic if metric is curve.metric else None
        reason = without_data(metric, statistic or metric.statistic, monitoring, curve.by)
        if reason is not None:
            yield Problem(NAME, f"{reason.of}`{metric.name}`, {reason.why}", help=reason.help)


RULE = Rule(NAME, check, Severity.WARNING)
