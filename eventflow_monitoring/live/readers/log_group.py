"""Log groups, through CloudWatch Logs' DescribeLogGroups."""

from typing import Any

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader


def read(connection: Connection, names: Expected) -> dict[str, Properties]:
    """Return the properties of log groups by name."""
    client = connection.client("logs")
    found: dict[str, Properties] = {}
    for name in names:
        groups = client.describe_log_groups(logGroupNamePrefix=name)["logGroups"]
        for group in groups:
            if group["logGroupName"] != name:
                continue
            properties: dict[str, Any] = {"LogGroupName": name}
            for theirs, ours in (
                ("retentionInDays", "RetentionInDays"),
                ("deletionProtectionEnabled", "DeletionProtectionEnabled"),
                ("kmsKeyId", "KmsKeyId"),
                ("logGroupClass", "LogGroupClass"),
            ):
                if theirs in group:
                    properties[ours] = group[theirs]
            found[name] = properties
    return found


READER = Reader(
    "AWS::Logs::LogGroup",
    read,
    defaults={"DeletionProtectionEnabled": False, "LogGroupClass": "STANDARD"},
)
