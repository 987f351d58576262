"""Log alarms, and the roles by which CloudWatch runs their queries.

Source: CloudWatch API, PutLogAlarm (ScheduledQueryConfiguration, ActionLogLineRoleArn).
"""

from collections.abc import Iterator
from typing import Any

from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.number import number
from eventflow_monitoring.model.trigger import LogTrigger
from eventflow_monitoring.model.wording import duration_in_words
from eventflow_monitoring.outputs.cloudformation.resource import (
    Resource,
    arn,
    logical_id,
    reference,
)

QUERY_ROLE = logical_id("LogAlarmRole")
QUERY_POLICY = logical_id("LogAlarmPolicy")


def log_alarm_properties(trigger: LogTrigger) -> dict[str, Any]:
    """Return the properties of AWS::CloudWatch::LogAlarm that say when it fires."""
    role = {"Fn::GetAtt": [QUERY_ROLE, "Arn"]}
    schedule: dict[str, Any] = {
        "ScheduleExpression": f"rate({duration_in_words(trigger.every)})",
        "StartTimeOffset": trigger.look_back,
    }
    if trigger.delay:
        schedule["EndTimeOffset"] = trigger.delay
    properties: dict[str, Any] = {
        "ScheduledQueryConfiguration": {
            "QueryString": trigger.query,
            "AggregationExpression": trigger.aggregation,
            "LogGroupIdentifiers": [group.physical_name for group in trigger.log_groups],
            "ScheduledQueryRoleARN": role,
            "ScheduleConfiguration": schedule,
        },
        "ComparisonOperator": trigger.comparison.value,
        "Threshold": number(trigger.threshold),
        "QueryResultsToEvaluate": trigger.results_to_evaluate,
        "QueryResultsToAlarm": trigger.results_to_alarm,
        "TreatMissingData": trigger.missing_data.value,
    }
    if trigger.log_lines:
        properties["ActionLogLineCount"] = trigger.log_lines
        properties["ActionLogLineRoleArn"] = role
    return properties


def readable_log_groups(policy: Resource) -> list[str]:
    """Return the ARNs of the log groups, with their streams, that the policy of queries is about."""
    resources: list[str] = policy.properties["PolicyDocument"]["Statement"][0]["Resource"]
    return [resource for resource in resources if resource.endswith(":*")]


def log_alarm_roles(monitoring: Monitoring) -> Iterator[tuple[str, Resource]]:
    """Yield the role that runs the queries of log alarms, and its policy, where there are any."""
    groups = sorted(
        {
            group.physical_name
            for alarm in monitoring.alarms
            if isinstance(alarm.trigger, LogTrigger)
            for group in alarm.trigger.log_groups
        }
    )
    if not groups:
        return
    environment = monitoring.environment
    yield (
        QUERY_POLICY,
        Resource(
            "AWS::IAM::ManagedPolicy",
            {
                "Description": f"What log alarms of {environment.service} read",
                "PolicyDocument": _reading(groups, environment),
            },
        ),
    )
    yield (
        QUERY_ROLE,
        Resource(
            "AWS::IAM::Role",
            {
                "Description": f"Runs the queries of log alarms of {environment.service}",
                "AssumeRolePolicyDocument": _trust(environment),
                "ManagedPolicyArns": [reference(QUERY_POLICY)],
            },
        ),
    )


def _trust(environment: Environment) -> dict[str, Any]:
    services = ["cloudwatch.amazonaws.com", "logs.amazonaws.com"]
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": services},
                "Action": "sts:AssumeRole",
                "Condition": {"StringEquals": {"aws:SourceAccount": environment.account}},
            }
        ],
    }


def _reading(groups: list[str], environment: Environment) -> dict[str, Any]:
    actions = ["logs:StartQuery", "logs:GetQueryResults", "logs:StopQuery", "logs:GetLogEvents"]
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": actions,
                "Resource": [
                    arn(environment, "logs", f"log-group:{group}{end}")
                    for group in groups
                    for end in ("", ":*")
                ],
            }
        ],
    }
