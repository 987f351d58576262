"""An alarm or a graph reads a metric with dimensions that no metric filter writes it with.

Metrics that the specs themselves write, by `MetricFilters`, exist with just the dimensions that a
filter gives them: CloudWatch adds nothing up over dimensions. What is read with others has no data, and
an alarm on it never fires. Metrics that the application exports too (`Prometheus`) are left out.

Fails (the filter writes a metric for each module, and none for all of them):

    Metrics:
      Failures:
        Namespace: Example
        Unit: Count of failures
        Statistic: Sum
        DimensionSets: [[module]]
    MetricFilters:
      failures:
        LogGroup: /example/backend
        Pattern: '{ $.level = "ERROR" }'
        Metric: Failures
        Dimensions: {module: $.module}
    Alarms:
      ManyFailures:
        Tier: high
        Condition: Failures > 10 failures over 5 minutes
        Actions: [alerts]

Passes (that of one module is written):

    Metrics:
      Failures:
        Namespace: Example
        Unit: Count of failures
        Statistic: Sum
        DimensionSets: [[module]]
    MetricFilters:
      failures:
        LogGroup: /example/backend
        Pattern: '{ $.level = "ERROR" }'
        Metric: Failures
        Dimensions: {module: $.module}
    Alarms:
      ManyFailures:
        Tier: high
        Condition: Failures > 10 failures over 5 minutes
        Dimensions: {module: checkout}
        Actions: [alerts]
"""

from collections.abc import Iterator

from eventflow_monitoring.model.metric import Metric, stored_metrics
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import metrics_read
from eventflow_monitoring.model.widget import MetricWidget, title_of
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem, Severity
from eventflow_monitoring.rules.rule import Rule

NAME = "unwritten-metric"


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find alarms and graphs of metrics that nothing writes so."""
    written: dict[tuple[str, str], dict[frozenset[str], str]] = {}
    for one in monitoring.metric_filters:
        key = (one.metric.namespace, one.metric.metric_name)
        names = frozenset(name for name, _ in one.dimensions)
        written.setdefault(key, {})[names] = one.name
    for who, metric, by, origin in _read(monitoring) if written else ():
        sets = written.get((metric.namespace, metric.metric_name))
        names = frozenset([*(name for name, _ in metric.dimensions), *by])
        if sets is None or names in sets or metric.prometheus_name is not None:
            continue
        listed = ", ".join(f"`{name}` with {_listed(own)}" for own, name in sets.items())
        yield Problem(
            NAME,
            f"{who} reads `{metric.name}` with {_listed(names)}, and no filter writes it so",
            origin,
            help=f"there is no data: it is written by {listed}",
        )


def _read(monitoring: Monitoring) -> Iterator[tuple[str, Metric, tuple[str, ...], Origin]]:
    """Yield every metric that is read, by whom, and the dimensions it is split by."""
    for alarm in monitoring.alarms:
        for metric in metrics_read(alarm.trigger):
            yield f"`{alarm.name}`", metric, (), alarm.origin
    for dashboard in monitoring.dashboards:
        for placed in dashboard.widgets:
            widget = placed.widget
            for curve in widget.curves if isinstance(widget, MetricWidget) else ():
                for metric in stored_metrics(curve.metric):
                    yield f"`{title_of(widget)}`", metric, curve.by, placed.origin


def _listed(names: frozenset[str]) -> str:
    return f"[{', '.join(sorted(names))}]" if names else "no dimensions"


RULE = Rule(NAME, check, Severity.WARNING)
