"""Groups of X-Ray, through GetGroups and ListTagsForResource."""

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader, tag_list

_OFF = {"InsightsEnabled": False, "NotificationsEnabled": False}


def read(connection: Connection, arns: Expected) -> dict[str, Properties]:
    """Return the properties of groups by ARN."""
    client = connection.client("xray")
    found: dict[str, Properties] = {}
    for page in client.get_paginator("get_groups").paginate():
        for group in page["Groups"]:
            arn = group["GroupARN"]
            if arn not in arns:
                continue  # X-Ray's own, or somebody else's
            tags = client.list_tags_for_resource(ResourceARN=arn)["Tags"]
            found[arn] = {
                "GroupName": group["GroupName"],
                "FilterExpression": group.get("FilterExpression", ""),
                "InsightsConfiguration": {**_OFF, **group.get("InsightsConfiguration", {})},
                "Tags": tag_list({one["Key"]: one["Value"] for one in tags}),
            }
    return found


READER = Reader("AWS::XRay::Group", read, defaults={"Tags": []})
