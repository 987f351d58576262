"""The configurations of collectors, in SSM parameters that their containers are given."""

from collections.abc import Iterator

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.outputs.cloudformation.resource import Resource, logical_id
from eventflow_monitoring.outputs.collector.text import short_text
from eventflow_monitoring.problem import Problem

_STANDARD = 4_096
_ADVANCED = 8_192
"""Bytes of a parameter's value by tier (SSM API, PutParameter.Value: 4 KB and 8 KB)."""


def telemetry_resources(monitoring: Monitoring) -> Iterator[tuple[str, Resource]]:
    """Yield a parameter for each collector; of the tier that is paid for only where it must be."""
    environment = monitoring.environment
    for collector in monitoring.collectors:
        text = short_text(collector, environment)
        yield (
            logical_id("Collector", collector.name),
            Resource(
                "AWS::SSM::Parameter",
                {
                    "Name": collector.parameter,
                    "Description": f"The configuration of the OpenTelemetry collector {collector.name}",
                    "Type": "String",
                    "Tier": "Standard" if len(text.encode()) <= _STANDARD else "Advanced",
                    "Value": text,
                },
                origin=collector.written.name,
            ),
        )


def too_large(monitoring: Monitoring) -> Iterator[Problem]:
    """Find configurations that no parameter holds."""
    for collector in monitoring.collectors:
        size = len(short_text(collector, monitoring.environment).encode())
        if size > _ADVANCED:
            yield Problem(
                "collector-too-large",
                f"the configuration of `{collector.name}` has {size:,} bytes, "
                f"and an SSM parameter at most {_ADVANCED:,}",
                collector.written.name,
                help="make two collectors of it, each with some of the `Metrics` of its `Scrape`",
            )
