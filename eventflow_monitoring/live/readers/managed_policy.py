"""Managed policies, through IAM."""

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader


def read(connection: Connection, arns: Expected) -> dict[str, Properties]:
    """Return the properties of managed policies by ARN."""
    client = connection.client("iam")
    found: dict[str, Properties] = {}
    for arn in arns:
        try:
            policy = client.get_policy(PolicyArn=arn)["Policy"]
        except client.exceptions.NoSuchEntityException:
            continue
        version = client.get_policy_version(PolicyArn=arn, VersionId=policy["DefaultVersionId"])
        found[arn] = {
            "Description": policy.get("Description", ""),
            "PolicyDocument": version["PolicyVersion"]["Document"],
        }
    return found


READER = Reader("AWS::IAM::ManagedPolicy", read, defaults={"Description": ""})
