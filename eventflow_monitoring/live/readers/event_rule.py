"""EventBridge rules, through DescribeRule and ListTargetsByRule."""

import json

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader


def read(connection: Connection, names: Expected) -> dict[str, Properties]:
    """Return the properties of rules by name."""
    client = connection.client("events")
    found: dict[str, Properties] = {}
    for name in names:
        try:
            rule = client.describe_rule(Name=name)
        except client.exceptions.ResourceNotFoundException:
            continue
        targets = client.list_targets_by_rule(Rule=name)["Targets"]
        found[name] = {
            "Description": rule.get("Description", ""),
            "EventPattern": json.loads(rule["EventPattern"]),
            "State": rule["State"],
            "Targets": [{"Id": one["Id"], "Arn": one["Arn"]} for one in targets],
        }
    return found


READER = Reader("AWS::Events::Rule", read)
