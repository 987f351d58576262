"""The alarms that the benchmarks are about: EventFlow's eleven, repeated for one component after another.

`generate_specs.py` writes them as YAML and `apps/l2.py` builds them as CDK constructs, both from the
same values, so that both contestants have the same work.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

NAMESPACE = "EventFlow"
SERVICE = "benchmark"
ENVIRONMENT = "production"
ACCOUNT = "111111111111"
REGION = "us-east-1"

TIERS = ("critical", "high", "medium")

TOPICS = {
    "pages-critical": "critical",
    "alerts-critical": "critical",
    "alerts-high": "high",
    "notices-medium": "medium",
}
"""Every topic with its tier."""

CHANNEL = "team-email"
ADDRESS = "team@eventflow.example"
"""The one channel, which all topics reach."""

_ALARMS_OF_A_STACK = 400
"""What to aim for: a stack takes 500 resources, and alarms are spread by a hash of their name."""


@dataclass(frozen=True)
class StoredMetric:
    """A metric that CloudWatch stores."""

    name: str
    unit: str
    statistic: str
    treat_missing_data: str = "missing"


@dataclass(frozen=True)
class ComputedMetric:
    """A metric computed from stored ones, whose names stand in braces in its expression."""

    name: str
    expression: str
    operands: tuple[StoredMetric, ...]
    treat_missing_data: str = "missing"
    unit: str = "Percent"


@dataclass(frozen=True)
class Shape:
    """One of the eleven alarms. `threshold` is what an author writes, `value` what it comes to."""

    name: str
    tier: str
    description: str
    metric: StoredMetric | ComputedMetric
    comparison: str
    threshold: str
    value: float
    minutes: int
    evaluation_periods: int
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Alarm:
    """An alarm of one component."""

    component: int
    shape: Shape

    @property
    def prefix(self) -> str:
        """What the names of the component's alarms and metrics begin with."""
        return f"Component{self.component:05}"

    @property
    def name(self) -> str:
        """The name of the alarm, unique over all components."""
        return f"{self.prefix}{self.shape.name}"

    @property
    def dimension(self) -> tuple[str, str]:
        """The name and value of the dimension that the component's metrics have."""
        return "Component", f"component-{self.component:05}"


def alarms(count: int) -> Iterator[Alarm]:
    """Yield `count` alarms: the eleven of the first component, of the second, and so on."""
    for index in range(count):
        component, shape = divmod(index, len(SHAPES))
        yield Alarm(component + 1, SHAPES[shape])


def alarm_stacks(count: int) -> int:
    """Return over how many stacks to spread that many alarms."""
    return max(1, ceil(count / _ALARMS_OF_A_STACK))


_REQUESTS = StoredMetric("ApiRequests", "Count of requests", "Sum")
_ERRORS = StoredMetric("ApiErrors5xx", "Count of requests", "Sum")
_ATTEMPTS = StoredMetric("EventIngestionAttempts", "Count of events", "Sum")
_INGESTED = StoredMetric("EventsIngested", "Count of events", "Sum")

