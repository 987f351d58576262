"""Subscription filters of log groups, through CloudWatch Logs' DescribeSubscriptionFilters."""

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader

_PROPERTIES = {
    "filterName": "FilterName",
    "logGroupName": "LogGroupName",
    "filterPattern": "FilterPattern",
    "destinationArn": "DestinationArn",
    "roleArn": "RoleArn",
    "distribution": "Distribution",
}


def read(connection: Connection, expected: Expected) -> dict[str, Properties]:
    """Return the properties of filters by name, each looked for in its log group."""
    client = connection.client("logs")
    found: dict[str, Properties] = {}
    for name, wanted in expected.items():
        group = wanted["LogGroupName"]
        for one in client.describe_subscription_filters(logGroupName=group)["subscriptionFilters"]:
            if one["filterName"] == name:
                found[name] = {
                    ours: one[theirs] for theirs, ours in _PROPERTIES.items() if theirs in one
                }
    return found


READER = Reader("AWS::Logs::SubscriptionFilter", read, defaults={"Distribution": "ByLogStream"})
