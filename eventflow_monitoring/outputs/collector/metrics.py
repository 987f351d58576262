"""Metrics: scraped or received, made the catalogue's, and written in the embedded metric format.

The exporter to CloudWatch has one namespace, so there is a pipeline for each namespace and each way in. What
happens to a value on the way stands in docs/telemetry.md.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from eventflow_monitoring.model.collector import (
    DATABASE_METRICS,
    Collector,
    Export,
    MetricSource,
    Scrape,
)
from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.exporting import scale
from eventflow_monitoring.model.unit import CLOUDWATCH_UNITS
from eventflow_monitoring.outputs.collector.parts import Parts

_WAYS: tuple[tuple[str, str, tuple[MetricSource, ...]], ...] = (
    ("scraped", "prometheus", (MetricSource.SCRAPED, MetricSource.SCRAPED_NATIVE)),
    ("sent", "otlp", (MetricSource.SENT,)),
    ("database", "postgresql", (MetricSource.POSTGRESQL,)),
)
"""What a pipeline is called after, its receiver, and the metrics that come that way."""

_SIGN = re.compile(r"[\\.+*?()|\[\]{}^$]")
_QUOTED = r"\\\g<0>"
"""What Go's regexp.QuoteMeta does; Python quotes signs that Go does not know."""

_NOT_A_WORD = re.compile(r"[^A-Za-z0-9]+")


def metric_parts(collector: Collector, environment: Environment) -> Iterator[Parts]:
    """Yield the receiver of scraped metrics, and the pipelines of all that are exported."""
    scrapes = [one for one in collector.scrapes if one.names]
    if scrapes:
        jobs = [_job(scrape, number, collector) for number, scrape in enumerate(scrapes)]
        yield Parts(receivers={"prometheus": {"config": {"scrape_configs": jobs}}})
    for namespace, suffix in _suffixes(collector.exports).items():
        inside = [one for one in collector.exports if one.metric.namespace == namespace]
        yield Parts(exporters={f"awsemf{suffix}": _exporter(collector, environment, inside)})
        for way, receiver, sources in _WAYS:
            coming = [one for one in inside if one.source in sources]
            if coming:
                yield _pipeline(way, receiver, suffix, coming)


def _job(scrape: Scrape, number: int, collector: Collector) -> dict[str, Any]:
    """Return what Prometheus calls a scrape config."""
    # What is not kept here would be written to the log group, and paid for, without being a metric.
    # The parts of a histogram bear its name with a suffix; a regex of Prometheus matches all of a name.
    kept = f"({'|'.join(scrape.names)})(_bucket|_sum|_count)?"
    job: dict[str, Any] = {
        "job_name": collector.name if number == 0 else f"{collector.name}-{number + 1}",
        "scrape_interval": f"{scrape.interval}s",
        "metrics_path": scrape.path,
        "static_configs": [{"targets": [scrape.target]}],
        "metric_relabel_configs": [
            {"source_labels": ["__name__"], "regex": kept, "action": "keep"}
        ],
    }
    if scrape.native_histograms:
        job["scrape_native_histograms"] = True
    return job


def _pipeline(way: str, receiver: str, suffix: str, exports: Sequence[Export]) -> Parts:
    processors: dict[str, Any] = {}
    if receiver != "prometheus" or suffix:
        names = list(dict.fromkeys(one.name for one in exports))
        only = {"match_type": "strict", "metric_names": names}
        processors[f"filter/{way}{suffix}"] = {"metrics": {"include": only}}
    up_and_down = [name for name in _names(exports) if _is_sum_of_gauge(name)]
    if receiver == "postgresql" and up_and_down:
        processors[f"transform/{way}{suffix}"] = _gauges(up_and_down)
    # A sidecar begins with its service: the first value of a counter is all that it has counted. A
    # database's counters are older than the collector.
    first = "drop" if receiver == "postgresql" else "keep"
    name = "cumulativetodelta/database" if receiver == "postgresql" else "cumulativetodelta"
    processors[name] = {"initial_value": first}
    transforms = _transforms(exports)
    if transforms:
        processors[f"metricstransform/{way}{suffix}"] = {"transforms": transforms}
    return Parts(
        processors=processors,
        pipelines={
            f"metrics/{way}{suffix}": {
                "receivers": [receiver],
                "processors": ["memory_limiter", *processors, "batch"],
                "exporters": [f"awsemf{suffix}"],
            }
        },
    )


