"""Every metric that the monitoring design asks for is in the catalogue."""

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from eventflow_monitoring.model.metric import Category, ComputedMetric, Metric, MetricType
from eventflow_monitoring.model.trigger import metrics_read
from eventflow_monitoring.model.widget import MetricWidget
from tests.eventflow import ROOT, SPECS, eventflow_plan, plans_of

MONITORING = eventflow_plan().monitoring
CATALOGUE = {metric.name: metric for metric in MONITORING.metrics}
PAGE = (ROOT / "docs/metrics.md").read_text(encoding="utf-8")

ECS = {"ClusterName": "eventflow", "ServiceName": "eventflow-backend"}
RDS = {"DBInstanceIdentifier": "eventflow"}
BUSINESS, TECHNICAL, INFRASTRUCTURE = Category


class Wanted(NamedTuple):
    """A bullet of section 2.1: its category, its words, and the entries that meet it."""

    category: Category
    words: str
    entries: tuple[str, ...]


SECTION_2_1 = (
    Wanted(BUSINESS, "Events ingested per second", ("EventsIngestedPerSecond",)),
    Wanted(BUSINESS, "Events processed per second", ("EventsProcessedPerSecond",)),
    Wanted(BUSINESS, "Consumer lag (events behind)", ("ConsumerLag",)),
    Wanted(BUSINESS, "Active streams count", ("ActiveStreams",)),
    Wanted(BUSINESS, "Active consumer groups", ("ActiveConsumerGroups",)),
    Wanted(TECHNICAL, "API request rate", ("ApiRequestsPerSecond",)),
    Wanted(TECHNICAL, "API latency (p50, p95, p99)", ("ApiLatency",)),
    Wanted(TECHNICAL, "Error rate (4xx, 5xx)", ("ClientErrorRate", "ErrorRate")),
    Wanted(TECHNICAL, "Database query latency", ("DatabaseQueryDuration",)),
    Wanted(TECHNICAL, "Database connection pool usage", ("DatabaseConnectionPoolUsage",)),
    Wanted(TECHNICAL, "Redis memory usage", ("RedisMemory",)),
    Wanted(TECHNICAL, "Container CPU/Memory", ("BackendCpu", "BackendMemory")),
    Wanted(INFRASTRUCTURE, "ECS task count", ("BackendTasksRunning", "BackendTasksDesired")),
    Wanted(INFRASTRUCTURE, "RDS CPU/Memory", ("DatabaseCpu", "DatabaseFreeableMemory")),
    Wanted(INFRASTRUCTURE, "Network throughput", (
        "BackendNetworkReceived", "BackendNetworkSent", "DatabaseNetworkReceived",
        "DatabaseNetworkSent",
    )),
    Wanted(INFRASTRUCTURE, "Disk I/O", (
        "DatabaseReads", "DatabaseWrites", "DatabaseReadThroughput", "DatabaseWriteThroughput",
        "DatabaseReadLatency", "DatabaseWriteLatency", "DatabaseDiskQueue", "DatabaseFreeStorage",
        "BackendDiskUsed",
    )),
)  # fmt: skip
"""Each bullet, in the words and the order of the design."""

