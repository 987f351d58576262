"""Metric filters, through CloudWatch Logs' DescribeMetricFilters."""

from collections.abc import Mapping
from typing import Any

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader


def read(connection: Connection, expected: Expected) -> dict[str, Properties]:
    """Return the properties of metric filters by name, each looked for in its log group."""
    client = connection.client("logs")
    found: dict[str, Properties] = {}
    for name, wanted in expected.items():
        group = wanted["LogGroupName"]
        answer = client.describe_metric_filters(logGroupName=group, filterNamePrefix=name)
        for one in answer["metricFilters"]:
            if one["filterName"] == name:
                found[name] = {
                    "FilterName": name,
                    "LogGroupName": one["logGroupName"],
                    "FilterPattern": one["filterPattern"],
                    "MetricTransformations": [
                        _transformation(made) for made in one["metricTransformations"]
                    ],
                }
    return found


def _transformation(made: Mapping[str, Any]) -> dict[str, Any]:
    properties = {f"{key[0].upper()}{key[1:]}": value for key, value in made.items()}
    if "Dimensions" in properties:
        pairs = sorted(properties["Dimensions"].items())
        properties["Dimensions"] = [{"Key": key, "Value": value} for key, value in pairs]
    return properties


READER = Reader("AWS::Logs::MetricFilter", read)
