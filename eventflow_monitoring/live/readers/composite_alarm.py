"""Composite alarms, through CloudWatch's DescribeAlarms."""

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader, tag_list
from eventflow_monitoring.live.readers.alarm import BATCH

_FIELDS = (
    "AlarmName", "AlarmDescription", "AlarmRule", "ActionsEnabled", "OKActions", "AlarmActions",
    "InsufficientDataActions", "ActionsSuppressor", "ActionsSuppressorWaitPeriod",
    "ActionsSuppressorExtensionPeriod", "ActionConfiguration",
)  # fmt: skip


def read(connection: Connection, names: Expected) -> dict[str, Properties]:
    """Return the properties of composite alarms by name."""
    client = connection.client("cloudwatch")
    found: dict[str, Properties] = {}
    wanted = list(names)
    for start in range(0, len(wanted), BATCH):
        page = client.describe_alarms(
            AlarmNames=wanted[start : start + BATCH],
            AlarmTypes=["CompositeAlarm"],
            MaxRecords=BATCH,
        )
        for alarm in page["CompositeAlarms"]:
            tags = client.list_tags_for_resource(ResourceARN=alarm["AlarmArn"])["Tags"]
            found[alarm["AlarmName"]] = {
                **{name: alarm[name] for name in _FIELDS if alarm.get(name) not in (None, "")},
                "Tags": tag_list({tag["Key"]: tag["Value"] for tag in tags}),
            }
    return found


READER = Reader(
    "AWS::CloudWatch::CompositeAlarm",
    read,
    defaults={
        "ActionsEnabled": True,
        "AlarmActions": [],
        "OKActions": [],
        "InsufficientDataActions": [],
        "Tags": [],
    },
)
