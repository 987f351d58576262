"""cdk-nag's AwsSolutions checks, and the findings that are acknowledged, each with its reason."""

from aws_cdk import Acknowledgment, App, Validations
from cdk_nag import AwsSolutionsChecks

from eventflow_monitoring.outputs.cdk.stage import MonitoringStage

_ACKNOWLEDGED = {
    ("notifications", "SlackPolicy", "AwsSolutions-IAM5[Resource::*]"): (
        "Read-only actions of CloudWatch that have no resource-level permissions "
        "(Service Authorization Reference): Amazon Q Developer draws the alarm's graph with them."
    ),
}
"""Stack, logical id and finding, with the reason it is acceptable there."""


def add_checks(app: App, stages: list[MonitoringStage]) -> None:
    """Add cdk-nag to what synthesis validates."""
    Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    for stage in stages:
        for (stack_name, logical_id, finding), reason in _ACKNOWLEDGED.items():
            stack = stage.stacks.get(stack_name)
            resource = stack.resources.find(logical_id) if stack is not None else None
            if resource is not None:
                Validations.of(resource).acknowledge(Acknowledgment(id=finding, reason=reason))
