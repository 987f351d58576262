"""Every panel that the monitoring design names stands on a dashboard, in every environment."""

import json
from typing import NamedTuple

import pytest

from eventflow_monitoring.model.dashboard import Dashboard
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.model.widget import (
    AlarmGraphWidget,
    AlarmStatusWidget,
    LogWidget,
    MetricWidget,
    TextWidget,
    Widget,
    title_of,
)
from eventflow_monitoring.outputs.cloudformation.dashboards import dashboard_resources
from tests.eventflow import eventflow_plan

ENVIRONMENTS = ("production", "staging", "development")

METRICS, OPERATIONS = "eventflow-metrics", "eventflow-operations"
BUSINESS, ERRORS = "eventflow-business", "eventflow-errors"
APM = "eventflow-apm"


class Panel(NamedTuple):
    """A panel of the design: its section and name, the widgets that hold it, and what they show.

    `group` is the heading it stands below; `shows` are metrics with their statistics, dimensions a
    metric is split by, and saved queries.
    """

    section: str
    name: str
    dashboard: str
    titles: tuple[str, ...]
    shows: frozenset[str]
    group: str | None = None


def panel(
    section: str, name: str, dashboard: str, title: str, shows: str, group: str | None = None
) -> Panel:
    """Return a panel; several titles are told apart by `|`."""
    return Panel(section, name, dashboard, tuple(title.split("|")), frozenset(shows.split()), group)


PANELS = (
    panel("2.3", "Events/sec (line chart)", METRICS, "Events per second",
          "EventsIngestedPerSecond EventsProcessedPerSecond line", "Event ingestion"),
    panel("2.3", "Events by stream (bar chart)", METRICS, "Events by stream",
          "Sum(EventsIngested) by:stream_id bar", "Event ingestion"),
    panel("2.3", "Ingestion latency (histogram)", METRICS,
          "Ingestion latency|Ingestion latency, how it is spread",
          "p50(IngestionLatency) p95(IngestionLatency) p99(IngestionLatency) line bar "
          "PR(:10)(IngestionLatency) PR(10:50)(IngestionLatency) PR(50:100)(IngestionLatency) "
          "PR(100:500)(IngestionLatency) PR(500:)(IngestionLatency)", "Event ingestion"),
    panel("2.3", "Request rate", METRICS, "Request rate", "ApiRequestsPerSecond line",
          "API performance"),
    panel("2.3", "Latency (p50, p95, p99)", METRICS, "Latency",
          "p50(ApiLatency) p95(ApiLatency) p99(ApiLatency) line", "API performance"),
    panel("2.3", "Error rate", METRICS, "Error rate", "ErrorRate ClientErrorRate line",
          "API performance"),
    panel("2.3", "Consumer lag per group", METRICS, "Consumer lag per group",
          "Maximum(ConsumerLag) by:consumer_group_id line", "Consumer health"),
    panel("2.3", "Offset commit rate", METRICS, "Offset commit rate", "OffsetCommitsPerSecond line",
          "Consumer health"),
    panel("2.3", "Failed processing count", METRICS, "Failed processing count",
          "Sum(EventsFailed) line", "Consumer health"),
    panel("2.3", "CPU/Memory usage", METRICS, "CPU and memory",
          "Average(BackendCpu) Average(BackendMemory) Average(DatabaseCpu) line", "Infrastructure"),
    panel("2.3", "Database connections", METRICS, "Database connections",
          "Maximum(DatabaseConnections) line", "Infrastructure"),
    panel("2.3", "Redis memory", METRICS, "Redis memory", "Maximum(RedisMemory) line",
          "Infrastructure"),
    panel("7.1", "Error rate over time", ERRORS, "Error rate over time", "query line"),
    panel("7.1", "Top errors by count", ERRORS, "Top errors by count", "query table"),
    panel("7.1", "Error rate by endpoint", ERRORS, "Error rate by endpoint", "query bar"),
    panel("7.1", "Error trends", ERRORS, "Error trends", "query stacked"),
    panel("8.1", "Response time percentiles", APM, "Response time",
          "p50(ApiLatency) p90(ApiLatency) p95(ApiLatency) p99(ApiLatency) of:chosen line",
          "The chosen endpoint"),
    panel("8.1", "Throughput", APM, "Throughput", "ApiRequestsPerSecond of:chosen line",
          "The chosen endpoint"),
    panel("8.1", "Error rate", APM, "Error rate", "ErrorRate ClientErrorRate of:chosen line",
          "The chosen endpoint"),
    panel("8.1", "Apdex score", APM, "Apdex", "Apdex of:chosen line", "The chosen endpoint"),
    panel("8.1", "API endpoint performance", APM,
          "Response time of each endpoint (p95)|Requests of each endpoint|"
          "Server errors of each endpoint|Requests of each endpoint within 500 ms",
          "p95(ApiLatency) Sum(ApiRequests) Sum(ApiErrors5xx) PR(:500)(ApiSatisfied) by:route",
          "Endpoints"),
    panel("8.1", "External API calls", APM,
          "External API latency|External API calls by service|External API errors",
          "p50(ExternalCallDuration) p95(ExternalCallDuration) p99(ExternalCallDuration) "
          "Sum(ExternalCalls) by:server_address ExternalCallErrorRate", "External API calls"),
    panel("8.1", "Event processing time", APM,
          "Event processing time|Event processing time by consumer group (p95)",
          "p50(EventProcessingDuration) p95(EventProcessingDuration) p99(EventProcessingDuration) "
          "by:consumer_group_id line", "Event processing"),
    panel("8.1", "Database query performance", APM,
          "Query duration|Queries, and slow ones|Connection pool|The slowest queries",
          "p50(DatabaseQueryDuration) p95(DatabaseQueryDuration) p99(DatabaseQueryDuration) "
          "Maximum(DatabaseQueryDuration) SampleCount(DatabaseQueryDuration) Sum(SlowQueries) "
          "Maximum(DatabaseConnectionPoolUsage) query", "Database queries"),
    panel("9.1", "System health overview", OPERATIONS, "System health overview", "alarms"),
    panel("9.1", "Event ingestion rate", OPERATIONS, "Event ingestion rate",
          "EventsIngestedPerSecond line"),
    panel("9.1", "API performance", OPERATIONS, "API performance",
          "p50(ApiLatency) p95(ApiLatency) p99(ApiLatency) ApiRequestsPerSecond line"),
    panel("9.1", "Error rate", OPERATIONS, "Error rate", "ErrorRate line"),
    panel("9.1", "Consumer lag", OPERATIONS, "Consumer lag", "Maximum(ConsumerLag) line"),
    panel("9.1", "Infrastructure metrics", OPERATIONS,
          "Infrastructure metrics: CPU and memory|Infrastructure metrics: database connections",
          "Average(BackendCpu) Average(BackendMemory) Maximum(DatabaseConnections) line"),
    panel("9.2", "Events ingested (total, by stream)", BUSINESS,
          "Events ingested|Events ingested by stream",
          "Sum(EventsIngested) by:stream_id line stacked"),
    panel("9.2", "Active streams", BUSINESS, "Active streams", "Maximum(ActiveStreams) number"),
    panel("9.2", "Active consumer groups", BUSINESS, "Active consumer groups",
          "Maximum(ActiveConsumerGroups) number"),
    panel("9.2", "Events processed", BUSINESS, "Events processed", "Sum(EventsProcessed) line"),
    panel("9.2", "Consumer lag trends", BUSINESS, "Consumer lag trends",
          "Maximum(ConsumerLag) by:consumer_group_id line"),
)  # fmt: skip


