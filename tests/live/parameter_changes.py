"""Changes of the parameters that the containers of collectors are given."""

from eventflow_monitoring.live.connection import Connection
from tests.live.change import Change, planned


def put(connection: Connection, name: str, value: str | None, tier: str) -> None:
    """Write a parameter: another value, or the one it has, in a tier."""
    client = connection.client("ssm")
    filters = [{"Key": "Name", "Values": [name]}]
    (described,) = client.describe_parameters(ParameterFilters=filters)["Parameters"]
    kept = client.get_parameter(Name=name)["Parameter"]["Value"]
    client.put_parameter(
        Name=name, Value=value or kept, Type="String", Tier=tier, Overwrite=True,
        Description=described["Description"],
    )  # fmt: skip


PARAMETER_CHANGES = [
    Change(
        "AWS::SSM::Parameter", "CollectorBackend", "Value",
        lambda c, name: put(c, name, "receivers: {}", "Advanced"),
        lambda c, name, plan: put(
            c, name, str(planned(plan, "CollectorBackend")["Value"]), "Advanced"
        ),
    ),
    Change(
        "AWS::SSM::Parameter", "CollectorDatabase", "Tier",
        lambda c, name: put(c, name, None, "Advanced"),
        lambda c, name, plan: put(c, name, None, "Standard"),
    ),
]  # fmt: skip
