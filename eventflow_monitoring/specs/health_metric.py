"""A metric of `Metrics:` that tells what a health check says, whatever probe that has.

Route 53 reports 1 or 0 (Route 53 Developer Guide, "Monitoring health checks using CloudWatch"). A
canary reports the percentage of its runs that succeed (CloudWatch User Guide, "CloudWatch metrics
published by canaries"), which is divided by 100 here: 1 is healthy, less is not.
"""

from collections.abc import Mapping
from typing import ClassVar

from eventflow_monitoring.model.health_check import Canary, HealthCheck
from eventflow_monitoring.model.metric import (
    AnyMetric,
    Category,
    ComputedMetric,
    HealthCheckId,
    Metric,
    MissingData,
    Range,
)
from eventflow_monitoring.model.unit import Unit
from eventflow_monitoring.position import Origin
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.spec import Spec

KEY = "HealthCheck"

_FOLLOWS = "it follows from the `Probe` of the health check"
_RANGE = Range(0.0, 1.0)
_OPERAND = "successPercent"
_ROUTE53_PERIOD = 60  # seconds: "Monitoring health checks using CloudWatch"


class HealthMetricSpec(Spec):
    """The health that a health check reports: 1 is healthy, less is not."""

    INSTEAD: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("Namespace", "MetricName", "Dimensions", "Unit", "Statistic", "Period", "Range"), _FOLLOWS
    )

    health_check: str
    """The health check, of `HealthChecks:`."""
    treat_missing_data: MissingData = MissingData.BREACHING
    """What a period without data counts as in alarms, unless they say otherwise: a health check that
    reports nothing is no sign of health."""
    category: Category | None = None
    """What it is about: `business`, `technical` or `infrastructure`."""
    label: str | None = None
    """How people call it; by default its name."""


def expand_health(spec: HealthMetricSpec, entry: Entry, context: Context) -> AnyMetric | None:
    """Return the metric of an entry: stored for Route 53, computed for a canary."""
    check = context.find("HealthChecks", HealthCheck, spec.health_check, entry.origin(KEY))
    if check is None:
        return None
    if isinstance(check, Canary):
        success = _stored(
            namespace="CloudWatchSynthetics",
            metric_name="SuccessPercent",
            dimension=("CanaryName", check.physical_name),
            unit=Unit("Percent"),
            range=Range(0.0, 100.0),
            statistic="Average",
            period=check.interval,
            spec=spec,
            entry=entry,
        )
        return ComputedMetric(
            name=entry.name,
            label=spec.label or entry.name,
            expression=f"{_OPERAND} / 100",
            operands=((_OPERAND, success),),
            unit=Unit("None"),
            range=_RANGE,
            period=check.interval,
            missing_data=spec.treat_missing_data,
            category=spec.category,
            origin=entry.origin(on_key=True),
            period_origin=_interval_of(check, context),
        )
    return _stored(
        namespace="AWS/Route53",
        metric_name="HealthCheckStatus",
        dimension=("HealthCheckId", HealthCheckId(check.name)),
        unit=Unit("None"),
        range=_RANGE,
        statistic="Minimum",
        period=_ROUTE53_PERIOD,
        spec=spec,
        entry=entry,
    )


def _interval_of(check: Canary, context: Context) -> Origin | None:
    """Return where the interval of a canary is written; None where it is not."""
    written = context.entries.get("HealthChecks", {}).get(check.name)
    if written is None or not isinstance(written.data, dict) or "Interval" not in written.data:
        return None
    return written.origin("Interval")


def _stored(
    *,
    namespace: str,
    metric_name: str,
    dimension: tuple[str, str | HealthCheckId],
    unit: Unit,
    range: Range,
    statistic: str,
    period: int,
    spec: HealthMetricSpec,
    entry: Entry,
) -> Metric:
    return Metric(
        name=entry.name,
        label=spec.label or entry.name,
        namespace=namespace,
        metric_name=metric_name,
        dimensions=(dimension,),
        dimension_sets=(frozenset({dimension[0]}),),
        unit=unit,
        range=range,
        type=None,
        statistic=statistic,
        period=period,
        missing_data=spec.treat_missing_data,
        category=spec.category,
        prometheus_name=None,
        origin=entry.origin(on_key=True),
    )
