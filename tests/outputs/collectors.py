"""Collectors of small specs, and what they are told."""

from typing import Any

from eventflow_monitoring.model.collector import Collector
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.outputs.collector.configuration import configuration
from tests.compiler.compiling import compile_texts

BASE = """\
Service: shop
Environments:
  production:
    Account: 111111111111
    Region: eu-west-1
    LogRetention: 30 days
    TraceSampling: 10%
    NamePattern: prod-${Name}
LogGroups: {/metrics: , /queries: , /rare: {Class: INFREQUENT_ACCESS}}
Metrics:
  Orders: {Namespace: Shop, Unit: Count of orders, Statistic: Sum, Prometheus: orders_total,
           DimensionSets: [[country, shop], [country]]}
  Latency: {Namespace: Shop, MetricName: latency, Unit: Milliseconds, Statistic: p95,
            Type: histogram, Prometheus: request_duration_seconds}
  Queue: {Namespace: Shop, Unit: Count, Statistic: Maximum, Type: gauge, Prometheus: queue}
  Disk: {Namespace: Shop/Disk, Unit: Gigabytes, Statistic: Maximum, Type: gauge,
         Prometheus: disk_bytes, Dimensions: {host: a}}
  Plain: {Namespace: Shop, Unit: Count, Statistic: Sum, Type: counter}
  Sessions: {Namespace: Shop/Database, Unit: Count, Statistic: Maximum, Type: gauge,
             DimensionSets: [[postgresql.database.name]]}
  Scans: {Namespace: Shop/Database, Unit: Count, Statistic: Sum, Type: counter}
  Share: {Expression: 100 * Orders / Plain, Unit: Percent}
"""

BACKEND = """\
Collectors:
  backend:
    LogGroup: /metrics
    Scrape: [{Target: "localhost:3000", Metrics: [Orders, Queue]}]
    Otlp: {Metrics: [Latency]}
    Traces: {}
"""

DATABASE = """\
Collectors:
  database:
    LogGroup: /metrics
    PostgreSql:
      Endpoint: db.example:5432
      Username: monitoring
      Password: {SecretsManager: shop/database, Field: password}
      Metrics: {Sessions: postgresql.backends, Scans: postgresql.index.scans}
      QueryLogGroup: /queries
"""


def monitoring_of(specs: str, base: str = BASE) -> Monitoring:
    """Return the model of specs without a mistake, beside a small catalogue."""
    compiled = compile_texts({"base.yaml": base, "specs.yaml": specs})
    assert compiled.problems == (), compiled.shown
    (monitoring,) = compiled.monitorings
    return monitoring


def collector_of(specs: str, base: str = BASE) -> Collector:
    """Return the only collector of specs."""
    (collector,) = monitoring_of(specs, base).collectors
    return collector


def told(specs: str, base: str = BASE) -> dict[str, Any]:
    """Return what the only collector of specs is told."""
    monitoring = monitoring_of(specs, base)
    (collector,) = monitoring.collectors
    return configuration(collector, monitoring.environment)
