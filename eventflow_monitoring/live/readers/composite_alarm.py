"""Composite alarms, through CloudWatch's DescribeAlarms."""

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader
from eventflow_monitoring.live.readers.alarm import DEFAULTS, read_alarms

_FIELDS = (
    "AlarmName", "AlarmDescription", "AlarmRule", "ActionsEnabled", "OKActions", "AlarmActions",
    "InsufficientDataActions", "ActionsSuppressor", "ActionsSuppressorWaitPeriod",
    "ActionsSuppressorExtensionPeriod", "ActionConfiguration",
)  # fmt: skip


def read(connection: Connection, names: Expected) -> dict[str, Properties]:
    """Return the properties of composite alarms by name."""
    return read_alarms(connection, names, "CompositeAlarm", _FIELDS)


READER = Reader("AWS::CloudWatch::CompositeAlarm", read, defaults=DEFAULTS)
