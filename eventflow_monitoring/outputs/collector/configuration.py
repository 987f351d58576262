"""The configuration of a collector as plain data.

What each component takes is documented beside it in opentelemetry-collector and
opentelemetry-collector-contrib; tests hold the keys against their schemas. The components go by names
that all versions in `VERSIONS` know: newer ones tell of `metrics_transform` and `cumulative_to_delta`, and
take these too.
"""

from collections.abc import Mapping
from typing import Any

from eventflow_monitoring.model.collector import Collector, Traces
from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.outputs.collector.metrics import metric_parts
from eventflow_monitoring.outputs.collector.parts import Parts, merged
from eventflow_monitoring.outputs.collector.postgresql import PASSWORD, postgresql_parts

VERSIONS = "0.142"
"""The oldest version of the collector that does all that is asked of it.

cumulativetodelta takes exponential histograms from 0.141 on, the prometheus receiver
`scrape_native_histograms` from 0.142 on (opentelemetry-collector-contrib, pull requests 44106 and 44861).
"""

# Where an OpenTelemetry SDK sends to unless it is told otherwise (OTLP specification, "Default
# network port"). Containers of a task share their loopback; nothing else reaches it.
_OTLP_GRPC = "localhost:4317"
_OTLP_HTTP = "localhost:4318"


def configuration(collector: Collector, environment: Environment) -> dict[str, Any]:
    """Return what a collector is told, in the order in which people read it."""
    parts = merged(
        [
            _receiving(collector),
            *metric_parts(collector, environment),
            *postgresql_parts(collector, environment),
            *(_traces(collector.traces, environment) if collector.traces is not None else ()),
        ]
    )
    told = {
        "extensions": {"health_check": {}},  # answers on localhost:13133
        "receivers": parts.receivers,
        "processors": {
            # Of the memory that the container has; below this data is refused, not the collector killed.
            "memory_limiter": {
                "check_interval": "1s",
                "limit_percentage": 75,
                "spike_limit_percentage": 20,
            },
            **parts.processors,
            "batch": {},
        },
        "exporters": parts.exporters,
        "service": {"extensions": ["health_check"], "pipelines": parts.pipelines},
    }
    escaped: dict[str, Any] = _escaped(told)
    return escaped


def _escaped(value: Any) -> Any:
    """Return values in which a `$` is one: the collector puts variables in the place of others."""
    if isinstance(value, Mapping):
        return {_escaped(key): _escaped(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_escaped(item) for item in value]
    if isinstance(value, str) and value != PASSWORD:
        return value.replace("$", "$$")
    return value


def _receiving(collector: Collector) -> Parts:
    if not collector.receives:
        return Parts()
    protocols = {"grpc": {"endpoint": _OTLP_GRPC}, "http": {"endpoint": _OTLP_HTTP}}
    return Parts(receivers={"otlp": {"protocols": protocols}})


def _traces(traces: Traces, environment: Environment) -> tuple[Parts]:
    """Return the pipeline of traces; where all are kept, nothing is decided."""
    share = environment.trace_sampling
    policies = [
        {"name": "failed", "type": "status_code", "status_code": {"status_codes": ["ERROR"]}},
        {"name": "slow", "type": "latency", "latency": {"threshold_ms": traces.slower_than}},
    ]
    if share > 0:
        percentage = round(share * 100, 6)
        percentage = int(percentage) if percentage.is_integer() else percentage
        policies.append(
            {"name": "share", "type": "probabilistic",
             "probabilistic": {"sampling_percentage": percentage}}
        )  # fmt: skip
    sampling = {"tail_sampling": {"decision_wait": f"{traces.wait}s", "policies": policies}}
    chosen = sampling if share < 1 else {}
    exporter: dict[str, Any] = {"region": environment.region}
    if traces.annotations:
        exporter["indexed_attributes"] = list(traces.annotations)
    return (
        Parts(
            processors=chosen,
            exporters={"awsxray": exporter},
            pipelines={
                "traces": {
                    "receivers": ["otlp"],
                    "processors": ["memory_limiter", *chosen, "batch"],
                    "exporters": ["awsxray"],
                }
            },
        ),
    )
