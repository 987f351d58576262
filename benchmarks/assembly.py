"""The alarms in a cloud assembly: what two CDK apps are compared by before they are measured."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_COMPARED = (
    "ComparisonOperator",
    "Threshold",
    "EvaluationPeriods",
    "DatapointsToAlarm",
    "TreatMissingData",
    "AlarmActions",
    "Namespace",
    "MetricName",
    "Dimensions",
    "Statistic",
    "ExtendedStatistic",
    "Period",
)
"""Properties that are the same whoever wrote the template; of `Metrics`, the number is."""


def alarms_in(directory: Path) -> Mapping[str, Mapping[str, Any]]:
    """Return, by name, what is compared of every alarm in the templates below a directory."""
    found: dict[str, Mapping[str, Any]] = {}
    for resources in _resources(directory):
        for resource in resources.values():
            if resource["Type"] == "AWS::CloudWatch::Alarm":
                properties = resource["Properties"]
                compared = {key: properties.get(key) for key in _COMPARED}
                found[properties["AlarmName"]] = {
                    **compared,
                    "Metrics": len(properties.get("Metrics", ())),
                }
    return found


def stacks_with_alarms(directory: Path) -> int:
    """Return in how many templates below a directory an alarm stands."""
    return sum(
        any(resource["Type"] == "AWS::CloudWatch::Alarm" for resource in resources.values())
        for resources in _resources(directory)
    )


def number_of_alarms(directory: Path) -> int:
    """Return how many alarms stand in the templates below a directory, whatever their names."""
    return sum(
        resource["Type"] == "AWS::CloudWatch::Alarm"
        for resources in _resources(directory)
        for resource in resources.values()
    )


def _resources(directory: Path) -> list[dict[str, dict[str, Any]]]:
    templates = sorted(directory.rglob("*.template.json"))
    return [json.loads(path.read_text(encoding="utf-8")).get("Resources", {}) for path in templates]