OF_AWS = {
    "BackendCpu": ("AWS/ECS", "CPUUtilization", ECS, "Percent", "Average"),
    "BackendMemory": ("AWS/ECS", "MemoryUtilization", ECS, "Percent", "Average"),
    "BackendTasksRunning": ("ECS/ContainerInsights", "RunningTaskCount", ECS, "Count", "Average"),
    "BackendTasksDesired": ("ECS/ContainerInsights", "DesiredTaskCount", ECS, "Count", "Average"),
    "BackendNetworkReceived":
        ("ECS/ContainerInsights", "NetworkRxBytes", ECS, "Bytes/Second", "Average"),
    "BackendNetworkSent": ("ECS/ContainerInsights", "NetworkTxBytes", ECS, "Bytes/Second", "Average"),
    "BackendDiskUsed":
        ("ECS/ContainerInsights", "EphemeralStorageUtilized", ECS, "Gigabytes", "Maximum"),
    "DatabaseCpu": ("AWS/RDS", "CPUUtilization", RDS, "Percent", "Average"),
    "DatabaseFreeableMemory": ("AWS/RDS", "FreeableMemory", RDS, "Bytes", "Average"),
    "DatabaseConnections": ("AWS/RDS", "DatabaseConnections", RDS, "Count", "Maximum"),
    "DatabaseNetworkReceived":
        ("AWS/RDS", "NetworkReceiveThroughput", RDS, "Bytes/Second", "Average"),
    "DatabaseNetworkSent": ("AWS/RDS", "NetworkTransmitThroughput", RDS, "Bytes/Second", "Average"),
    "DatabaseReads": ("AWS/RDS", "ReadIOPS", RDS, "Count/Second", "Average"),
    "DatabaseWrites": ("AWS/RDS", "WriteIOPS", RDS, "Count/Second", "Average"),
    "DatabaseReadThroughput": ("AWS/RDS", "ReadThroughput", RDS, "Bytes/Second", "Average"),
    "DatabaseWriteThroughput": ("AWS/RDS", "WriteThroughput", RDS, "Bytes/Second", "Average"),
    "DatabaseReadLatency": ("AWS/RDS", "ReadLatency", RDS, "Seconds", "p90"),
    "DatabaseWriteLatency": ("AWS/RDS", "WriteLatency", RDS, "Seconds", "p90"),
    "DatabaseDiskQueue": ("AWS/RDS", "DiskQueueDepth", RDS, "Count", "Average"),
    "DatabaseFreeStorage": ("AWS/RDS", "FreeStorageSpace", RDS, "Bytes", "Minimum"),
    "RedisMemory": ("AWS/ElastiCache", "DatabaseMemoryUsagePercentage",
                    {"CacheClusterId": "eventflow-001"}, "Percent", "Maximum"),
}  # fmt: skip
"""What ECS, Container Insights, RDS and ElastiCache publish: names, dimensions and units as in the
CloudWatch and RDS User Guides; statistics as in AWS's recommended alarms, or meaningful for it."""


@pytest.mark.parametrize("wanted", SECTION_2_1, ids=lambda one: one.words)
def test_metric_of_the_design_is_in_the_catalogue(wanted: Wanted) -> None:
    """By the entries that the page of metrics names, each of the right category."""
    assert [CATALOGUE[name].category for name in wanted.entries] == (
        [wanted.category] * len(wanted.entries)
    )
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| {wanted.words} |"))
    assert tuple(re.findall(r"`(\w+)`", row)) == wanted.entries


def test_bullets_are_those_of_the_design() -> None:
    """Five of the business, seven technical ones, four of the infrastructure."""
    counted = [sum(one.category is category for one in SECTION_2_1) for category in Category]
    assert counted == [5, 7, 4]


@pytest.mark.parametrize("name", OF_AWS)
def test_metric_of_aws_is_read_as_aws_publishes_it(name: str) -> None:
    """Another name, dimension or statistic would read nothing, or nothing that means anything."""
    metric = CATALOGUE[name]
    assert isinstance(metric, Metric)
    found = (metric.namespace, metric.metric_name, dict(metric.dimensions), metric.unit.name)
    assert (*found, metric.statistic) == OF_AWS[name]


def test_every_metric_of_aws_is_held_against_its_documentation() -> None:
    """But for the health check's, whose id nobody knows yet, and those of the topics."""
    of_aws = {
        metric.name
        for metric in MONITORING.metrics
        if isinstance(metric, Metric) and not metric.namespace.startswith("EventFlow")
    }
    of_topics = {f"FailedDeliveries-{topic.name}" for topic in MONITORING.topics}
    assert of_aws == {*OF_AWS, *of_topics, "ServiceHealth"}


