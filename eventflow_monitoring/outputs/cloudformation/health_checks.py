"""Route 53 health checks."""

from collections.abc import Iterator

from eventflow_monitoring.model.health_check import Route53Check
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.outputs.cloudformation.resource import Resource, logical_id, tags


def health_check_resources(monitoring: Monitoring) -> Iterator[tuple[str, Resource]]:
    """Yield the health checks."""
    for check in monitoring.health_checks:
        if not isinstance(check, Route53Check):
            continue
        config = {
            "Type": "HTTPS" if check.search_string is None else "HTTPS_STR_MATCH",
            "FullyQualifiedDomainName": check.domain,
            "Port": check.port,
            "ResourcePath": check.path,
            "RequestInterval": check.interval,
            "FailureThreshold": check.failure_threshold,
            "EnableSNI": True,
        }
        if check.search_string is not None:
            config["SearchString"] = check.search_string
        yield (
            health_check_id(check.name),
            Resource(
                "AWS::Route53::HealthCheck",
                {
                    "HealthCheckConfig": config,
                    # A health check has no name; the console shows this tag as one.
                    "HealthCheckTags": tags(Name=check.physical_name),
                },
                origin=check.origin,
            ),
        )


def health_check_id(name: str) -> str:
    """Return the logical id of a health check; a reference to it is the id AWS gave it."""
    return logical_id("HealthCheck", name)
