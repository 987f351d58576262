"""Every key that a collector is told is one that its component documents.

The keys are those of the `config.schema.yaml` beside each component in opentelemetry-collector-contrib (read
at the versions of 2026), or of its README where there is none yet; of Prometheus' `scrape_config`
documentation; and of the core collector's own components. A collector refuses a key it does not know.
"""

from collections.abc import Mapping
from typing import Any

import pytest

from eventflow_monitoring.outputs.collector.configuration import configuration
from tests.eventflow import plans_of
from tests.outputs.collectors import BACKEND, DATABASE, told
from tests.outputs.test_cfn_lint import EVERY_KIND

ANYTHING: Mapping[str, Any] = {"*": None}
"""Names that an author chose, or that the component takes any of."""

_ENABLED = {"*": {"enabled": None}}

KEYS: Mapping[str, Mapping[str, Any]] = {
    "extensions": {"health_check": {"endpoint": None}},
    "receivers": {
        "otlp": {"protocols": {"grpc": {"endpoint": None}, "http": {"endpoint": None}}},
        "prometheus": {  # receiver/prometheusreceiver/README.md
            "config": {
                "scrape_configs": {  # Prometheus 3.8, "Configuration", <scrape_config>
                    "job_name": None, "scrape_interval": None, "metrics_path": None,
                    "static_configs": {"targets": None},
                    "metric_relabel_configs": {
                        "source_labels": None, "regex": None, "action": None,
                    },
                    "scrape_native_histograms": None,
                },
            },
        },
        "postgresql": {  # receiver/postgresqlreceiver/config.schema.yaml and README.md
            "endpoint": None, "username": None, "password": None, "databases": None,
            "collection_interval": None,
            "tls": {"insecure": None, "insecure_skip_verify": None, "ca_file": None},
            "metrics": _ENABLED, "events": _ENABLED,
            "top_query_collection": {"top_n_query": None, "max_explain_each_interval": None,
                                     "max_rows_per_query": None},
            "query_sample_collection": {"max_rows_per_query": None},
        },
    },
    "processors": {
        "memory_limiter": {  # processor/memorylimiterprocessor/README.md of the core collector
            "check_interval": None, "limit_percentage": None, "spike_limit_percentage": None,
        },
        "batch": {},
        # processor/cumulativetodeltaprocessor/config.schema.yaml
        "cumulativetodelta": {"initial_value": None, "max_staleness": None},
        "filter": {  # processor/filterprocessor/config.schema.yaml
            "metrics": {"include": {"match_type": None, "metric_names": None}},
        },
        "transform": {"metric_statements": {"context": None, "statements": None}},
        "metricstransform": {  # processor/metricstransformprocessor/config.schema.yaml
            "transforms": {
                "include": None, "action": None, "new_name": None,
                "operations": {"action": None, "experimental_scale": None},
            },
        },
        "tail_sampling": {  # processor/tailsamplingprocessor/config.schema.yaml
            "decision_wait": None,
            "policies": {
                "name": None, "type": None,
                "status_code": {"status_codes": None}, "latency": {"threshold_ms": None},
                "probabilistic": {"sampling_percentage": None},
            },
        },
    },
    "exporters": {
        "awsemf": {  # exporter/awsemfexporter/config.schema.yaml
            "region": None, "namespace": None, "log_group_name": None, "log_stream_name": None,
            "dimension_rollup_option": None,
            "metric_declarations": {"dimensions": None, "metric_name_selectors": None},
            "metric_descriptors": {"metric_name": None, "unit": None, "overwrite": None},
            "resource_to_telemetry_conversion": {"enabled": None},
        },
        "awsxray": {"region": None, "indexed_attributes": None},  # exporter/awsxrayexporter/config.schema.yaml
        # exporter/awscloudwatchlogsexporter/config.schema.yaml
        "awscloudwatchlogs": {"region": None, "log_group_name": None, "log_stream_name": None},
    },
    "service": {
        "extensions": None,
        "pipelines": {"*": {"receivers": None, "processors": None, "exporters": None}},
    },
}  # fmt: skip


def unknown(value: Any, keys: Any, path: str = "") -> list[str]:
    """Return the keys of a value that are not documented."""
    if keys is None:
        return []
    if isinstance(value, list):
        return [one for item in value for one in unknown(item, keys, path)]
    found: list[str] = []
    for key, item in value.items():
        # `filter/sent` is an instance of `filter`.
        name = key if key in keys else key.partition("/")[0]
        if name in keys:
            found += unknown(item, keys[name], f"{path}.{key}")
        elif "*" in keys:
            found += unknown(item, keys["*"], f"{path}.{key}")
        else:
            found.append(f"{path}.{key}")
    return found


@pytest.mark.parametrize("specs", [BACKEND, DATABASE], ids=["service", "database"])
def test_every_key_is_documented(specs: str) -> None:
    """A collector starts with all that is asked of it."""
    assert unknown(told(specs), KEYS) == []


def test_every_key_of_every_kind_is_documented() -> None:
    """And with everything at once."""
    (plan,) = plans_of(EVERY_KIND)
    (collector,) = plan.monitoring.collectors
    assert unknown(configuration(collector, plan.environment), KEYS) == []


def test_a_key_that_is_not_documented_is_found() -> None:
    """The check above can fail."""
    made = told(BACKEND)
    made["exporters"]["awsemf"]["name_space"] = "x"
    assert unknown(made, KEYS) == [".exporters.awsemf.name_space"]


# pkg/defaultcomponents/defaults.go of aws-observability/aws-otel-collector.
ADOT = {
    "extensions": {"health_check"},
    "receivers": {"otlp", "prometheus"},
    "processors": {"memory_limiter", "batch", "cumulativetodelta", "filter", "metricstransform",
                   "tail_sampling"},
    "exporters": {"awsemf", "awsxray", "awscloudwatchlogs"},
}  # fmt: skip


@pytest.mark.parametrize(("specs", "enough"), [(BACKEND, True), (DATABASE, False)])
def test_awss_distribution_is_enough_for_a_service(specs: str, *, enough: bool) -> None:
    """It has every component that a service's collector is told of, and not those of a database's."""
    made = told(specs)
    missing = {
        name
        for part, names in ADOT.items()
        for name in {key.partition("/")[0] for key in made[part]} - names
    }
    assert (missing == set()) is enough
