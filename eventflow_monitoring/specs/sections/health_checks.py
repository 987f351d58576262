"""`HealthChecks:` HTTPS requests from around the world, through Route 53.

Example:
    HealthChecks:
      api:
        Domain: api.example.com
        Path: /health
        SearchString: '"status": "UP"'
    Metrics:
      ApiHealth:
        Namespace: AWS/Route53
        MetricName: HealthCheckStatus
        Dimensions:
          HealthCheckId: {HealthCheck: api}
        Unit: None
        Range: 0 to 1
        Statistic: Minimum
        TreatMissingData: breaching
"""

from eventflow_monitoring.model.health_check import HealthCheck
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context, UnreadableFile
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.scalars import DomainName, Duration, WholeNumber
from eventflow_monitoring.specs.section import Kind, Section
from eventflow_monitoring.specs.spec import Spec

# HealthCheckConfig of the Route 53 API, as of botocore 1.44.5.
_MAX_SEARCH_STRING = 255
_MAX_FAILURE_THRESHOLD = 10
# Route 53 Developer Guide, "How Amazon Route 53 determines whether a health check is healthy".
_SEARCHED_BYTES = 5_120


class HealthCheckSpec(Spec):
    """An HTTPS health check of the environment's domain."""

    path: str
    """What is requested, from the `/` on."""
    domain: DomainName | None = None
    """The domain name; by default the environment's `Domain`."""
    port: WholeNumber = 443
    """The port."""
    search_string: str | None = None
    """What the response must hold, to the letter; Route 53 reads its first 5,120 bytes."""
    example_response: str | None = None
    """A file with a healthy response, beside this one; the search string must stand in it."""
    interval: Duration = 30
    """The time between two requests of one checker: 10 or 30 seconds."""
    failure_threshold: WholeNumber = 3
    """How many failures in a row make it unhealthy, and successes healthy again."""


def expand(spec: HealthCheckSpec, entry: Entry, context: Context) -> HealthCheck | None:
    """Return the health check of an entry."""
    found = len(context.problems)
    domain = spec.domain or context.environment.domain
    if domain is None:
        context.report(
            Problem("bad-health-check", f"the environment `{context.environment.name}` has no `Domain`",
                    entry.origin(on_key=True), help="give it one, or the health check its own")
        )  # fmt: skip
    _check_limits(spec, entry, context)
    _check_example(spec, entry, context)
    if domain is None or len(context.problems) > found:
        return None
    return HealthCheck(
        name=entry.name,
        physical_name=context.environment.physical_name(entry.name),
        domain=domain,
        path=spec.path,
        port=spec.port,
        search_string=spec.search_string,
        interval=spec.interval,
        failure_threshold=spec.failure_threshold,
        origin=entry.origin(on_key=True),
    )


def _check_limits(spec: HealthCheckSpec, entry: Entry, context: Context) -> None:
    def bad(key: str, message: str) -> None:
        context.report(Problem("bad-health-check", message, entry.origin(key)))

    if not spec.path.startswith("/"):
        bad("Path", f"the path `{spec.path}` does not begin with `/`")
    if spec.interval not in (10, 30):
        bad("Interval", "Route 53 sends requests every 10 or every 30 seconds")
    if spec.failure_threshold > _MAX_FAILURE_THRESHOLD:
        bad("FailureThreshold", f"a failure threshold is at most {_MAX_FAILURE_THRESHOLD}")
    if spec.port > 65_535:
        bad("Port", f"{spec.port} is no port")
    if spec.search_string is not None and len(spec.search_string) > _MAX_SEARCH_STRING:
        bad("SearchString", f"a search string has at most {_MAX_SEARCH_STRING} characters")


def _check_example(spec: HealthCheckSpec, entry: Entry, context: Context) -> None:
    if spec.example_response is None:
        return
    text = context.read_beside(entry.file, spec.example_response)
    origin = entry.origin("ExampleResponse")
    if text is None:
        context.report(
            Problem("missing-file", f"there is no file `{spec.example_response}`", origin,
                    help="the path is taken from the directory of this file")
        )  # fmt: skip
        return
    if isinstance(text, UnreadableFile):
        message = f"`{spec.example_response}` {text.reason}"
        context.report(Problem("unreadable-file", message, origin))
        return
    if spec.search_string is None:
        return
    searched = text.encode()[:_SEARCHED_BYTES]
    if spec.search_string.encode() not in searched:
        within = (
            "" if len(searched) < _SEARCHED_BYTES else f"the first {_SEARCHED_BYTES:,} bytes of "
        )
        context.report(
            Problem("search-string-not-found",
                    f"the search string does not stand in {within}`{spec.example_response}`",
                    entry.origin("SearchString"),
                    help="Route 53 compares to the letter, spaces included")
        )  # fmt: skip


SECTION = Section("HealthChecks", (Kind("HealthCheck", HealthCheckSpec, expand),))
