"""What a collector is told: which metrics it takes, what it makes of them, and where they go."""

import dataclasses
import re
from typing import Any

import pytest

from eventflow_monitoring.outputs.collector.configuration import configuration
from tests.eventflow import eventflow_plan
from tests.outputs.collectors import BACKEND, BASE, DATABASE, collector_of, monitoring_of, told

TELEMETRY = eventflow_plan().monitoring


def test_scrape_asks_for_the_named_metrics_only() -> None:
    """Everything else that a service exports is dropped before it costs anything."""
    (job,) = told(BACKEND)["receivers"]["prometheus"]["config"]["scrape_configs"]
    (keep,) = job.pop("metric_relabel_configs")
    assert job == {
        "job_name": "backend",
        "scrape_interval": "30s",
        "metrics_path": "/metrics",
        "static_configs": [{"targets": ["localhost:3000"]}],
    }
    assert (keep["source_labels"], keep["action"]) == (["__name__"], "keep")
    kept = re.compile(keep["regex"])
    assert all(kept.fullmatch(name) for name in ("orders_total", "queue", "queue_bucket"))
    assert not any(map(kept.fullmatch, ("queue_2", "nodejs_heap", "request_duration_seconds_sum")))


def test_all_scraped_metrics_are_the_default_but_for_those_sent() -> None:
    """Without `Metrics`, whatever has a `Prometheus` name is asked for."""
    specs = BACKEND.replace(", Metrics: [Orders, Queue]", "")
    names = collector_of(specs).scrapes[0].names
    assert names == ("orders_total", "queue", "disk_bytes")


def test_native_histograms_are_asked_for_where_wanted() -> None:
    """Prometheus asks for the format that has them only then."""
    specs = BACKEND.replace('localhost:3000"', 'localhost:3000", NativeHistograms: yes')
    (job,) = told(specs)["receivers"]["prometheus"]["config"]["scrape_configs"]
    assert job["scrape_native_histograms"] is True


def test_each_way_in_has_a_pipeline() -> None:
    """Memory is looked after first; differences are taken before anything is renamed."""
    pipelines = told(BACKEND)["service"]["pipelines"]
    assert pipelines["metrics/scraped"] == {
        "receivers": ["prometheus"],
        "processors": ["memory_limiter", "cumulativetodelta", "metricstransform/scraped", "batch"],
        "exporters": ["awsemf"],
    }
    assert pipelines["metrics/sent"] == {
        "receivers": ["otlp"],
        "processors": ["memory_limiter", "filter/sent", "cumulativetodelta", "metricstransform/sent",
                       "batch"],
        "exporters": ["awsemf"],
    }  # fmt: skip
    assert pipelines["traces"]["exporters"] == ["awsxray"]


def test_annotations_that_trace_groups_ask_for_are_indexed() -> None:
    """X-Ray searches no other attribute, and each key stands there once."""
    groups = """
TraceGroups:
  redis: {Filter: annotation.redis_operation = true AND annotation.tenant = "a"}
  mine: {Filter: 'annotation[tenant] = "b" OR fault'}
"""
    exporter = told(BACKEND + groups)["exporters"]["awsxray"]
    assert exporter["indexed_attributes"] == ["redis_operation", "tenant"]
    assert "indexed_attributes" not in told(BACKEND)["exporters"]["awsxray"]


def test_sent_metrics_that_nobody_catalogued_are_dropped() -> None:
    """An SDK sends more than is wanted."""
    only = told(BACKEND)["processors"]["filter/sent"]["metrics"]["include"]
    assert only == {"match_type": "strict", "metric_names": ["request_duration_seconds"]}


def test_first_value_of_a_counter_counts() -> None:
    """A sidecar is as old as its service; a database is older than what reads it."""
    assert told(BACKEND)["processors"]["cumulativetodelta"] == {"initial_value": "keep"}
    assert told(DATABASE)["processors"]["cumulativetodelta/database"] == {"initial_value": "drop"}


def test_metrics_get_the_names_and_units_of_the_catalogue() -> None:
    """Seconds become milliseconds, and CloudWatch is told so; a count stays what it is."""
    processors = told(BACKEND)["processors"]
    assert processors["metricstransform/scraped"]["transforms"] == [
        {"include": "orders_total", "action": "update", "new_name": "Orders"},
        {"include": "queue", "action": "update", "new_name": "Queue"},
    ]
    assert processors["metricstransform/sent"]["transforms"] == [
        {"include": "request_duration_seconds", "action": "update", "new_name": "latency",
         "operations": [{"action": "experimental_scale_value", "experimental_scale": 1_000}]},
    ]  # fmt: skip
    units = {one["metric_name"]: one["unit"] for one in exporter(BACKEND)["metric_descriptors"]}
    assert units == {"latency": "Milliseconds", "Orders": "Count", "Queue": "Count"}


