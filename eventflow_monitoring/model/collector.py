"""OpenTelemetry collectors: where they take telemetry from, and which metrics they export."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from eventflow_monitoring.model.log_group import LogGroup
from eventflow_monitoring.model.metric import Metric, MetricType
from eventflow_monitoring.model.notification import SecretReference
from eventflow_monitoring.position import Written

PASSWORD_VARIABLE = "POSTGRESQL_PASSWORD"  # noqa: S105 (the name of a variable)
"""The environment variable of the collector's container that holds the database's password."""


class MetricSource(Enum):
    """How a metric reaches a collector.

    A histogram comes with buckets that the service chose (`SCRAPED`), or with exponential ones: of
    Prometheus' native histograms (`SCRAPED_NATIVE`), or of an OpenTelemetry SDK (`SENT`).
    """

    SCRAPED = "scraped"
    SCRAPED_NATIVE = "scraped, histograms native"
    SENT = "sent"
    POSTGRESQL = "read from PostgreSQL"


@dataclass(frozen=True, slots=True)
class Export:
    """A metric of the catalogue that a collector exports; it takes it in as `name`."""

    metric: Metric
    name: str
    source: MetricSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Scrape:
    """An address that is asked for metrics in Prometheus' format every `interval` seconds.

    `names` are those of the metrics that are kept.
    """

    target: str
    path: str
    interval: int
    native_histograms: bool
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Traces:
    """What becomes of traces: failed ones are kept, and those of `slower_than` ms or more.

    Of the others the environment's share is. It is decided `wait` seconds after the first span.
    `annotations` are the attributes of spans that trace groups ask for: X-Ray searches those alone.
    """

    slower_than: int
    wait: int
    annotations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgreSql:
    """A PostgreSQL server that is asked for its statistics every `interval` seconds.

    Without `databases` all are read. The slowest queries and samples of those that run go to
    `query_log_group`. `ca_file` is a file in the container that the server's certificate is checked
    with; without it the connection is encrypted and nothing is checked.
    """

    endpoint: str
    username: str
    password: SecretReference
    databases: tuple[str, ...]
    interval: int
    query_log_group: LogGroup | None
    ca_file: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collector:
    """A collector; its configuration stands in the SSM parameter called `parameter`.

    Metrics are written to `log_group` in the embedded metric format.
    """

    name: str
    parameter: str
    scrapes: tuple[Scrape, ...]
    receives: bool
    traces: Traces | None
    postgresql: PostgreSql | None
    exports: tuple[Export, ...]
    log_group: LogGroup | None
    written: Written = field(compare=False)

    @property
    def needs_contrib(self) -> bool:
        """Whether AWS's distribution is not enough: it has no PostgreSQL receiver.

        pkg/defaultcomponents/defaults.go of aws-observability/aws-otel-collector.
        """
        return self.postgresql is not None


@dataclass(frozen=True, slots=True)
class DatabaseMetric:
    """A metric of the collector's PostgreSQL receiver.

    `sum_of_gauge` marks those that it sends as a sum that goes up and down, which the exporter to
    CloudWatch would take for a counter.
    """

    type: MetricType
    sum_of_gauge: bool = False


# receiver/postgresqlreceiver/metadata.yaml of opentelemetry-collector-contrib.
DATABASE_METRICS: Mapping[str, DatabaseMetric] = {
    "postgresql.backends": DatabaseMetric(MetricType.GAUGE, sum_of_gauge=True),
    "postgresql.blks_hit": DatabaseMetric(MetricType.COUNTER),
    "postgresql.blks_read": DatabaseMetric(MetricType.COUNTER),
    "postgresql.commits": DatabaseMetric(MetricType.COUNTER),
    "postgresql.connection.max": DatabaseMetric(MetricType.GAUGE),
    "postgresql.db_size": DatabaseMetric(MetricType.GAUGE, sum_of_gauge=True),
    "postgresql.deadlocks": DatabaseMetric(MetricType.COUNTER),
    "postgresql.index.scans": DatabaseMetric(MetricType.COUNTER),
    "postgresql.index.size": DatabaseMetric(MetricType.GAUGE),
    "postgresql.rollbacks": DatabaseMetric(MetricType.COUNTER),
    "postgresql.sequential_scans": DatabaseMetric(MetricType.COUNTER),
    "postgresql.table.size": DatabaseMetric(MetricType.GAUGE, sum_of_gauge=True),
    "postgresql.temp_files": DatabaseMetric(MetricType.COUNTER),
}
"""Those that can be exported, by name: connections, use of indexes, and what slows queries down."""
