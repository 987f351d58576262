"""Changes of alarms' states, written to log groups by EventBridge.

Sources: CloudWatch User Guide, "Alarm events and EventBridge"; Amazon EventBridge User Guide, "Using
resource-based policies" ("CloudWatch Logs permissions").
"""

import json
from collections.abc import Iterator

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.log_group import LogGroup
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.outputs.cloudformation.alarms import alarm_arn
from eventflow_monitoring.outputs.cloudformation.resource import (
    Resource,
    after_log_group,
    log_group_arn,
    logical_id,
)

_POLICY = logical_id("StateChangePolicy")


def state_change_resources(monitoring: Monitoring) -> Iterator[tuple[str, Resource]]:
    """Yield a rule for each alarm whose changes are logged, and the policy that lets them be."""
    environment = monitoring.environment
    groups: dict[str, LogGroup] = {}
    for alarm in monitoring.alarms:
        group = alarm.state_change_log_group
        if group is not None:
            groups[group.name] = group
            yield logical_id("StateChange", alarm.name), _rule(alarm, group, environment)
    if groups:
        yield _POLICY, _policy([groups[name] for name in sorted(groups)], environment)


def _rule(alarm: Alarm, group: LogGroup, environment: Environment) -> Resource:
    return Resource(
        "AWS::Events::Rule",
        {
            "Description": f"Logs every change of the state of the alarm {alarm.name}"[:512],
            "EventPattern": {
                "source": ["aws.cloudwatch"],
                "detail-type": ["CloudWatch Alarm State Change"],
                "resources": [alarm_arn(environment, alarm)],
            },
            "State": "ENABLED",
            "Targets": [{"Id": "log", "Arn": log_group_arn(environment, group)}],
        },
        after_log_group(group),
        alarm.origin,
    )


def _policy(groups: list[LogGroup], environment: Environment) -> Resource:
    """Let EventBridge write; an account has at most ten of these policies, so there is one for all."""
    services = ["delivery.logs.amazonaws.com", "events.amazonaws.com"]
    document = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": services},
                "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                "Resource": [f"{log_group_arn(environment, group)}:*" for group in groups],
            }
        ],
    }
    name = environment.physical_name(f"{environment.service}-alarm-state-changes")
    return Resource(
        "AWS::Logs::ResourcePolicy",
        {"PolicyName": name, "PolicyDocument": json.dumps(document, separators=(",", ":"))},
    )
