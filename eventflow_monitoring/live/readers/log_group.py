"""Log groups, through CloudWatch Logs' DescribeLogGroups and the calls for their policies."""

import json
from typing import Any

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader

_PROPERTIES = {
    "retentionInDays": "RetentionInDays",
    "deletionProtectionEnabled": "DeletionProtectionEnabled",
    "kmsKeyId": "KmsKeyId",
    "logGroupClass": "LogGroupClass",
}


def read(connection: Connection, names: Expected) -> dict[str, Properties]:
    """Return the properties of log groups by name."""
    client = connection.client("logs")
    found: dict[str, Properties] = {}
    for name in names:
        groups = client.describe_log_groups(logGroupNamePrefix=name)["logGroups"]
        group = next((one for one in groups if one["logGroupName"] == name), None)
        if group is not None:
            own = {ours: group[theirs] for theirs, ours in _PROPERTIES.items() if theirs in group}
            found[name] = {"LogGroupName": name, **own, **_policies(client, name)}
    return found


def _policies(client: Any, name: str) -> dict[str, Any]:
    """Return the index policies and the data protection policy of a log group."""
    policies: dict[str, Any] = {}
    indexes = client.describe_index_policies(logGroupIdentifiers=[name])["indexPolicies"]
    # An account may have a policy for all its groups, which is not this one's.
    own = [one for one in indexes if one.get("source", "LOG_GROUP") == "LOG_GROUP"]
    if own:
        documents = [json.loads(one["policyDocument"]) for one in own]
        policies["FieldIndexPolicies"] = documents
    answer = client.get_data_protection_policy(logGroupIdentifier=name)
    if "policyDocument" in answer:
        policies["DataProtectionPolicy"] = json.loads(answer["policyDocument"])
    return policies


READER = Reader(
    "AWS::Logs::LogGroup",
    read,
    defaults={"DeletionProtectionEnabled": False, "LogGroupClass": "STANDARD"},
)
