"""A PostgreSQL server: its statistics as metrics, its queries as logs (section 8.2 of the design)."""

from collections.abc import Iterator
from typing import Any

from eventflow_monitoring.model.collector import (
    PASSWORD_VARIABLE,
    Collector,
    MetricSource,
    PostgreSql,
)
from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.outputs.collector.parts import Parts

PASSWORD = f"${{env:{PASSWORD_VARIABLE}}}"
"""What the collector replaces by the password that its container is given."""


def postgresql_parts(collector: Collector, environment: Environment) -> Iterator[Parts]:
    """Yield the receiver of a database server, and the pipeline of its queries."""
    server = collector.postgresql
    if server is None:
        return
    names = [one.name for one in collector.exports if one.source is MetricSource.POSTGRESQL]
    yield Parts(receivers={"postgresql": _receiver(server, names)})
    if server.query_log_group is None:
        return
    exporter = {
        "region": environment.region,
        "log_group_name": server.query_log_group.physical_name,
        "log_stream_name": collector.name,
    }
    yield Parts(
        exporters={"awscloudwatchlogs": exporter},
        pipelines={
            "logs": {
                "receivers": ["postgresql"],
                "processors": ["memory_limiter", "batch"],
                "exporters": ["awscloudwatchlogs"],
            }
        },
    )


def _receiver(server: PostgreSql, names: list[str]) -> dict[str, Any]:
    tls: dict[str, Any] = {"insecure": False, "insecure_skip_verify": server.ca_file is None}
    if server.ca_file is not None:
        tls["ca_file"] = server.ca_file
    receiver: dict[str, Any] = {
        "endpoint": server.endpoint,
        "username": server.username,
        "password": PASSWORD,
        "collection_interval": f"{server.interval}s",
        "tls": tls,
    }
    if server.databases:
        receiver["databases"] = list(server.databases)
    if names:
        receiver["metrics"] = {name: {"enabled": True} for name in names}
    if server.query_log_group is not None:
        # From pg_stat_statements, with plans by EXPLAIN, and from pg_stat_activity.
        receiver["events"] = {
            "db.server.top_query": {"enabled": True},
            "db.server.query_sample": {"enabled": True},
        }
        receiver["top_query_collection"] = {"top_n_query": 50, "max_explain_each_interval": 10}
        receiver["query_sample_collection"] = {"max_rows_per_query": 100}
    return receiver
