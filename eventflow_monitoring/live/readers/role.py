"""Roles, through IAM."""

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader


def read(connection: Connection, names: Expected) -> dict[str, Properties]:
    """Return the properties of roles by name."""
    client = connection.client("iam")
    found: dict[str, Properties] = {}
    for name in names:
        try:
            role = client.get_role(RoleName=name)["Role"]
        except client.exceptions.NoSuchEntityException:
            continue
        attached = client.list_attached_role_policies(RoleName=name)["AttachedPolicies"]
        found[name] = {
            "Description": role.get("Description", ""),
            "AssumeRolePolicyDocument": role["AssumeRolePolicyDocument"],
            "ManagedPolicyArns": sorted(policy["PolicyArn"] for policy in attached),
            "Policies": client.list_role_policies(RoleName=name)["PolicyNames"],
        }
    return found


READER = Reader("AWS::IAM::Role", read, defaults={"Description": "", "Policies": []})
