"""Alarms, through CloudWatch's DescribeAlarms."""

from collections.abc import Iterable, Mapping
from typing import Any

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader, tag_list

_BATCH = 100  # names that DescribeAlarms takes at once

_FIELDS = (
    "AlarmName", "AlarmDescription", "ActionsEnabled", "OKActions", "AlarmActions",
    "InsufficientDataActions", "MetricName", "Namespace", "Statistic", "ExtendedStatistic",
    "Dimensions", "Period", "Unit", "EvaluationPeriods", "DatapointsToAlarm", "Threshold",
    "ComparisonOperator", "TreatMissingData", "EvaluateLowSampleCountPercentile", "Metrics",
    "ThresholdMetricId", "ActionConfiguration", "EvaluationCriteria", "EvaluationInterval",
    "EvaluationWindow", "WarmUpConfiguration",
)  # fmt: skip


DEFAULTS: Mapping[str, Any] = {
    "ActionsEnabled": True,
    "AlarmActions": [],
    "OKActions": [],
    "InsufficientDataActions": [],
    "Tags": [],
}
"""What an alarm of any type has where nothing is said."""


def read(connection: Connection, names: Expected) -> dict[str, Properties]:
    """Return the properties of alarms by name."""
    found = read_alarms(connection, names, "MetricAlarm", _FIELDS)
    return {
        name: {**properties, "Metrics": [_query(query) for query in properties.get("Metrics", [])]}
        for name, properties in found.items()
    }


def read_alarms(
    connection: Connection, names: Expected, alarm_type: str, fields: Iterable[str]
) -> dict[str, Properties]:
    """Return some properties of alarms of a type (DescribeAlarms.AlarmTypes), and their tags, by name."""
    client = connection.client("cloudwatch")
    fields = tuple(fields)
    found: dict[str, Properties] = {}
    wanted = list(names)
    for start in range(0, len(wanted), _BATCH):
        page = client.describe_alarms(
            AlarmNames=wanted[start : start + _BATCH], AlarmTypes=[alarm_type], MaxRecords=_BATCH
        )
        for alarm in page[f"{alarm_type}s"]:
            tags = client.list_tags_for_resource(ResourceARN=alarm["AlarmArn"])["Tags"]
            found[alarm["AlarmName"]] = {
                **{name: alarm[name] for name in fields if alarm.get(name) not in (None, "")},
                "Tags": tag_list({tag["Key"]: tag["Value"] for tag in tags}),
            }
    return found


def _query(query: dict[str, Any]) -> dict[str, Any]:
    """A query without the settings that are absent, which some answers spell out as null."""
    kept = {key: value for key, value in query.items() if value is not None}
    if "MetricStat" in kept:
        kept["MetricStat"] = {k: v for k, v in kept["MetricStat"].items() if v is not None}
    return kept


READER = Reader(
    "AWS::CloudWatch::Alarm", read, defaults={**DEFAULTS, "Dimensions": [], "Metrics": []}
)