def test_page_says_what_every_namespace_needs() -> None:
    """And names no entry that is not there."""
    namespaces = {metric.namespace for metric in MONITORING.metrics if isinstance(metric, Metric)}
    assert set(re.findall(r"^\| `([\w/]+)` \|", PAGE, re.MULTILINE)) == namespaces
    rows = [line for line in PAGE.splitlines() if line.startswith("| ")]
    table = rows[: next(n for n, line in enumerate(rows) if line.startswith("| Namespace"))]
    named = set(re.findall(r"`([A-Z]\w+)`", "\n".join(table)))
    assert named <= CATALOGUE.keys()


@pytest.mark.parametrize(
    "name",
    ["ApiLatency", "IngestionLatency", "EventProcessingDuration", "DatabaseQueryDuration",
     "ExternalCallDuration"],
)  # fmt: skip
def test_durations_are_histograms_and_shown_by_percentiles(name: str) -> None:
    """Sections 2.1 and 8.1 ask for the percentiles of response times."""
    metric = CATALOGUE[name]
    assert isinstance(metric, Metric)
    assert (metric.type, metric.unit.name) == (MetricType.HISTOGRAM, "Milliseconds")
    assert (metric.prometheus_name or "").endswith("_duration_seconds")
    shown = {
        curve.statistic
        for dashboard in MONITORING.dashboards
        for placed in dashboard.widgets
        if isinstance(placed.widget, MetricWidget)
        for curve in placed.widget.curves
        if curve.metric == metric
    }
    assert {"p50", "p95", "p99"} <= shown


@pytest.mark.parametrize(
    "name",
    ["ApiRequestsPerSecond", "ErrorRate", "ClientErrorRate", "Apdex", "ApiLatency", "ApiRequests"],
)
def test_key_metric_is_there_for_each_endpoint(name: str) -> None:
    """Section 8.1: everything that it is computed from is published by route."""
    metric = CATALOGUE[name]
    read = [one for _, one in metric.operands] if isinstance(metric, ComputedMetric) else [metric]
    for one in read:
        assert isinstance(one, Metric)
        assert frozenset({"route"}) in one.dimension_sets


def apdex_by_definition(times: list[float], t: float) -> float:
    """Return the score as it is defined: satisfied up to T, tolerating up to 4 T."""
    satisfied = sum(time <= t for time in times)
    tolerating = sum(t < time <= 4 * t for time in times)
    return (satisfied + tolerating / 2) / len(times)


@pytest.mark.parametrize(
    "times",
    [
        [100.0],
        [500.0],
        [500.1],
        [2_000.0],
        [2_000.1],
        [100.0, 500.0, 600.0, 2_000.0, 2_001.0, 9_000.0],
    ],
)
def test_apdex_is_what_it_is_defined_as(times: list[float]) -> None:
    """By two percentile ranks of one metric, whose upper bound counts in."""
    apdex = CATALOGUE["Apdex"]
    assert isinstance(apdex, ComputedMetric)
    assert {(one.namespace, one.metric_name) for _, one in apdex.operands} == {
        ("EventFlow", "ApiLatency")
    }
    ranks: dict[str, float] = {}
    for operand_id, operand in apdex.operands:
        match = re.fullmatch(r"PR\(:(\d+)\)", operand.statistic)
        assert match is not None
        ranks[operand_id] = 100 * sum(time <= float(match[1]) for time in times) / len(times)
    assert apdex.expression == "(apiSatisfied + apiTolerated) / 200"
    score = (ranks["apiSatisfied"] + ranks["apiTolerated"]) / 200
    assert score == pytest.approx(apdex_by_definition(times, 500))


def test_alarm_of_the_page_is_taken(tmp_path: Path) -> None:
    """An endpoint's own Apdex can be alarmed on as the page shows."""
    (alarm,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    specs = shutil.copytree(SPECS, tmp_path / "specs")
    (specs / "page.yaml").write_text(alarm, encoding="utf-8")
    alarms = plans_of(specs)[0].monitoring.alarms
    (trigger,) = (one.trigger for one in alarms if one.name == "IngestionApdexLow")
    read = metrics_read(trigger)
    assert {one.statistic for one in read} == {"PR(:500)", "PR(:2000)"}
    assert {one.dimensions for one in read} == {(("route", "/api/v1/streams/:id/events"),)}
