"""SSM parameters, through GetParameter and DescribeParameters."""

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader


def read(connection: Connection, names: Expected) -> dict[str, Properties]:
    """Return the properties of parameters by name."""
    client = connection.client("ssm")
    found: dict[str, Properties] = {}
    for name in names:
        by_name = [{"Key": "Name", "Option": "Equals", "Values": [name]}]
        described = client.describe_parameters(ParameterFilters=by_name)["Parameters"]
        if described:
            (one,) = described
            found[name] = {
                "Name": name,
                "Description": one.get("Description", ""),
                "Type": one["Type"],
                "Tier": one["Tier"],
                "Value": client.get_parameter(Name=name)["Parameter"]["Value"],
            }
    return found


READER = Reader("AWS::SSM::Parameter", read, defaults={"Description": "", "Tier": "Standard"})
