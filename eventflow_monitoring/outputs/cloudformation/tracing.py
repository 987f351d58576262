"""Sampling rules and groups of X-Ray."""

from collections.abc import Iterator
from typing import Any

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.number import number
from eventflow_monitoring.model.tracing import SamplingRule, TraceGroup
from eventflow_monitoring.outputs.cloudformation.resource import Resource, logical_id, tags

_VERSION = 1
"""The one version of the format of sampling rules (X-Ray API, SamplingRule.Version)."""


def tracing_resources(monitoring: Monitoring) -> Iterator[tuple[str, Resource]]:
    """Yield the sampling rules and the trace groups."""
    for rule in monitoring.sampling_rules:
        yield logical_id("SamplingRule", rule.name), _sampling_rule(rule)
    for group in monitoring.trace_groups:
        yield logical_id("TraceGroup", group.name), _group(group)


def _sampling_rule(rule: SamplingRule) -> Resource:
    described: dict[str, Any] = {
        "RuleName": rule.physical_name,
        "Version": _VERSION,
        "Priority": rule.priority,
        "FixedRate": number(rule.rate),
        "ReservoirSize": rule.reservoir,
        "Host": rule.host,
        "ServiceName": rule.service,
        "ServiceType": rule.service_type,
        "HTTPMethod": rule.method,
        "URLPath": rule.path,
        "ResourceARN": rule.resource_arn,
    }
    if rule.attributes:
        described["Attributes"] = dict(rule.attributes)
    if rule.boost is not None:
        described["SamplingRateBoost"] = {
            "MaxRate": number(rule.boost.maximum_rate),
            "CooldownWindowMinutes": rule.boost.cooldown,
        }
    properties: dict[str, Any] = {"SamplingRule": described}
    if rule.tags:
        properties["Tags"] = tags(**dict(rule.tags))
    return Resource("AWS::XRay::SamplingRule", properties, origin=rule.written.name)


def _group(group: TraceGroup) -> Resource:
    properties: dict[str, Any] = {
        "GroupName": group.physical_name,
        "FilterExpression": group.filter,
        "InsightsConfiguration": {
            "InsightsEnabled": group.insights,
            "NotificationsEnabled": group.notifications,
        },
    }
    if group.tags:
        properties["Tags"] = tags(**dict(group.tags))
    return Resource("AWS::XRay::Group", properties, origin=group.written.name)
