"""`Collectors:` OpenTelemetry collectors: what brings the service's own metrics and traces to AWS.

Each becomes a configuration, kept in an SSM parameter that the collector's container is given. A service
is scraped or sends; what it is asked for are the metrics of the catalogue that have a `Prometheus` name.
[Telemetry](../telemetry.md) tells what becomes of counters, gauges and histograms, and how a collector is
run. As soon as there is one, an alarm on a metric that none exports is an error.

Example:
    LogGroups:
      /example/metrics:
    Metrics:
      RequestDuration:
        Namespace: Example
        Unit: Milliseconds
        Statistic: p95
        Type: histogram
        Prometheus: request_duration_seconds
    Collectors:
      backend:
        LogGroup: /example/metrics
        Scrape:
          - Target: localhost:3000
        Otlp:
          Metrics: [RequestDuration]
        Traces: {SlowerThan: 1 second}

Example:
    LogGroups:
      /example/metrics:
      /example/queries:
    Metrics:
      Sessions:
        Namespace: Example/Database
        DimensionSets: [[postgresql.database.name]]
        Unit: Count of sessions
        Statistic: Maximum
        Type: gauge
    Collectors:
      database:
        LogGroup: /example/metrics
        PostgreSql:
          Endpoint: db.example.internal:5432
          Username: monitoring
          Password: {SecretsManager: example/database, Field: password}
          Metrics: {Sessions: postgresql.backends}
          QueryLogGroup: /example/queries
"""

from typing import ClassVar

from pydantic import Field

from eventflow_monitoring.expression.trace_filter_parser import parse_trace_filter
from eventflow_monitoring.expression.trace_filter_syntax import conditions
from eventflow_monitoring.model.collector import Collector, Traces
from eventflow_monitoring.model.log_group import LogGroup, LogGroupClass
from eventflow_monitoring.model.tracing import TraceGroup
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.collected_metrics import (
    postgresql_exports,
    scraped_exports,
    sent_exports,
)
from eventflow_monitoring.specs.collector_sources import (
    OtlpSpec,
    PostgreSqlSpec,
    ScrapeSpec,
    TracesSpec,
    postgresql_of,
    scrapes_of,
)
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.section import Kind, Section
from eventflow_monitoring.specs.spec import Spec


class CollectorSpec(Spec):
    """A collector, and what it takes in."""

    ONE_OF: ClassVar[tuple[tuple[str, ...], ...]] = (("Scrape", "Otlp", "Traces", "PostgreSql"),)

    log_group: str | None = None
    """The log group, of `LogGroups:`, that metrics are written to; CloudWatch takes them from there."""
    scrape: list[ScrapeSpec] = Field(default_factory=list)
    """Addresses of the service that are asked for metrics."""
    otlp: OtlpSpec | None = None
    """Metrics that the service sends."""
    traces: TracesSpec | None = None
    """Traces, which the service sends; all of what belongs together to one collector."""
    postgre_sql: PostgreSqlSpec | None = None
    """A database server."""


def expand(spec: CollectorSpec, entry: Entry, context: Context) -> Collector | None:
    """Return the collector of an entry."""
    found = len(context.problems)
    sent = sent_exports(spec.otlp.metrics if spec.otlp else [], entry, context)
    scraped = [
        scraped_exports(one, number, sent, entry, context) for number, one in enumerate(spec.scrape)
    ]
    scrapes = scrapes_of(spec.scrape, scraped, entry, context)
    database = spec.postgre_sql
    read = postgresql_exports(database.metrics, entry, context) if database else []
    # Two addresses may have the same metrics.
    exports = tuple(dict.fromkeys([*sent, *(one for part in scraped for one in part), *read]))
    group = _log_group(spec, entry, context, needed=bool(exports))
    postgresql = postgresql_of(database, read, entry, context) if database else None
    queries = database is not None and database.query_log_group is not None
    if not exports and spec.traces is None and not queries and len(context.problems) == found:
        context.report(
            Problem("bad-collector", "a collector that takes in neither metrics, traces nor queries",
                    entry.origin(on_key=True), help="the collector itself would not start")
        )  # fmt: skip
    # A log group that is broken is not reported again, and is no log group either.
    broken = (exports and group is None) or (database is not None and postgresql is None)
    if broken or len(context.problems) > found:
        return None
    environment = context.environment
    return Collector(
        name=entry.name,
        # The pattern is applied to the last part: a name in a hierarchy begins with a slash.
        parameter=f"/{environment.service}/collector/{environment.physical_name(entry.name)}",
        scrapes=scrapes,
        receives=bool(sent) or spec.traces is not None,
        traces=_traces(spec.traces, context) if spec.traces is not None else None,
        postgresql=postgresql,
        exports=exports,
        log_group=group,
        written=entry.written,
    )


def _traces(spec: TracesSpec, context: Context) -> Traces:
    """Return what becomes of traces; their annotations are those that a trace group asks for."""
    groups = [
        one for one in context.expanded["TraceGroups"].values() if isinstance(one, TraceGroup)
    ]
    keys = {
        condition.key.text
        for group in groups
        for condition in conditions(parse_trace_filter(group.filter))
        if condition.key is not None
    }
    return Traces(spec.slower_than * 1_000, spec.wait, tuple(sorted(keys)))


def _log_group(
    spec: CollectorSpec, entry: Entry, context: Context, *, needed: bool
) -> LogGroup | None:
    if spec.log_group is None:
        if needed:
            context.report(
                Problem("missing-key", "a collector of metrics needs a `LogGroup`",
                        entry.origin(on_key=True),
                        help="one of `LogGroups:`; CloudWatch takes the metrics from what is written there")
            )  # fmt: skip
        return None
    origin = entry.origin("LogGroup")
    group = context.find("LogGroups", LogGroup, spec.log_group, origin)
    if group is not None and group.log_class is not LogGroupClass.STANDARD:
        # "New Amazon CloudWatch log class for infrequent access logs" (AWS News Blog, 2023): no
        # metrics are taken from the logs of that class.
        message = f"CloudWatch takes no metrics from logs of the class {group.log_class.value}"
        context.report(Problem("bad-collector", message, origin, help="it takes a STANDARD one"))
    return group


SECTION = Section(
    "Collectors",
    (Kind("Collector", CollectorSpec, expand),),
    needs=("LogGroups", "Metrics", "TraceGroups"),
)
