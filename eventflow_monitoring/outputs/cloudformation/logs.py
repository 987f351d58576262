"""Log groups."""

from collections.abc import Iterator

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.outputs.cloudformation.resource import Resource, logical_id


def log_resources(monitoring: Monitoring) -> Iterator[tuple[str, Resource]]:
    """Yield the log groups that are provisioned here.

    In a protected environment a log group outlives its stack. RetainExceptOnCreate lets a failed
    first deployment clean up after itself, so that the next one does not meet a group that exists.
    """
    protected = monitoring.environment.protected
    for group in monitoring.log_groups:
        if group.existing:
            continue
        yield (
            logical_id("LogGroup", group.name),
            Resource(
                "AWS::Logs::LogGroup",
                {
                    "LogGroupName": group.physical_name,
                    "RetentionInDays": group.retention_days,
                    "DeletionProtectionEnabled": protected,
                },
                {
                    "DeletionPolicy": "RetainExceptOnCreate" if protected else "Delete",
                    "UpdateReplacePolicy": "Retain" if protected else "Delete",
                },
                group.origin,
            ),
        )
