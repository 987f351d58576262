"""Log groups, and the queries that are kept for them."""

from collections.abc import Iterator
from typing import Any

from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.log_group import DataProtection, LogGroup, LogGroupClass
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.outputs.cloudformation.log_filters import (
    metric_filters,
    subscription_filters,
)
from eventflow_monitoring.outputs.cloudformation.resource import Resource, log_group_id, logical_id
from eventflow_monitoring.outputs.cloudformation.state_changes import state_change_resources


def log_resources(monitoring: Monitoring) -> Iterator[tuple[str, Resource]]:
    """Yield the log groups that are provisioned here, and what stands with them."""
    for group in monitoring.log_groups:
        if not group.existing:
            yield log_group_id(group), _log_group(group, monitoring)
    yield from metric_filters(monitoring)
    yield from subscription_filters(monitoring)
    yield from _saved_queries(monitoring)
    yield from state_change_resources(monitoring)


def _log_group(group: LogGroup, monitoring: Monitoring) -> Resource:
    """Return a log group.

    In a protected environment it outlives its stack. RetainExceptOnCreate lets a failed first
    deployment clean up after itself, so that the next one does not meet a group that exists.
    """
    environment = monitoring.environment
    kept = environment.protected
    properties: dict[str, Any] = {
        "LogGroupName": group.physical_name,
        "RetentionInDays": group.retention_days,
        "DeletionProtectionEnabled": group.protected,
    }
    if group.log_class is not LogGroupClass.STANDARD:
        properties["LogGroupClass"] = group.log_class.value
    if group.key is not None:
        properties["KmsKeyId"] = group.key
    if group.field_indexes:
        properties["FieldIndexPolicies"] = [{"Fields": list(group.field_indexes)}]
    if group.data_protection is not None:
        properties["DataProtectionPolicy"] = _policy(group.data_protection, environment)
    attributes: dict[str, Any] = {
        "DeletionPolicy": "RetainExceptOnCreate" if kept else "Delete",
        "UpdateReplacePolicy": "Retain" if kept else "Delete",
    }
    audited = [
        log_group_id(other)
        for other in monitoring.log_groups
        if group.data_protection is not None
        and other.physical_name == group.data_protection.audit_to
        and not other.existing
    ]
    if audited:  # "must already exist" (CloudWatch Logs API, PutDataProtectionPolicy)
        attributes["DependsOn"] = audited
    return Resource("AWS::Logs::LogGroup", properties, attributes, group.origin)


def _policy(protection: DataProtection, environment: Environment) -> dict[str, Any]:
    """Return a data protection policy: what is found is counted, and masked.

    Source: CloudWatch Logs User Guide, "Syntax for CloudWatch Logs data protection policies".
    """
    found = [
        f"arn:{environment.partition}:dataprotection::aws:data-identifier/{name}"
        for name in protection.identifiers
    ]
    audit = (
        {} if protection.audit_to is None else {"CloudWatchLogs": {"LogGroup": protection.audit_to}}
    )
    return {
        "Name": "data-protection-policy",
        "Version": "2021-06-01",
        "Statement": [
            {
                "Sid": "audit",
                "DataIdentifier": found,
                "Operation": {"Audit": {"FindingsDestination": audit}},
            },
            {
                "Sid": "mask",
                "DataIdentifier": found,
                "Operation": {"Deidentify": {"MaskConfig": {}}},
            },
        ],
    }


def _saved_queries(monitoring: Monitoring) -> Iterator[tuple[str, Resource]]:
    for query in monitoring.queries:
        properties = {
            "Name": query.physical_name,
            "QueryString": query.query,
            "LogGroupNames": [group.physical_name for group in query.log_groups],
        }
        yield (
            logical_id("Query", query.name),
            Resource("AWS::Logs::QueryDefinition", properties, origin=query.written.name),
        )