def dashboard_of(environment: str, name: str) -> Dashboard:
    """Return a dashboard of an environment."""
    dashboards = eventflow_plan(environment).monitoring.dashboards
    return next(one for one in dashboards if one.name == name)


def shown_by(widget: Widget) -> set[str]:
    """Return what a widget shows: metrics by statistic, what they are split by, and how."""
    if isinstance(widget, LogWidget):
        return {"query", widget.view.value}
    if isinstance(widget, AlarmStatusWidget):
        return {"alarms"}
    assert isinstance(widget, MetricWidget)
    metrics = {
        one.metric.name if one.statistic is None else f"{one.statistic}({one.metric.name})"
        for one in widget.curves
    }
    return {
        *metrics,
        *(f"by:{name}" for one in widget.curves for name in one.by),
        *(f"of:{value}" for one in widget.curves for _, value in one.metric.picked),
        widget.view.value,
    }


def group_of(dashboard: Dashboard, title: str) -> str | None:
    """Return the heading that stands above a widget."""
    heading = None
    for placed in dashboard.widgets:
        if isinstance(placed.widget, TextWidget):
            heading = title_of(placed.widget)
        elif title_of(placed.widget) == title:
            return heading
    return None


@pytest.mark.parametrize("environment", ENVIRONMENTS)
@pytest.mark.parametrize("one", PANELS, ids=lambda one: f"{one.section} {one.name}")
def test_panel_of_the_design_is_on_a_dashboard(one: Panel, environment: str) -> None:
    """With the title, the view and the metrics or the query that the design names."""
    dashboard = dashboard_of(environment, one.dashboard)
    widgets = {title_of(placed.widget): placed.widget for placed in dashboard.widgets}
    assert set(one.titles) <= set(widgets)
    shown: set[str] = set().union(*(shown_by(widgets[title]) for title in one.titles))
    assert one.shows <= shown
    assert [group_of(dashboard, title) for title in one.titles] == [one.group] * len(one.titles)