def _names(exports: Sequence[Export]) -> list[str]:
    return list(dict.fromkeys(one.name for one in exports))


def _is_sum_of_gauge(name: str) -> bool:
    return name in DATABASE_METRICS and DATABASE_METRICS[name].sum_of_gauge


def _gauges(names: Sequence[str]) -> dict[str, Any]:
    """Return what makes gauges of sums that go up and down: the exporter takes them for counters."""
    statements = [f'convert_sum_to_gauge() where name == "{name}"' for name in names]
    return {"metric_statements": [{"context": "metric", "statements": statements}]}


def _transforms(exports: Sequence[Export]) -> list[dict[str, Any]]:
    """Return the renaming of each metric, and its scaling where its unit is another."""
    transforms: dict[str, dict[str, Any]] = {}
    for one in exports:
        change: dict[str, Any] = {
            "include": one.name,
            "action": "update",
            "new_name": one.metric.metric_name,
        }
        factor = scale(one.name, one.metric.unit)
        if factor is not None and factor != 1:
            value = int(factor) if factor.denominator == 1 else float(factor)
            change["operations"] = [
                {"action": "experimental_scale_value", "experimental_scale": value}
            ]
        if "operations" in change or one.name != one.metric.metric_name:
            transforms.setdefault(one.name, change)
    return list(transforms.values())


def _exporter(
    collector: Collector, environment: Environment, exports: Sequence[Export]
) -> dict[str, Any]:
    assert collector.log_group is not None, "there is one wherever metrics are exported"
    exporter: dict[str, Any] = {
        "region": environment.region,
        "namespace": exports[0].metric.namespace,
        "log_group_name": collector.log_group.physical_name,
        "log_stream_name": collector.name,
        # Else each metric would exist with each of its labels, and with the SDK's name (OTelLib), too.
        "dimension_rollup_option": "NoDimensionRollup",
        "metric_declarations": _declarations(exports),
        "metric_descriptors": _descriptors(exports),
    }
    if any(one.source is MetricSource.POSTGRESQL for one in exports):
        # The receiver tells of databases, tables and indexes as resources.
        exporter["resource_to_telemetry_conversion"] = {"enabled": True}
    return exporter


def _declarations(exports: Sequence[Export]) -> list[dict[str, Any]]:
    """Return the sets of dimensions of each metric, one declaration for all with the same ones."""
    sets: dict[str, set[frozenset[str]]] = {}
    for one in exports:
        sets.setdefault(one.metric.metric_name, set()).update(one.metric.dimension_sets)
    alike: dict[tuple[tuple[str, ...], ...], list[str]] = {}
    for name, of_metric in sets.items():
        key = tuple(
            sorted((tuple(sorted(one)) for one in of_metric), key=lambda one: (len(one), one))
        )
        alike.setdefault(key, []).append(name)
    return [
        {
            "dimensions": [list(one) for one in dimensions],
            # A regex of Go's, which matches anywhere in a name.
            "metric_name_selectors": [rf"^({'|'.join(_SIGN.sub(_QUOTED, name) for name in names)})\z"],
        }
        for dimensions, names in alike.items()
    ]  # fmt: skip


def _descriptors(exports: Sequence[Export]) -> list[dict[str, Any]]:
    """Return the units that CloudWatch is told, over those that the service says."""
    units = {one.metric.metric_name: one.metric.unit.name for one in exports}
    return [
        {"metric_name": name, "unit": unit if unit in CLOUDWATCH_UNITS else "None",
         "overwrite": True}
        for name, unit in units.items()
    ]  # fmt: skip


def _suffixes(exports: Sequence[Export]) -> dict[str, str]:
    """Return what the names of components end in, by namespace: nothing where there is one."""
    namespaces = list(dict.fromkeys(one.metric.namespace for one in exports))
    if len(namespaces) < 2:
        return dict.fromkeys(namespaces, "")
    suffixes: dict[str, str] = {}
    for namespace in namespaces:
        word = _NOT_A_WORD.sub("-", namespace).strip("-").lower() or "other"
        taken = sum(one == f"/{word}" or one.startswith(f"/{word}.") for one in suffixes.values())
        suffixes[namespace] = f"/{word}.{taken + 1}" if taken else f"/{word}"
    return suffixes
