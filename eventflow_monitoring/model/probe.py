"""How a load balancer and a container orchestrator probe the service: settings for its own stack."""

from dataclasses import dataclass, field
from typing import ClassVar

from eventflow_monitoring.position import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """A request that is repeated every `interval` seconds, each failed after `timeout` seconds.

    `parameter_path` is what the names of its SSM parameters begin with.
    """

    READ_BY: ClassVar[str]
    """What sends the request."""

    name: str
    parameter_path: str
    interval: int
    timeout: int
    origin: Origin = field(compare=False)

    @property
    def failures(self) -> int:
        """How many failures in a row make what is probed unhealthy."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetGroupProbe(Probe):
    """The health check of a load balancer's target group: a target that fails it gets no requests.

    `port` is `traffic-port` where targets are asked on the port that they serve on. `status_codes`
    are as ELB writes them: `200`, `200,202`, `200-299`.
    """

    READ_BY: ClassVar[str] = "load balancer"

    protocol: str
    path: str
    port: str
    healthy_threshold: int
    unhealthy_threshold: int
    status_codes: str

    @property
    def failures(self) -> int:
        """How many failures in a row make a target unhealthy."""
        return self.unhealthy_threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerProbe(Probe):
    """The health check of an ECS container: one that fails it `retries` times is replaced.

    `command` is run by the container's shell and exits with 0 where all is well. Failures in the
    first `start_period` seconds do not count.
    """

    READ_BY: ClassVar[str] = "ECS"

    command: str
    retries: int
    start_period: int

    @property
    def failures(self) -> int:
        """How many failures in a row make a container unhealthy."""
        return self.retries
