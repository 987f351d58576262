"""Permissions to call Lambda functions, and functions for them to be about.

The functions stand in AWS already. Here they do not, and moto gives permissions to what stands only:
so a function that does nothing stands in for each that a permission names.
"""

import json
from typing import Any

from moto.core.common_models import CloudFormationModel

from eventflow_monitoring.embedded.held import Held
from eventflow_monitoring.live.connection import Connection

_ROLE = "stands-in-for-the-role-of-a-function"
_ANYBODY = {"Version": "2012-10-17", "Statement": []}


class Permission(Held, CloudFormationModel):
    """AWS::Lambda::Permission; moto's own ignores the alias and tells no id."""

    TYPE = "AWS::Lambda::Permission"

    @classmethod
    def create(
        cls, connection: Connection, logical_id: str, properties: dict[str, Any], account: str
    ) -> str:
        """Give the permission by AddPermission, with the logical id in the statement's."""
        stand_in(connection, properties["FunctionName"], account)
        statement_id = f"{logical_id}-{account}"
        connection.client("lambda").add_permission(StatementId=statement_id, **properties)
        return statement_id


def stand_in(connection: Connection, function: str, account: str) -> None:
    """Make sure that a function stands, by its ARN, with an alias if that names one."""
    name, _, alias = function.partition(":function:")[2].partition(":")
    client = connection.client("lambda")
    try:
        client.get_function(FunctionName=name)
    except client.exceptions.ResourceNotFoundException:
        client.create_function(
            FunctionName=name,
            Role=_role(connection, account),
            PackageType="Image",
            Code={"ImageUri": f"{account}.dkr.ecr.{connection.region}.amazonaws.com/nothing:1"},
        )
    if alias:
        aliases = client.list_aliases(FunctionName=name)["Aliases"]
        if alias not in [one["Name"] for one in aliases]:
            client.create_alias(FunctionName=name, Name=alias, FunctionVersion="$LATEST")


def _role(connection: Connection, account: str) -> str:
    client = connection.client("iam")
    try:
        client.get_role(RoleName=_ROLE)
    except client.exceptions.NoSuchEntityException:
        client.create_role(RoleName=_ROLE, AssumeRolePolicyDocument=json.dumps(_ANYBODY))
    return f"arn:aws:iam::{account}:role/{_ROLE}"
