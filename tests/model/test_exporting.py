"""What CloudWatch gets to know of a metric that a collector exports."""

from fractions import Fraction

import pytest

from eventflow_monitoring.model.exporting import is_the_services_own, scale
from eventflow_monitoring.model.metric import Metric
from eventflow_monitoring.model.unit import Unit
from tests.outputs.collectors import monitoring_of


@pytest.mark.parametrize(
    ("name", "unit", "factor"),
    [
        ("request_duration_seconds", "Milliseconds", 1_000),
        ("request_duration_seconds", "Seconds", 1),
        ("wait_seconds_total", "Microseconds", 1_000_000),
        ("wait_milliseconds", "Seconds", Fraction(1, 1_000)),
        ("disk_bytes", "Gigabytes", Fraction(1, 10**9)),
        ("cache_hit_ratio", "Percent", 100),
        ("cache_hit_ratio", "Ratio", 1),
        ("pool_usage_percent", "Percent", 1),
        ("pool_usage_percent", "Ratio", Fraction(1, 100)),
        ("requests_total", "Count", 1),
        ("http.server.duration.seconds", "Milliseconds", 1_000),
        ("total", "Count", 1),
        ("disk_bytes", "Seconds", None),
        ("wait_seconds", "Count", None),
    ],
)
def test_unit_follows_from_the_name(name: str, unit: str, factor: Fraction | None) -> None:
    """What it ends in, before `_total`; of another kind it cannot be."""
    assert scale(name, Unit(unit)) == factor


SPECS = """\
Metrics:
  Own: {Namespace: Shop, Unit: Count, Statistic: Sum}
  Named: {Namespace: AWS/Shop, Unit: Count, Statistic: Sum, Prometheus: named_total}
  Theirs: {Namespace: AWS/ECS, Unit: Percent, Statistic: Average}
  Insights: {Namespace: ECS/ContainerInsights, Unit: Count, Statistic: Sum}
  Logged: {Namespace: Shop, Unit: Count, Statistic: Sum}
MetricFilters:
  logged: {LogGroup: /metrics, Pattern: ERROR, Metric: Logged}
"""


def test_own_metrics_are_those_nobody_else_publishes() -> None:
    """Not AWS, and not a metric filter."""
    monitoring = monitoring_of(SPECS)
    own = {
        metric.name: is_the_services_own(metric, monitoring)
        for metric in monitoring.metrics
        if isinstance(metric, Metric) and metric.name in SPECS
    }
    assert own == {
        "Own": True, "Named": True, "Theirs": False, "Insights": False, "Logged": False,
    }  # fmt: skip