SHAPES = (
    Shape(
        name="ServiceDown",
        tier="critical",
        description="The health endpoint does not answer, or not as healthy.",
        metric=StoredMetric("ServiceHealth", "None", "Minimum", "breaching"),
        comparison="LessThanThreshold",
        threshold="1",
        value=1,
        minutes=1,
        evaluation_periods=2,
        topics=("pages-critical", "alerts-critical"),
    ),
    Shape(
        name="DatabaseUnavailable",
        tier="critical",
        description="The backend cannot connect to the database.",
        metric=StoredMetric(
            "DatabaseConnectionFailures", "Count of failures", "Sum", "notBreaching"
        ),
        comparison="GreaterThanThreshold",
        threshold="5 failures",
        value=5,
        minutes=1,
        evaluation_periods=1,
        topics=("pages-critical",),
    ),
    Shape(
        name="HighErrorRate",
        tier="critical",
        description="Too many requests fail.",
        metric=ComputedMetric(
            "ErrorRate",
            "IF({ApiRequests} > 0, 100 * FILL({ApiErrors5xx}, 0) / {ApiRequests})",
            (_REQUESTS, _ERRORS),
            "notBreaching",
        ),
        comparison="GreaterThanThreshold",
        threshold="5%",
        value=5,
        minutes=5,
        evaluation_periods=1,
        topics=("alerts-critical",),
    ),
    Shape(
        name="EventIngestionFailure",
        tier="critical",
        description="Events are being refused; producers may be losing them.",
        metric=ComputedMetric(
            "IngestionSuccessRate",
            "IF({EventIngestionAttempts} > 0, "
            "100 * FILL({EventsIngested}, 0) / {EventIngestionAttempts})",
            (_ATTEMPTS, _INGESTED),
            "notBreaching",
        ),
        comparison="LessThanThreshold",
        threshold="95%",
        value=95,
        minutes=5,
        evaluation_periods=1,
        topics=("alerts-critical",),
    ),
    Shape(
        name="ConsumerLag",
        tier="critical",
        description="Consumers are falling behind.",
        metric=StoredMetric("ConsumerLag", "Count of events", "Maximum", "ignore"),
        comparison="GreaterThanThreshold",
        threshold="10,000 events",
        value=10_000,
        minutes=1,
        evaluation_periods=10,
        topics=("alerts-critical",),
    ),
    Shape(
        name="HighLatency",
        tier="high",
        description="One request in twenty takes longer than a second.",
        metric=StoredMetric("ApiLatency", "Milliseconds", "p95", "notBreaching"),
        comparison="GreaterThanThreshold",
        threshold="1 second",
        value=1_000,
        minutes=1,
        evaluation_periods=10,
        topics=("alerts-high",),
    ),
    Shape(
        name="DatabaseSlowQueries",
        tier="high",
        description="A database query took very long.",
        metric=StoredMetric("DatabaseQueryDuration", "Milliseconds", "Maximum", "notBreaching"),
        comparison="GreaterThanThreshold",
        threshold="5 seconds",
        value=5_000,
        minutes=1,
        evaluation_periods=1,
        topics=("alerts-high",),
    ),
    Shape(
        name="HighMemoryUsage",
        tier="high",
        description="The backend is running out of memory; its tasks will be killed.",
        metric=StoredMetric("BackendMemory", "Percent", "Average"),
        comparison="GreaterThanThreshold",
        threshold="85%",
        value=85,
        minutes=1,
        evaluation_periods=10,
        topics=("alerts-high",),
    ),
    Shape(
        name="DatabaseConnectionPoolExhausted",
        tier="high",
        description="Requests are about to wait for database connections.",
        metric=StoredMetric("DatabaseConnectionPoolUsage", "Percent", "Maximum"),
        comparison="GreaterThanThreshold",
        threshold="90%",
        value=90,
        minutes=1,
        evaluation_periods=1,
        topics=("alerts-high",),
    ),
    Shape(
        name="RateLimitApproaching",
        tier="medium",
        description="An organisation is about to be rate limited.",
        metric=StoredMetric("RateLimitUsage", "Percent", "Maximum", "notBreaching"),
        comparison="GreaterThanThreshold",
        threshold="80%",
        value=80,
        minutes=1,
        evaluation_periods=1,
        topics=("notices-medium",),
    ),
    Shape(
        name="DeadLetterQueueGrowth",
        tier="medium",
        description="Events that could not be processed are piling up.",
        metric=StoredMetric("DeadLetterQueueSize", "Count of events", "Maximum", "notBreaching"),
        comparison="GreaterThanThreshold",
        threshold="100 events",
        value=100,
        minutes=1,
        evaluation_periods=1,
        topics=("notices-medium",),
    ),
)
"""EventFlow's alarms, as in alarm_specs; ServiceDown watches a metric of the application's own."""
