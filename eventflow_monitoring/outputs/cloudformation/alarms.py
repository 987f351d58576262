"""Alarms as CloudFormation writes them."""

from collections.abc import Iterator
from typing import Any

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.metric import ComputedMetric
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.wording import condition_in_words
from eventflow_monitoring.outputs.cloudformation.metrics import (
    dimensions,
    metric_data_queries,
    statistic_property,
)
from eventflow_monitoring.outputs.cloudformation.notifications import topic_arn
from eventflow_monitoring.outputs.cloudformation.resource import Resource, arn, logical_id, tags


def alarm_resources(monitoring: Monitoring) -> Iterator[tuple[str, Resource]]:
    """Yield the alarms, each with its logical id."""
    for alarm in monitoring.alarms:
        yield (
            logical_id("Alarm", alarm.name),
            Resource(
                "AWS::CloudWatch::Alarm",
                _properties(alarm, monitoring.environment),
                origin=alarm.origin,
            ),
        )


def alarm_arn(environment: Environment, alarm: Alarm) -> str:
    """Return the ARN of an alarm, which follows from its name."""
    return arn(environment, "cloudwatch", f"alarm:{alarm.physical_name}")


def _properties(alarm: Alarm, environment: Environment) -> dict[str, Any]:
    return {
        "AlarmName": alarm.physical_name,
        "AlarmDescription": _description(alarm),
        **_watched(alarm),
        "ComparisonOperator": alarm.comparison.value,
        "Threshold": _number(alarm.threshold),
        "EvaluationPeriods": alarm.evaluation_periods,
        "DatapointsToAlarm": alarm.datapoints_to_alarm,
        "TreatMissingData": alarm.missing_data.value,
        "ActionsEnabled": alarm.actions_enabled,
        "AlarmActions": [topic_arn(environment, topic) for topic in alarm.topics],
        "OKActions": [topic_arn(environment, topic) for topic in alarm.recovery_topics],
        "Tags": tags(Tier=alarm.tier.value),
    }


def _watched(alarm: Alarm) -> dict[str, Any]:
    metric = alarm.metric
    if isinstance(metric, ComputedMetric):
        return {"Metrics": metric_data_queries(metric, alarm.period)}
    statistic = alarm.statistic or metric.statistic
    return {
        "Namespace": metric.namespace,
        "MetricName": metric.metric_name,
        "Dimensions": dimensions(metric),
        statistic_property(statistic): statistic,
        "Period": alarm.period,
    }


def _description(alarm: Alarm) -> str:
    condition = condition_in_words(alarm)
    return f"{alarm.description} ({condition})" if alarm.description else condition


def _number(value: float) -> int | float:
    """A whole number is written without a fraction, as people and CloudFormation write it."""
    return int(value) if value.is_integer() else value
