"""The health check of a load balancer's target group.

Example:
    Probes:
      ready:
        Path: /health/ready
        Port: 3000
        Interval: 10 seconds
        StatusCodes: 200-299
"""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Annotated, ClassVar

from eventflow_monitoring.model.probe import TargetGroupProbe
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.health_check_spec import MAX_PORT
from eventflow_monitoring.specs.probe_spec import (
    bad,
    check_between,
    parameter_path,
    request_path,
)
from eventflow_monitoring.specs.quantity import QuantityError
from eventflow_monitoring.specs.scalars import Duration, WholeNumber, reader, within
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.spec import Spec

_TRAFFIC_PORT = "traffic-port"

# CreateTargetGroup in botocore 1.44.5; the codes are those of an Application Load Balancer.
_INTERVAL, _TIMEOUT, _THRESHOLD, _CODE = (5, 300), (2, 120), (2, 10), (200, 499)
_CODES = re.compile(r"(\d{3})(?:-(\d{3}))?")


def _port(text: str) -> str:
    return text if text == _TRAFFIC_PORT else str(within(1, MAX_PORT)(text))


def _codes(text: str) -> str:
    parts = [part.strip() for part in text.split(",")]
    for part in parts:
        match = _CODES.fullmatch(part)
        ends = [int(end) for end in match.groups() if end is not None] if match else []
        if not ends or ends != sorted(ends) or not all(_CODE[0] <= end <= _CODE[1] for end in ends):
            help = "such as `200`, `200-299` or, in quotes, `200,204`: from 200 to 499"
            raise QuantityError("bad-probe", f"`{text}` is no list of status codes", help)
    return ",".join(parts)


class Protocol(Enum):
    """The protocol that targets are asked by."""

    HTTP = "HTTP"
    HTTPS = "HTTPS"


class TargetGroupSpec(Spec):
    """The health check of a load balancer's target group: whether a target gets requests."""

    PLACEHOLDERS: ClassVar[Mapping[str, str]] = {"Path": "/"}

    path: Annotated[str, reader(request_path)]
    """What is requested, from the `/` on."""
    port: Annotated[str, reader(_port)] = _TRAFFIC_PORT
    """The port; by default the one that the target serves on."""
    protocol: Protocol = Protocol.HTTP
    """`HTTP` or `HTTPS`."""
    interval: Duration = 30
    """The time between two requests: 5 seconds to 5 minutes."""
    timeout: Duration = 5
    """How long a response may take: 2 seconds to 2 minutes, less than the interval."""
    healthy_threshold: WholeNumber = 2
    """How many successes in a row make a target healthy: 2 to 10."""
    unhealthy_threshold: WholeNumber = 2
    """How many failures in a row make a target unhealthy: 2 to 10."""
    status_codes: Annotated[str, reader(_codes)] = "200"
    """The status of a healthy response: `200`, `200-299` or, in quotes, `200,204`."""


def expand(spec: TargetGroupSpec, entry: Entry, context: Context) -> TargetGroupProbe | None:
    """Return the probe of an entry."""
    found = len(context.problems)
    path = parameter_path(entry, context)
    check_between(spec.interval, *_INTERVAL, "Interval", entry, context, " seconds")
    check_between(spec.timeout, *_TIMEOUT, "Timeout", entry, context, " seconds")
    check_between(spec.healthy_threshold, *_THRESHOLD, "HealthyThreshold", entry, context)
    check_between(spec.unhealthy_threshold, *_THRESHOLD, "UnhealthyThreshold", entry, context)
    if spec.timeout >= spec.interval:
        # "Health check interval must be greater than the timeout" (ELB's answer; aws-cdk checks it
        # too: aws_elasticloadbalancingv2, validateHealthCheck).
        key = "Timeout" if "Timeout" in entry.data else "Interval"
        bad("the timeout is less than the interval", key, entry, context)
    if len(context.problems) > found:
        return None
    return TargetGroupProbe(
        name=entry.name,
        parameter_path=path,
        interval=spec.interval,
        timeout=spec.timeout,
        protocol=spec.protocol.value,
        path=spec.path,
        port=spec.port,
        healthy_threshold=spec.healthy_threshold,
        unhealthy_threshold=spec.unhealthy_threshold,
        status_codes=spec.status_codes,
        origin=entry.origin(on_key=True),
    )


KIND = Kind("TargetGroup", TargetGroupSpec, expand)
