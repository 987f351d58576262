"""The findings of CDK's validation and of cdk-nag that are acknowledged, each with its reason."""

from collections.abc import Iterator

from aws_cdk import Acknowledgment, Validations

from eventflow_monitoring.outputs.cdk.stage import MonitoringStage
from eventflow_monitoring.outputs.cloudformation import resource as planned
from eventflow_monitoring.outputs.cloudformation.canaries import (
    BUCKET,
    is_canary_policy,
    resources_of_policy,
)
from eventflow_monitoring.outputs.cloudformation.log_alarms import QUERY_POLICY, readable_log_groups

_READING_ALARMS = (
    "Read-only actions of CloudWatch that have no resource-level permissions "
    "(Service Authorization Reference): Amazon Q Developer draws the alarm's graph with them."
)
_OF_LOG_GROUP = "The log group with its streams: only this group, which the log alarm reads."
_OF_CANARY = (
    "What a canary's role needs: the objects below its own prefix and the log group of its function, "
    "which ends in an id that is made with it; of `*` only actions without resource-level permissions "
    "(CloudWatch User Guide, Required roles and permissions for canaries), the metrics by namespace."
)
_RESULTS = (
    "Results of the runs of canaries, which expire, written by their roles alone: who reads them is in "
    "CloudTrail, and a bucket of access logs would need one of its own."
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
    elif logical_id == BUCKET:
        yield "AwsSolutions-S1", _RESULTS
    elif is_canary_policy(logical_id, resource):
        for about in resources_of_policy(resource):
            if "*" in about:
                named = about.replace("${", "<").replace("}", ">")
                yield f"AwsSolutions-IAM5[Resource::{named}]", _OF_CANARY
    elif "ActionConfiguration" in resource.properties:
        yield "CloudFormation-Validate::F3002", _NEWER
