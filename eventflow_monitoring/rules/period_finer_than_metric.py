"""An alarm's period is shorter than the time between two data points of a metric it reads.

Most of its periods would be without data: the alarm flickers into INSUFFICIENT_DATA, or decides by
whatever missing data counts as. In an expression all metrics are read with the alarm's period, so
the one with the longest is what counts. A metric that is published more often than the catalogue
says has the wrong `Period` there. Source: CloudWatch API, PutMetricAlarm (Period): a period under a
minute needs a metric of high resolution.

Fails:

    Metrics:
      QueueDepth:
        Namespace: Example
        Unit: Count of events
        Statistic: Maximum
        Period: 5 minutes

    Alarms:
      QueueFull:
        Tier: high
        Metric: QueueDepth
        ComparisonOperator: ">"
        Threshold: 1,000 events
        Period: 1 minute
        Actions: [alerts]

Passes:

    Metrics:
      QueueDepth:
        Namespace: Example
        Unit: Count of events
        Statistic: Maximum
        Period: 5 minutes

    Alarms:
      QueueFull:
        Tier: high
        Metric: QueueDepth
        ComparisonOperator: ">"
        Threshold: 1,000 events
        Period: 5 minutes
        Actions: [alerts]
"""

from collections.abc import Iterator

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import evaluation_of, metrics_read
from eventflow_monitoring.model.wording import duration_in_words
from eventflow_monitoring.problem import Problem, Related
from eventflow_monitoring.rules.rule import Rule

NAME = "period-finer-than-metric"


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find alarms that look at a metric more often than it has data."""
    for alarm in monitoring.alarms:
        evaluation = evaluation_of(alarm.trigger)
        slow = [
            metric
            for metric in metrics_read(alarm.trigger)
            if evaluation is not None and evaluation.period < metric.period
        ]
        if evaluation is None or not slow:
            continue
        slowest = max(slow, key=lambda metric: metric.period)
        every = duration_in_words(slowest.period)
        key = next((key for key in ("Period", "Metric") if key in alarm.written.keys), "Expression")
        yield Problem(
            NAME,
            f"`{alarm.name}` looks at every {duration_in_words(evaluation.period)}, and "
            f"`{slowest.name}` has a data point every {every}",
            alarm.written.key(key),
            help=f"`Period: {every}`, or the metric's right period in the catalogue",
            related=(Related(f"`{slowest.name}`", slowest.origin),),
        )


RULE = Rule(NAME, check)
