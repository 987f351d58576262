"""A Route 53 health check: an HTTPS request from around the world."""

from dataclasses import dataclass, field

from eventflow_monitoring.position import Origin

REGION = "us-east-1"
"""The only region that has the metrics of Route 53 health checks (Route 53 Developer Guide,
"Monitoring health checks using CloudWatch")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthCheck:
    """Healthy while the response has a 2xx or 3xx status and holds `search_string`.

    `interval` is the seconds between two requests of one checker (10 or 30), `failure_threshold`
    the number of failures in a row that change its mind.
    """

    name: str
    physical_name: str
    domain: str
    path: str
    port: int
    search_string: str | None
    interval: int
    failure_threshold: int
    origin: Origin = field(compare=False)