def exporter(specs: str, name: str = "awsemf") -> dict[str, Any]:
    """Return an exporter of metrics."""
    found: dict[str, Any] = told(specs)["exporters"][name]
    return found


def test_metrics_are_written_to_the_log_group() -> None:
    """By its name in AWS, in the environment's region."""
    made = exporter(BACKEND)
    assert made["log_group_name"] == "prod-/metrics"
    assert (made["region"], made["namespace"]) == ("eu-west-1", "Shop")


def test_dimensions_are_just_those_of_the_catalogue() -> None:
    """The metric without dimensions is one of them; nothing is rolled up, and no label slips in."""
    made = exporter(BACKEND)
    assert made["dimension_rollup_option"] == "NoDimensionRollup"
    assert "resource_to_telemetry_conversion" not in made
    assert made["metric_declarations"] == [
        {"dimensions": [[]], "metric_name_selectors": [r"^(latency|Queue)\z"]},
        {"dimensions": [[], ["country"], ["country", "shop"]],
         "metric_name_selectors": [r"^(Orders)\z"]},
    ]  # fmt: skip


def test_signs_in_names_stand_for_themselves() -> None:
    """In a regex of Go's, and where the collector would put a variable."""
    base = BASE.replace("MetricName: latency", "MetricName: p95 (all) $x")
    made = told(BACKEND, base)
    (first, _) = made["exporters"]["awsemf"]["metric_declarations"]
    assert first["metric_name_selectors"] == [r"^(p95 \(all\) \$$x|Queue)\z"]
    (change,) = made["processors"]["metricstransform/sent"]["transforms"]
    assert change["new_name"] == "p95 (all) $$x"


def test_each_namespace_has_an_exporter_and_pipelines() -> None:
    """An exporter writes to one; a metric must not reach the other, where it would be no metric."""
    specs = BACKEND.replace("[Orders, Queue]", "[Orders, Disk]")
    made = told(specs)
    assert made["exporters"]["awsemf/shop"]["namespace"] == "Shop"
    assert made["exporters"]["awsemf/shop-disk"]["namespace"] == "Shop/Disk"
    pipelines = made["service"]["pipelines"]
    assert set(pipelines) == {
        "metrics/sent/shop", "metrics/scraped/shop", "metrics/scraped/shop-disk", "traces",
    }  # fmt: skip
    assert "filter/scraped/shop-disk" in pipelines["metrics/scraped/shop-disk"]["processors"]
    (change,) = made["processors"]["metricstransform/scraped/shop-disk"]["transforms"]
    assert change["operations"][0]["experimental_scale"] == 1e-9


@pytest.mark.parametrize("other", ["shop", "Shop.", "SHOP"])
def test_namespaces_that_look_alike_are_kept_apart(other: str) -> None:
    """The names of components have fewer signs than CloudWatch's namespaces."""
    base = BASE.replace("Queue: {Namespace: Shop,", f"Queue: {{Namespace: {other},")
    made = told(BACKEND, base)
    namespaces = {one["namespace"] for name, one in made["exporters"].items() if "emf" in name}
    assert namespaces == {"Shop", other}
    assert "metrics/scraped/shop.2" in made["service"]["pipelines"]


@pytest.mark.parametrize(
    ("share", "percentage"), [("10%", 10), ("0.5%", 0.5), ("99.9%", 99.9), ("33.3%", 33.3)]
)
def test_environments_share_of_traces_is_kept(share: str, percentage: float) -> None:
    """And all that failed, and all that were slow."""
    made = told(BACKEND, BASE.replace("10%", share))
    sampling = made["processors"]["tail_sampling"]
    assert sampling["decision_wait"] == "10s"
    assert sampling["policies"] == [
        {"name": "failed", "type": "status_code", "status_code": {"status_codes": ["ERROR"]}},
        {"name": "slow", "type": "latency", "latency": {"threshold_ms": 1_000}},
        {"name": "share", "type": "probabilistic",
         "probabilistic": {"sampling_percentage": percentage}},
    ]  # fmt: skip


def test_nothing_is_decided_where_all_traces_are_kept() -> None:
    """What waits for a decision is held in memory."""
    made = told(BACKEND, BASE.replace("    TraceSampling: 10%\n", ""))
    assert "tail_sampling" not in made["processors"]
    assert made["service"]["pipelines"]["traces"]["processors"] == ["memory_limiter", "batch"]


