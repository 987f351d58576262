"""Saved Logs Insights queries, through CloudWatch Logs' DescribeQueryDefinitions."""

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader


def read(connection: Connection, expected: Expected) -> dict[str, Properties]:
    """Return the properties of queries by id, each looked for by its name."""
    client = connection.client("logs")
    found: dict[str, Properties] = {}
    for query_id, wanted in expected.items():
        answer = client.describe_query_definitions(queryDefinitionNamePrefix=wanted["Name"])
        for one in answer["queryDefinitions"]:
            if one["queryDefinitionId"] == query_id:
                found[query_id] = {
                    "Name": one["name"],
                    "QueryString": one["queryString"],
                    "LogGroupNames": one.get("logGroupNames", []),
                }
    return found


READER = Reader("AWS::Logs::QueryDefinition", read)
