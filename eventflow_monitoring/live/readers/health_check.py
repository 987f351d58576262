"""Health checks, through Route 53's GetHealthCheck."""

from typing import Any

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader, tag_list

# What Route 53 answers for settings that were not made (HealthCheckConfig, Route 53 API reference).
_UNSET: dict[str, Any] = {"Inverted": False, "Disabled": False, "MeasureLatency": False}


def read(connection: Connection, ids: Expected) -> dict[str, Properties]:
    """Return the properties of health checks by id."""
    client = connection.client("route53")
    found: dict[str, Properties] = {}
    for check_id in ids:
        try:
            config = client.get_health_check(HealthCheckId=check_id)["HealthCheck"][
                "HealthCheckConfig"
            ]
        except client.exceptions.NoSuchHealthCheck:
            continue
        tags = client.list_tags_for_resource(ResourceType="healthcheck", ResourceId=check_id)
        named = {tag["Key"]: tag["Value"] for tag in tags["ResourceTagSet"]["Tags"]}
        found[check_id] = {
            "HealthCheckConfig": {
                key: value
                for key, value in config.items()
                if value not in (None, "", []) and _UNSET.get(key, ...) != value
            },
            "HealthCheckTags": tag_list(named),
        }
    return found


READER = Reader("AWS::Route53::HealthCheck", read, defaults={"HealthCheckTags": []})
