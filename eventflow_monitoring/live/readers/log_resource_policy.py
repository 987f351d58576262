"""Policies of CloudWatch Logs, through DescribeResourcePolicies."""

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader


def read(connection: Connection, names: Expected) -> dict[str, Properties]:
    """Return the properties of policies by name."""
    policies = connection.client("logs").describe_resource_policies()["resourcePolicies"]
    return {
        one["policyName"]: {
            "PolicyName": one["policyName"],
            "PolicyDocument": one["policyDocument"],
        }
        for one in policies
        if one["policyName"] in names
    }


READER = Reader("AWS::Logs::ResourcePolicy", read)
