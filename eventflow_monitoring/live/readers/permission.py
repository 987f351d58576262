"""Permissions to call Lambda functions, through Lambda's GetPolicy of each function they are for."""

import json
from collections.abc import Mapping
from typing import Any

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader


def read(connection: Connection, expected: Expected) -> dict[str, Properties]:
    """Return the properties of permissions: statements of a function's policy, by their ids."""
    client = connection.client("lambda")
    found: dict[str, Properties] = {}
    for physical_id, wanted in expected.items():
        function = wanted["FunctionName"]
        try:
            policy = client.get_policy(FunctionName=function)["Policy"]
        except client.exceptions.ResourceNotFoundException:
            continue
        # CloudFormation may name the function before the statement's id: `function|id`.
        statement_id = physical_id.rpartition("|")[2]
        for statement in json.loads(policy)["Statement"]:
            if statement["Sid"] == statement_id:
                found[physical_id] = {"FunctionName": function, **_properties(statement)}
    return found


def _properties(statement: Mapping[str, Any]) -> dict[str, Any]:
    """Return a statement as AddPermission takes it; what that cannot write stays as it is."""
    principal = statement["Principal"]
    properties = {
        "Action": statement["Action"],
        "Principal": principal.get("Service", principal)
        if isinstance(principal, dict)
        else principal,
    }
    for conditions in statement.get("Condition", {}).values():
        for key, value in conditions.items():
            # Lambda writes `AWS:SourceArn`, IAM takes any case.
            properties[key.rpartition(":")[2]] = value
    if statement["Effect"] != "Allow":
        properties["Effect"] = statement["Effect"]
    return properties


READER = Reader("AWS::Lambda::Permission", read)
