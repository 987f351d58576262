"""An HTTPS health check from around the world, by Route 53.

Its metric exists in us-east-1 only.

Example:
    HealthChecks:
      api:
        Domain: api.example.com
        Path: /health
        SearchString: '"status": "UP"'
"""

from collections.abc import Mapping
from typing import ClassVar

from eventflow_monitoring.model.health_check import DEFAULT_PORTS, Route53Check
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.health_check_spec import (
    HealthCheckSpec,
    bad,
    check_request,
    check_search_string,
    example_text,
)
from eventflow_monitoring.specs.scalars import Duration, WholeNumber
from eventflow_monitoring.specs.section import Kind

# HealthCheckConfig of the Route 53 API, as of botocore 1.44.5.
_MAX_SEARCH_STRING = 255
_MAX_FAILURE_THRESHOLD = 10
# Route 53 Developer Guide, "How Amazon Route 53 determines whether a health check is healthy".
_SEARCHED_BYTES = 5_120

_OF_CANARY = (
    "write `Probe: canary`: Route 53 looks for a text only, and takes any 2xx or 3xx status"
)


class Route53Spec(HealthCheckSpec):
    """HTTPS requests from around the world, by Route 53.

    It reads the first 5,120 bytes of a response.
    """

    INSTEAD: ClassVar[Mapping[str, str]] = {
        "Expect": _OF_CANARY,
        "Status": _OF_CANARY,
        "Timeout": "Route 53 waits 4 seconds for a connection and 2 for the response",
        "Protocol": "write `Probe: canary`: these requests are HTTPS",
        "VpcConfig": "write `Probe: canary`: Route 53 asks from the internet",
    }

    interval: Duration = 30
    """The time between two requests of one checker: 10 or 30 seconds."""
    failure_threshold: WholeNumber = 3
    """How many failures in a row make it unhealthy, and successes healthy again."""


def expand(spec: Route53Spec, entry: Entry, context: Context) -> Route53Check | None:
    """Return the health check of an entry."""
    found = len(context.problems)
    domain = check_request(spec, entry, context)
    _check_limits(spec, entry, context)
    text = example_text(spec, entry, context)
    if text is not None:
        check_search_string(spec, text, _SEARCHED_BYTES, entry, context)
    if domain is None or len(context.problems) > found:
        return None
    return Route53Check(
        name=entry.name,
        physical_name=context.environment.physical_name(entry.name),
        domain=domain,
        path=spec.path,
        port=spec.port or DEFAULT_PORTS["https"],
        search_string=spec.search_string,
        interval=spec.interval,
        failure_threshold=spec.failure_threshold,
        origin=entry.origin(on_key=True),
    )


def _check_limits(spec: Route53Spec, entry: Entry, context: Context) -> None:
    if spec.interval not in (10, 30):
        message = "Route 53 sends requests every 10 or every 30 seconds"
        bad(message, "Interval", entry, context)
    if spec.failure_threshold > _MAX_FAILURE_THRESHOLD:
        message = f"a failure threshold is at most {_MAX_FAILURE_THRESHOLD}"
        bad(message, "FailureThreshold", entry, context)
    if spec.search_string is not None and len(spec.search_string) > _MAX_SEARCH_STRING:
        message = f"a search string has at most {_MAX_SEARCH_STRING} characters"
        bad(message, "SearchString", entry, context)


KIND = Kind("route53", Route53Spec, expand)
