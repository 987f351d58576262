"""Parameters of Systems Manager, through GetParameters and DescribeParameters."""

from collections.abc import Iterator
from typing import Any

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader

_AT_ONCE = 10  # names in one call (GetParameters.Names)


def read(connection: Connection, names: Expected) -> dict[str, Properties]:
    """Return the properties of parameters by name."""
    client = connection.client("ssm")
    found: dict[str, Properties] = {}
    for some in _in_parts(sorted(names)):
        values = client.get_parameters(Names=some)["Parameters"]
        filters = [{"Key": "Name", "Option": "Equals", "Values": some}]
        pages = client.get_paginator("describe_parameters").paginate(ParameterFilters=filters)
        about: dict[str, dict[str, Any]] = {
            one["Name"]: one for page in pages for one in page["Parameters"]
        }
        for value in values:
            described = about.get(value["Name"], {})
            found[value["Name"]] = {
                "Name": value["Name"],
                "Type": value["Type"],
                "Value": value["Value"],
                "Description": described.get("Description", ""),
                "Tier": described.get("Tier", "Standard"),
                "DataType": described.get("DataType", "text"),
            }
    return found


def _in_parts(names: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(names), _AT_ONCE):
        yield names[start : start + _AT_ONCE]


READER = Reader(
    "AWS::SSM::Parameter",
    read,
    defaults={"Description": "", "Tier": "Standard", "DataType": "text"},
)
