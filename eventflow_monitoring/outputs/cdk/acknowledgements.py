"""The findings of CDK's validation and of cdk-nag that are acknowledged, each with its reason.

docs/acknowledged-findings.md lists them: `make reference` writes it.
"""

from collections.abc import Callable, Iterator, Mapping

from aws_cdk import Acknowledgment, CfnResource, Validations

from eventflow_monitoring.outputs.cloudformation import resource as planned
from eventflow_monitoring.outputs.cloudformation.canaries import (
    BUCKET,
    is_canary_policy,
    resources_of_policy,
)
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


def acknowledge(
    resources: Mapping[str, planned.Resource], construct_of: Callable[[str], CfnResource]
) -> None:
    """Acknowledge what is known about some resources, each finding at the construct it is about."""
    for logical_id, resource in resources.items():
        for finding, reason in known_findings(logical_id, resource):
            acknowledgment = Acknowledgment(id=finding, reason=reason)
            Validations.of(construct_of(logical_id)).acknowledge(acknowledgment)


def known_findings(logical_id: str, resource: planned.Resource) -> Iterator[tuple[str, str]]:
    """Yield the findings about a resource that are acknowledged, with the reasons."""
    if logical_id in ("SlackPolicy", "TeamsPolicy"):
        yield "AwsSolutions-IAM5[Resource::*]", _READING_ALARMS
    elif logical_id == QUERY_POLICY:
        for arn in readable_log_groups(resource):
            yield f"AwsSolutions-IAM5[Resource::{arn}]", _OF_LOG_GROUP
    elif resource.type == QUEUE_TYPE:
        yield "AwsSolutions-SQS3", _DEAD_LETTERS
    elif logical_id == BUCKET:
        yield "AwsSolutions-S1", _RESULTS
    elif is_canary_policy(logical_id, resource):
        for about in resources_of_policy(resource):
            if "*" in about:
                named = about.replace("${", "<").replace("}", ">")
                yield f"AwsSolutions-IAM5[Resource::{named}]", _OF_CANARY
    elif "ActionConfiguration" in resource.properties:
        yield "CloudFormation-Validate::F3002", _NEWER
