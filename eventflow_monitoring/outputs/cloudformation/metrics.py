"""Metrics as alarms and dashboards write them."""

from typing import Any

from eventflow_monitoring.model.metric import HealthCheckId, Metric
from eventflow_monitoring.outputs.cloudformation.health_checks import health_check_id
from eventflow_monitoring.outputs.cloudformation.resource import reference


def dimensions(metric: Metric) -> list[dict[str, Any]]:
    """Return the dimensions of a metric as CloudFormation writes them."""
    return [
        {
            "Name": name,
            "Value": reference(health_check_id(value.health_check))
            if isinstance(value, HealthCheckId)
            else value,
        }
        for name, value in metric.dimensions
    ]


def statistic_property(statistic: str) -> str:
    """Return the property a statistic of an alarm stands under."""
    simple = ("SampleCount", "Average", "Sum", "Minimum", "Maximum")
    return "Statistic" if statistic in simple else "ExtendedStatistic"


def metric_stat(query_id: str, metric: Metric, statistic: str, period: int) -> dict[str, Any]:
    """Return the query of an alarm that reads a stored metric, whose result is not compared."""
    return {
        "Id": query_id,
        "MetricStat": {
            "Metric": {
                "Namespace": metric.namespace,
                "MetricName": metric.metric_name,
                "Dimensions": dimensions(metric),
            },
            "Period": period,
            "Stat": statistic,
        },
        "ReturnData": False,
    }
