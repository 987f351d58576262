"""AWS contradicts itself about missing data in alarms on DynamoDB's metrics.

The CloudWatch User Guide says that alarms on `AWS/DynamoDB` ignore missing data unless they say
otherwise, the API reference (PutMetricAlarm, TreatMissingData) that they ignore it whatever they say.
So nobody can rely on any other setting before having tried it; `ignore` is the same by both.

Fails:

    Metrics:
      Throttled:
        Namespace: AWS/DynamoDB
        MetricName: ThrottledRequests
        Dimensions:
          TableName: events
        Unit: Count of requests
        Statistic: Sum
        Type: counter

    Alarms:
      TableThrottled:
        Tier: high
        Metric: Throttled
        ComparisonOperator: ">"
        Threshold: 10 requests
        TreatMissingData: notBreaching
        Actions: [alerts]

Passes:

    Metrics:
      Throttled:
        Namespace: AWS/DynamoDB
        MetricName: ThrottledRequests
        Dimensions:
          TableName: events
        Unit: Count of requests
        Statistic: Sum
        Type: counter

    Alarms:
      TableThrottled:
        Tier: high
        Metric: Throttled
        ComparisonOperator: ">"
        Threshold: 10 requests
        TreatMissingData: ignore
        Actions: [alerts]
"""

from collections.abc import Iterator

from eventflow_monitoring.expression.metrics_insights import parse_query
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.model.metric import MissingData
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import (
    MetricsInsightsTrigger,
    Trigger,
    evaluation_of,
    metrics_read,
    watched_metric,
)
from eventflow_monitoring.problem import Problem, Related, Severity
from eventflow_monitoring.rules.rule import Rule

NAME = "dynamodb-missing-data"

_NAMESPACE = "AWS/DynamoDB"


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find alarms on DynamoDB's metrics with a setting for missing data that may not count."""
    for alarm in monitoring.alarms:
        evaluation = evaluation_of(alarm.trigger)
        if evaluation is None or evaluation.missing_data is MissingData.IGNORE:
            continue
        if not _reads_dynamodb(alarm.trigger):
            continue
        setting = f"`TreatMissingData: {evaluation.missing_data.value}`"
        metric = watched_metric(alarm.trigger)
        inherited = metric is not None and "TreatMissingData" not in alarm.written.keys
        yield Problem(
            NAME,
            f"AWS's sources disagree whether {setting} of `{alarm.name}` counts for metrics of "
            f"{_NAMESPACE}",
            alarm.written.key("TreatMissingData"),
            help="`ignore` means the same by both; anything else is to be tried out first",
            related=(Related("the setting is the metric's", metric.origin),)
            if inherited and metric is not None
            else (),
        )


def _reads_dynamodb(trigger: Trigger) -> bool:
    if isinstance(trigger, MetricsInsightsTrigger):
        try:
            return parse_query(trigger.query).namespace.name == _NAMESPACE
        except ExpressionError:  # what cannot be read is not a query of ours
            return False
    return any(metric.namespace == _NAMESPACE for metric in metrics_read(trigger))


RULE = Rule(NAME, check, Severity.WARNING)
