"""Where a collector takes telemetry from, as it is written, and what is wrong with it."""

import re
from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from eventflow_monitoring.model.collector import Export, PostgreSql, Scrape
from eventflow_monitoring.model.log_group import LogGroup
from eventflow_monitoring.model.wording import duration_in_words
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.scalars import Duration, Flag
from eventflow_monitoring.specs.secret import SecretSpec, never_a_value
from eventflow_monitoring.specs.spec import Spec

_ADDRESS = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\]):(\d{1,5})")
_PATH = re.compile(r"/[A-Za-z0-9._~/-]*")
_USER = re.compile(r"[A-Za-z_][A-Za-z0-9_.$-]*")
_FILE = re.compile(r"/[A-Za-z0-9._/-]+")


class ScrapeSpec(Spec):
    """An address that answers with metrics in Prometheus' format."""

    target: str
    """Host and port, such as `localhost:3000`."""
    path: str = "/metrics"
    """What is requested."""
    interval: Duration = 30
    """The time between two requests; no longer than the `Period` of any metric."""
    native_histograms: Flag = False
    """Ask for native histograms, of which CloudWatch gets percentiles; few client libraries have them."""
    metrics: list[str] = Field(default_factory=list)
    """The metrics of `Metrics:` it has; by default all with a `Prometheus` name that are not sent."""


class OtlpSpec(Spec):
    """What the service sends by itself, with an OpenTelemetry SDK."""

    metrics: list[str] = Field(default_factory=list)
    """The metrics of `Metrics:` that it sends, each under its `Prometheus` name."""


class TracesSpec(Spec):
    """Which traces are kept: those that failed, slow ones, and the environment's `TraceSampling`."""

    slower_than: Duration = 1
    """Traces that took longer are all kept."""
    wait: Duration = 10
    """The time after the first span of a trace in which the others must have come."""


class PostgreSqlSpec(Spec):
    """A PostgreSQL server whose statistics are read; once for each server, not beside each service."""

    endpoint: str
    """Host and port, such as `db.internal:5432`."""
    username: str
    """A role that is a member of `pg_monitor`."""
    password: Annotated[
        SecretSpec, never_a_value("Password: {SecretsManager: eventflow/database, Field: password}")
    ]
    """Where its password is kept; the container gets it as the variable `POSTGRESQL_PASSWORD`."""
    databases: list[str] = Field(default_factory=list)
    """The databases; by default all of them."""
    interval: Duration = 60
    """The time between two readings; no longer than the `Period` of any metric."""
    metrics: dict[str, str] = Field(default_factory=dict)
    """Metrics of `Metrics:`, and the metric of the receiver (`postgresql.backends`) that each is."""
    query_log_group: str | None = None
    """The log group, of `LogGroups:`, of the slowest queries with their plans, and of running ones."""
    ca_file: str | None = None
    """A file in the container to check the server's certificate with; without it nothing is checked."""


def scrapes_of(
    specs: Sequence[ScrapeSpec], exports: Sequence[Sequence[Export]], entry: Entry, context: Context
) -> tuple[Scrape, ...]:
    """Return the addresses that are scraped; `exports` are what is taken from each."""
    scrapes: list[Scrape] = []
    for number, (spec, taken) in enumerate(zip(specs, exports, strict=True)):
        path = ("Scrape", number)
        _check_address(spec.target, (*path, "Target"), "localhost:3000", entry, context)
        _check(_PATH, spec.path, (*path, "Path"), "a path such as `/metrics`", entry, context)
        _check_interval(spec.interval, taken, (*path, "Interval"), entry, context)
        if spec.target in (one.target for one in specs[:number] if one.path == spec.path):
            message = f"`{spec.target}{spec.path}` is scraped twice"
            origin = entry.origin(*path, "Target")
            context.report(Problem("bad-collector", message, origin))
        names = tuple(dict.fromkeys(one.name for one in taken))
        made = Scrape(
            target=spec.target,
            path=spec.path,
            interval=spec.interval,
            native_histograms=spec.native_histograms,
            names=names,
        )
        scrapes.append(made)
    return tuple(scrapes)


def postgresql_of(
    spec: PostgreSqlSpec, exports: Sequence[Export], entry: Entry, context: Context
) -> PostgreSql | None:
    """Return the database server; None where its log group is none."""
    path = ("PostgreSql",)
    _check_address(spec.endpoint, (*path, "Endpoint"), "db.internal:5432", entry, context)
    _check(_USER, spec.username, (*path, "Username"), "the name of a role", entry, context)
    for number, name in enumerate(spec.databases):
        _check(_USER, name, (*path, "Databases", number), "the name of a database", entry, context)
    _check_interval(spec.interval, exports, (*path, "Interval"), entry, context)
    if spec.ca_file is not None:
        help = "the whole path of a file in the container"
        _check(_FILE, spec.ca_file, (*path, "CaFile"), help, entry, context)
    group = None
    if spec.query_log_group is not None:
        origin = entry.origin(*path, "QueryLogGroup")
        group = context.find("LogGroups", LogGroup, spec.query_log_group, origin)
        if group is None:
            return None
    return PostgreSql(
        endpoint=spec.endpoint,
        username=spec.username,
        password=spec.password.reference,
        databases=tuple(spec.databases),
        interval=spec.interval,
        query_log_group=group,
        ca_file=spec.ca_file,
    )


def _check_address(
    text: str, path: tuple[str | int, ...], example: str, entry: Entry, context: Context
) -> None:
    match = _ADDRESS.fullmatch(text)
    if match is None or not 0 < int(match[1]) < 65_536:
        help = f"such as `{example}`, without `http://`"
        message = f"`{text}` is no host with a port"
        context.report(Problem("bad-collector", message, entry.origin(*path), help=help))


def _check(
    form: re.Pattern[str],
    text: str,
    path: tuple[str | int, ...],
    words: str,
    entry: Entry,
    context: Context,
) -> None:
    if not form.fullmatch(text):
        message = f"`{text}` is not {words}"
        context.report(Problem("bad-collector", message, entry.origin(*path)))


def _check_interval(
    interval: int,
    exports: Sequence[Export],
    path: tuple[str | int, ...],
    entry: Entry,
    context: Context,
) -> None:
    """Report an interval that leaves periods of a metric without data."""
    metric = min((one.metric for one in exports), key=lambda one: one.period, default=None)
    if metric is not None and metric.period < interval:
        message = f"a data point every {duration_in_words(interval)} leaves periods of `{metric.name}` empty"
        help = f"its `Period` is {duration_in_words(metric.period)}: ask at least that often"
        context.report(Problem("bad-collector", message, entry.origin(*path), help=help))
