"""Alarms, through CloudWatch's DescribeAlarms."""

from typing import Any

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader, tag_list

BATCH = 100
"""Names that DescribeAlarms takes at once."""

_FIELDS = (
    "AlarmName", "AlarmDescription", "ActionsEnabled", "OKActions", "AlarmActions",
    "InsufficientDataActions", "MetricName", "Namespace", "Statistic", "ExtendedStatistic",
    "Dimensions", "Period", "Unit", "EvaluationPeriods", "DatapointsToAlarm", "Threshold",
    "ComparisonOperator", "TreatMissingData", "EvaluateLowSampleCountPercentile", "Metrics",
    "ThresholdMetricId", "ActionConfiguration", "EvaluationCriteria", "EvaluationInterval",
    "EvaluationWindow", "WarmUpConfiguration",
)  # fmt: skip


def read(connection: Connection, names: Expected) -> dict[str, Properties]:
    """Return the properties of alarms by name."""
    client = connection.client("cloudwatch")
    found: dict[str, Properties] = {}
    wanted = list(names)
    for start in range(0, len(wanted), BATCH):
        page = client.describe_alarms(
            AlarmNames=wanted[start : start + BATCH], AlarmTypes=["MetricAlarm"], MaxRecords=BATCH
        )
        for alarm in page["MetricAlarms"]:
            tags = client.list_tags_for_resource(ResourceARN=alarm["AlarmArn"])["Tags"]
            found[alarm["AlarmName"]] = {
                **{name: alarm[name] for name in _FIELDS if alarm.get(name) not in (None, "")},
                "Metrics": [_query(query) for query in alarm.get("Metrics", [])],
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
    "AWS::CloudWatch::Alarm",
    read,
    defaults={
        "ActionsEnabled": True,
        "AlarmActions": [],
        "OKActions": [],
        "InsufficientDataActions": [],
        "Dimensions": [],
        "Metrics": [],
        "Tags": [],
    },
)