def test_panels_are_all_that_the_design_names() -> None:
    """Four groups of three, four of the errors, six of operations and five of the business.

    Section 8.1 has four operations and four key metrics.
    """
    by_section = {one.section: 0 for one in PANELS}
    for one in PANELS:
        by_section[one.section] += 1
    assert by_section == {"2.3": 12, "7.1": 4, "8.1": 8, "9.1": 6, "9.2": 5}
    groups = [one.group for one in PANELS if one.section == "2.3"]
    assert list(dict.fromkeys(groups)) == [
        "Event ingestion", "API performance", "Consumer health", "Infrastructure",
    ]  # fmt: skip


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_endpoint_is_chosen_for_everything_that_is_about_one(environment: str) -> None:
    """What a computed metric is read from is replaced with it: both have the dimension."""
    dashboard = dashboard_of(environment, APM)
    (variable,) = dashboard.variables
    assert (variable.property, variable.populate_from) == ("route", "route")
    graphs = [one.widget for one in dashboard.widgets if isinstance(one.widget, MetricWidget)]
    body = next(
        json.loads(resource.properties["DashboardBody"])
        for _, resource in dashboard_resources(eventflow_plan(environment).monitoring)
        if resource.properties["DashboardName"] == APM
    )
    drawn = {one["properties"].get("title"): one["properties"] for one in body["widgets"]}
    about_one = [one for one in graphs if group_of(dashboard, one.title) == "The chosen endpoint"]
    assert len(about_one) == 4
    for graph in about_one:
        stored = [one for one in drawn[graph.title]["metrics"] if len(one) > 1]
        chosen = [one for one in stored if one[2:4] == ["route", "chosen"]]
        assert chosen
        # Beside the endpoint's Apdex stands that of all of them, from metrics of its own.
        assert len(stored) == len(chosen) * (2 if graph.title == "Apdex" else 1)


@pytest.mark.parametrize("environment", ENVIRONMENTS)
@pytest.mark.parametrize(("name", "refresh"), [(OPERATIONS, 30), (BUSINESS, 300)])
def test_dashboards_refresh_as_designed(environment: str, name: str, refresh: int) -> None:
    """Every 30 seconds, every 5 minutes; each graph has something new to show then."""
    dashboard = dashboard_of(environment, name)
    assert dashboard.refresh == refresh
    graphs = [one.widget for one in dashboard.widgets if isinstance(one.widget, MetricWidget)]
    assert [one.live_data for one in graphs] == [one.period > refresh for one in graphs]


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_error_dashboard_counts_every_type_of_error(environment: str) -> None:
    """Section 7.1 tracks four types."""
    (widget,) = (
        one.widget
        for one in dashboard_of(environment, ERRORS).widgets
        if title_of(one.widget) == "Errors by type"
    )
    assert isinstance(widget, MetricWidget)
    assert [curve.metric.name for curve in widget.curves] == [
        "ApplicationErrors", "DatabaseErrors", "ValidationErrors", "AuthenticationErrors",
    ]  # fmt: skip


@pytest.mark.parametrize("environment", ENVIRONMENTS)
@pytest.mark.parametrize("tier", Tier, ids=lambda tier: str(tier.value))
def test_every_tier_has_a_dashboard_with_every_alarm_of_it(tier: Tier, environment: str) -> None:
    """Its state and its graph, or that there is none."""
    widgets = [
        one.widget for one in dashboard_of(environment, f"eventflow-alarms-{tier.value}").widgets
    ]
    alarms = {
        alarm.name
        for alarm in eventflow_plan(environment).monitoring.alarms
        if alarm.tier is tier
    }  # fmt: skip
    states = {
        alarm.name
        for one in widgets
        if isinstance(one, AlarmStatusWidget)
        for alarm in one.alarms
    }  # fmt: skip
    graphs = {one.alarm.name for one in widgets if isinstance(one, AlarmGraphWidget)}
    assert states == graphs == alarms
    assert any(isinstance(one, TextWidget) for one in widgets) == (not alarms)
