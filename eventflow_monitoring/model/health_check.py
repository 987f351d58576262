"""Checks of a service's health from outside: by Route 53, or by a canary of CloudWatch Synthetics."""

from dataclasses import dataclass, field
from typing import ClassVar

from eventflow_monitoring.position import Origin

REGION = "us-east-1"
"""The only region that has the metrics of Route 53 health checks (Route 53 Developer Guide,
"Monitoring health checks using CloudWatch")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthCheck:
    """A request that is repeated every `interval` seconds, and what its response must hold."""

    PROBE: ClassVar[str]
    """What sends the request, as specs write it."""

    name: str
    physical_name: str
    domain: str
    path: str
    port: int
    search_string: str | None
    interval: int
    origin: Origin = field(compare=False)

    @property
    def url(self) -> str:
        """What is requested."""
        return _url("https", self.domain, self.port, self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route53Check(HealthCheck):
    """HTTPS requests from around the world: healthy while the response has a 2xx or 3xx status.

    `interval` is the seconds between two requests of one checker (10 or 30), `failure_threshold`
    the number of failures in a row that change its mind.
    """

    PROBE: ClassVar[str] = "route53"

    failure_threshold: int


@dataclass(frozen=True, slots=True)
class Vpc:
    """Where in a VPC a canary runs: ids of subnets and of security groups."""

    subnets: tuple[str, ...]
    security_groups: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Canary(HealthCheck):
    """Requests from the environment's own region, whose JSON response is looked into.

    A run passes where the response comes within `timeout` seconds, has the status `status`, holds
    `search_string`, and has the `expected` texts at their dotted paths. What it leaves behind is
    kept `retention_days`. Without a `vpc` it runs outside of any.
    """

    PROBE: ClassVar[str] = "canary"

    protocol: str
    status: int
    expected: tuple[tuple[str, str], ...]
    timeout: int
    retention_days: int
    runtime: str
    vpc: Vpc | None = None

    @property
    def url(self) -> str:
        """What is requested."""
        return _url(self.protocol, self.domain, self.port, self.path)


MAX_BODY = 1_000_000
"""The bytes of a response that a canary reads; a health endpoint answers with far less."""

DEFAULT_PORTS = {"http": 80, "https": 443}
"""The ports that a URL need not name (RFC 9110, sections 4.2.1 and 4.2.2)."""


def _url(protocol: str, domain: str, port: int, path: str) -> str:
    return f"{protocol}://{domain}{'' if port == DEFAULT_PORTS[protocol] else f':{port}'}{path}"
