"""Sampling rules of X-Ray, through GetSamplingRules and ListTagsForResource."""

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader, tag_list


def read(connection: Connection, arns: Expected) -> dict[str, Properties]:
    """Return the properties of rules by ARN."""
    client = connection.client("xray")
    found: dict[str, Properties] = {}
    for page in client.get_paginator("get_sampling_rules").paginate():
        for record in page["SamplingRuleRecords"]:
            rule = dict(record["SamplingRule"])
            arn = rule.pop("RuleARN", "")
            if arn not in arns:
                continue  # X-Ray's own, or somebody else's
            if not rule.get("Attributes"):
                rule.pop("Attributes", None)
            tags = client.list_tags_for_resource(ResourceARN=arn)["Tags"]
            named = {one["Key"]: one["Value"] for one in tags}
            found[arn] = {"SamplingRule": rule, "Tags": tag_list(named)}
    return found


READER = Reader("AWS::XRay::SamplingRule", read, defaults={"Tags": []})