def test_failed_and_slow_traces_are_kept_where_no_other_is() -> None:
    """A share of nothing is no policy."""
    policies = told(BACKEND, BASE.replace("10%", "0%"))["processors"]["tail_sampling"]["policies"]
    assert [one["name"] for one in policies] == ["failed", "slow"]


def test_database_is_read_with_a_password_of_the_container() -> None:
    """The secret itself stands nowhere; the connection is encrypted."""
    receiver = told(DATABASE)["receivers"]["postgresql"]
    assert receiver["password"] == "${env:POSTGRESQL_PASSWORD}"
    assert receiver["tls"] == {"insecure": False, "insecure_skip_verify": True}
    assert set(receiver["metrics"]) == {"postgresql.backends", "postgresql.index.scans"}
    with_file = DATABASE.replace("Username:", "CaFile: /etc/rds.pem\n      Username:")
    assert told(with_file)["receivers"]["postgresql"]["tls"] == {
        "insecure": False, "insecure_skip_verify": False, "ca_file": "/etc/rds.pem",
    }  # fmt: skip


def test_sums_that_go_down_are_made_gauges_first() -> None:
    """The exporter would take them for counters, and write how much they changed."""
    made = told(DATABASE)
    (group,) = made["processors"]["transform/database"]["metric_statements"]
    assert group["statements"] == ['convert_sum_to_gauge() where name == "postgresql.backends"']
    names = made["service"]["pipelines"]["metrics/database"]["processors"]
    assert names.index("transform/database") < names.index("cumulativetodelta/database")
    assert exporter(DATABASE)["resource_to_telemetry_conversion"] == {"enabled": True}


def test_queries_of_the_database_are_logged() -> None:
    """The slowest with their plans, and samples of those that run (section 8.2)."""
    made = told(DATABASE)
    assert set(made["receivers"]["postgresql"]["events"]) == {
        "db.server.top_query", "db.server.query_sample",
    }  # fmt: skip
    assert made["exporters"]["awscloudwatchlogs"]["log_group_name"] == "prod-/queries"
    assert made["service"]["pipelines"]["logs"]["receivers"] == ["postgresql"]


@pytest.mark.parametrize("number", [0, 1])
def test_whatever_a_pipeline_names_is_there(number: int) -> None:
    """And nothing else is, but for the extension: the collector refuses one and warns of the other."""
    made = configuration(TELEMETRY.collectors[number], TELEMETRY.environment)
    for part in ("receivers", "processors", "exporters"):
        used = {name for one in made["service"]["pipelines"].values() for name in one[part]}
        assert used == set(made[part])


def test_every_field_of_a_collector_counts() -> None:
    """Changing any of them changes what the collector is told, or where it stands."""
    monitoring = monitoring_of(BACKEND.replace("Otlp", "Environments: {}\n    Otlp"))
    (collector,) = monitoring.collectors
    (database,) = monitoring_of(DATABASE).collectors
    whole = dataclasses.replace(collector, postgresql=database.postgresql)
    assert collector.traces is not None
    assert database.postgresql is not None
    group = database.postgresql.query_log_group
    others = {
        "name": "other", "scrapes": (), "receives": False, "traces": None, "postgresql": None,
        "exports": collector.exports[:1], "log_group": group,
    }  # fmt: skip
    plain = configuration(whole, monitoring.environment)
    fields = {one.name for one in dataclasses.fields(whole) if one.compare} - {"parameter"}
    assert fields == set(others)
    for name, value in others.items():
        changed: dict[str, Any] = {name: value}
        assert configuration(dataclasses.replace(whole, **changed), monitoring.environment) != plain
    scrape = collector.scrapes[0]
    for name, value in (("target", "a:1"), ("path", "/x"), ("interval", 7), ("names", ("a",)),
                        ("native_histograms", True)):  # fmt: skip
        changed = {"scrapes": (dataclasses.replace(scrape, **{name: value}),)}  # type: ignore[arg-type]
        assert configuration(dataclasses.replace(whole, **changed), monitoring.environment) != plain
    of_traces: dict[str, Any] = {"slower_than": 7, "wait": 7, "annotations": ("a",)}
    for name, value in of_traces.items():
        changed = {"traces": dataclasses.replace(collector.traces, **{name: value})}
        assert configuration(dataclasses.replace(whole, **changed), monitoring.environment) != plain
