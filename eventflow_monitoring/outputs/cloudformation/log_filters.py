"""Metric filters and subscription filters of log groups."""

from collections.abc import Iterator
from typing import Any

from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.log_filter import DestinationKind, MetricFilter, SubscriptionFilter
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.number import number
from eventflow_monitoring.model.unit import CLOUDWATCH_UNITS
from eventflow_monitoring.outputs.cloudformation.resource import (
    Resource,
    after_log_group,
    arn,
    function_arn,
    log_group_arn,
    logical_id,
)


def metric_filters(monitoring: Monitoring) -> Iterator[tuple[str, Resource]]:
    """Yield the metric filters."""
    for one in monitoring.metric_filters:
        properties = {
            "FilterName": one.physical_name,
            "LogGroupName": one.log_group.physical_name,
            "FilterPattern": one.pattern,
            "MetricTransformations": [_transformation(one)],
        }
        yield (
            logical_id("MetricFilter", one.name),
            Resource(
                "AWS::Logs::MetricFilter",
                properties,
                after_log_group(one.log_group),
                one.written.name,
            ),
        )


def _transformation(one: MetricFilter) -> dict[str, Any]:
    metric = one.metric
    made: dict[str, Any] = {
        "MetricNamespace": metric.namespace,
        "MetricName": metric.metric_name,
        "MetricValue": one.value,
    }
    if metric.unit.name in CLOUDWATCH_UNITS and metric.unit.name != "None":
        made["Unit"] = metric.unit.name
    if one.default is not None:
        made["DefaultValue"] = number(one.default)
    if one.dimensions:
        made["Dimensions"] = [{"Key": key, "Value": value} for key, value in one.dimensions]
    return made


def subscription_filters(monitoring: Monitoring) -> Iterator[tuple[str, Resource]]:
    """Yield the subscription filters, those of functions with the permission to call them."""
    environment = monitoring.environment
    for one in monitoring.subscription_filters:
        after = after_log_group(one.log_group)
        if one.kind is DestinationKind.FUNCTION:
            permission_id = logical_id("SubscriptionPermission", one.name)
            yield permission_id, _permission(one, environment)
            after = {"DependsOn": sorted([*after.get("DependsOn", []), permission_id])}
        properties: dict[str, Any] = {
            "FilterName": one.physical_name,
            "LogGroupName": one.log_group.physical_name,
            "FilterPattern": one.pattern,
            "DestinationArn": _destination(one, environment),
        }
        if one.role is not None:
            properties["RoleArn"] = _role_arn(one.role, environment)
        if one.distribution is not None:
            properties["Distribution"] = one.distribution.value
        yield (
            logical_id("SubscriptionFilter", one.name),
            Resource("AWS::Logs::SubscriptionFilter", properties, after, one.written.name),
        )


def _destination(one: SubscriptionFilter, environment: Environment) -> str:
    name = one.destination
    match one.kind:
        case DestinationKind.FUNCTION:
            return function_arn(environment, name)
        case DestinationKind.STREAM if not name.startswith("arn:"):
            return arn(environment, "kinesis", f"stream/{name}")
        case DestinationKind.FIREHOSE if not name.startswith("arn:"):
            return arn(environment, "firehose", f"deliverystream/{name}")
        case _:
            return name


def _role_arn(role: str, environment: Environment) -> str:
    if role.startswith("arn:"):
        return role
    return arn(environment, "iam", f"role/{role}", regional=False)


def _permission(one: SubscriptionFilter, environment: Environment) -> Resource:
    """Let CloudWatch Logs call the function, for the records of this log group alone."""
    return Resource(
        "AWS::Lambda::Permission",
        {
            "Action": "lambda:InvokeFunction",
            "FunctionName": function_arn(environment, one.destination),
            "Principal": "logs.amazonaws.com",
            "SourceAccount": environment.account,
            "SourceArn": f"{log_group_arn(environment, one.log_group)}:*",
        },
        origin=one.written.name,
    )
