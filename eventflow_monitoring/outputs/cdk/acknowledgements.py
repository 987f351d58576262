"""The findings of CDK's validation and of cdk-nag that are acknowledged, each with its reason."""

from collections.abc import Iterator

from aws_cdk import Acknowledgment, Validations

from eventflow_monitoring.outputs.cdk.stage import MonitoringStage
from eventflow_monitoring.outputs.cloudformation import resource as planned
from eventflow_monitoring.outputs.cloudformation.dead_letter_queues import QUEUE_TYPE
from eventflow_monitoring.outputs.cloudformation.log_alarms import QUERY_POLICY, readable_log_groups

_READING_ALARMS = (
    "Read-only actions of CloudWatch that have no resource-level permissions "
    "(Service Authorization Reference): Amazon Q Developer draws the alarm's graph with them."
)
_OF_LOG_GROUP = "The log group with its streams: only this group, which the log alarm reads."
_DEAD_LETTERS = (
    "It is a dead-letter queue itself, of a subscription of a topic; cdk-nag looks for those of queues "
    "and functions only."
)
_NEWER = (
    "The property is newer than the schema that the validation of aws-cdk-lib 2.275 brings along; "
    "its own class of the resource has it."
)


def acknowledge(stages: list[MonitoringStage]) -> None:
    """Acknowledge what is known, each finding at the resource it is about."""
    for stage in stages:
        for name, stack in stage.stacks.items():
            for logical_id, resource in stage.planned[name].resources.items():
                for finding, reason in _known(logical_id, resource):
                    construct = stack.resources.find(logical_id)
                    assert construct is not None
                    acknowledgment = Acknowledgment(id=finding, reason=reason)
                    Validations.of(construct).acknowledge(acknowledgment)


def _known(logical_id: str, resource: planned.Resource) -> Iterator[tuple[str, str]]:
    """Yield the findings about a resource that are acknowledged, with the reasons."""
    if logical_id in ("SlackPolicy", "TeamsPolicy"):
        yield "AwsSolutions-IAM5[Resource::*]", _READING_ALARMS
    elif logical_id == QUERY_POLICY:
        for arn in readable_log_groups(resource):
            yield f"AwsSolutions-IAM5[Resource::{arn}]", _OF_LOG_GROUP
    elif resource.type == QUEUE_TYPE:
        yield "AwsSolutions-SQS3", _DEAD_LETTERS
    elif "ActionConfiguration" in resource.properties:
        yield "CloudFormation-Validate::F3002", _NEWER
