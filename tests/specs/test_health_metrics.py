"""Metrics that follow a health check, whatever its probe."""

import pytest

from eventflow_monitoring.model.metric import (
    Category,
    ComputedMetric,
    HealthCheckId,
    Metric,
    MissingData,
    Range,
)
from eventflow_monitoring.model.trigger import ThresholdTrigger
from eventflow_monitoring.model.unit import Unit
from tests.compiler.compiling import NOTIFICATIONS
from tests.specs.health_specs import in_each_region, mistakes

CHECK = """\
HealthChecks:
  api: {Path: /health, Environments: {europe: {Probe: canary}}}
"""
METRIC = "Metrics:\n  Health: {HealthCheck: api}\n"
ALARM = (
    "Alarms:\n  Down: {Tier: high, Condition: Health < 1 for 2 minutes, Actions: [alerts]}\n"
    + NOTIFICATIONS
)


def test_the_metric_is_that_of_the_probe() -> None:
    """Route 53 reports 1 or 0; the percentage of a canary is divided by 100."""
    production, europe = in_each_region(
        f"{CHECK}Metrics: {{Health: {{HealthCheck: api, Category: technical, Label: Service health}}}}\n"
    )
    (stored,) = production.metrics
    assert isinstance(stored, Metric)
    assert (stored.namespace, stored.metric_name) == ("AWS/Route53", "HealthCheckStatus")
    assert stored.dimensions == (("HealthCheckId", HealthCheckId("api")),)
    assert (stored.statistic, stored.period, stored.unit) == ("Minimum", 60, Unit("None"))
    (computed,) = europe.metrics
    assert isinstance(computed, ComputedMetric)
    ((operand, success),) = computed.operands
    assert computed.expression == f"{operand} / 100"
    assert (success.namespace, success.metric_name) == ("CloudWatchSynthetics", "SuccessPercent")
    assert success.dimensions == (("CanaryName", "eu-shop-api"),)
    assert (success.statistic, success.period, success.unit) == ("Average", 60, Unit("Percent"))
    for metric in (stored, computed):
        assert metric.range == Range(0.0, 1.0)
        assert metric.missing_data is MissingData.BREACHING
        assert (metric.category, metric.label) == (Category.TECHNICAL, "Service health")


def test_one_condition_is_right_for_both_probes() -> None:
    """Two minutes of one run each, or of what Route 53 says each minute."""
    for monitoring in in_each_region(CHECK + METRIC + ALARM):
        (alarm,) = monitoring.alarms
        assert isinstance(alarm.trigger, ThresholdTrigger)
        evaluation = alarm.trigger.evaluation
        assert (evaluation.period, evaluation.evaluation_periods) == (60, 2)
        assert evaluation.missing_data is MissingData.BREACHING


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("Health < 1 for 2 minutes", "bad-window at Alarms/Down/Condition: `2 minutes` is not a whole number of periods of 5 minutes"),
        ("Health < 1 over 2 minutes", ("period-finer-than-metric at Alarms/Down/Condition: `Down` looks at every 2 minutes, "
         "and `Health` has a data point every 5 minutes")),
        ("Health < 1 for 10 minutes", ""),
        ("Health < 1 over 5 minutes", ""),
    ],
)  # fmt: skip
def test_a_condition_does_not_look_more_often_than_the_canary_runs(
    condition: str, expected: str
) -> None:
    """A canary every 5 minutes says nothing about 2 minutes."""
    check = CHECK.replace("Probe: canary", "Probe: canary, Interval: 5 minutes")
    specs = check + METRIC + ALARM.replace("Health < 1 for 2 minutes", condition)
    found = [one.partition(" (")[0] for one in mistakes(specs, "europe")]
    assert found == ([expected] if expected else [])


def test_keys_that_follow_from_the_probe_are_refused() -> None:
    """Whoever writes them would be right for one probe only."""
    assert mistakes(f"{CHECK}Metrics: {{Health: {{HealthCheck: api, Statistic: Sum}}}}\n") == [
        (
            "unknown-key at Metrics/Health/Statistic: no key is called `Statistic` here "
            "(it follows from the `Probe` of the health check)"
        )
    ]


def test_an_unknown_check_is_found() -> None:
    """With the nearest that there is."""
    assert mistakes(f"{CHECK}Metrics: {{Health: {{HealthCheck: apis}}}}\n") == [
        (
            "unknown-health-check at Metrics/Health/HealthCheck: "
            "no health check is called `apis` (did you mean `api`?)"
        )
    ]


DIMENSION = (
    "Metrics: {Health: {Namespace: AWS/Route53, MetricName: HealthCheckStatus, Unit: None, "
    "Statistic: Minimum, Dimensions: {HealthCheckId: {HealthCheck: api}}}}\n"
)


def test_a_canary_has_no_id_for_a_dimension() -> None:
    """The old form works for Route 53, and says where another is needed."""
    assert mistakes(CHECK + DIMENSION) == []
    assert mistakes(CHECK + DIMENSION, "europe") == [
        (
            "bad-dimension at Metrics/Health/Dimensions/HealthCheckId/HealthCheck: `api` is a canary, "
            "which has no such id (a metric that follows the probe is `{HealthCheck: api}` "
            "and nothing else)"
        )
    ]


def test_the_health_of_a_canary_stands_in_no_other_expression() -> None:
    """CloudWatch's expressions here are of stored metrics; for Route 53 it is one."""
    specs = f"{CHECK}{METRIC}  Unhealthy: {{Expression: 1 - Health, Unit: None}}\n"
    assert mistakes(specs) == []
    assert mistakes(specs, "europe") == [
        (
            "nested-expression at Metrics/Unhealthy/Expression: `Health` is itself computed "
            "(the health of a canary is computed)"
        )
    ]


@pytest.mark.parametrize("metric", [METRIC, DIMENSION])
def test_route_53_outside_of_its_region_is_refused_with_the_way_out(metric: str) -> None:
    """In either form of the metric."""
    check = "HealthChecks: {api: {Path: /health}}\n"
    alarm = ALARM.replace("Actions", "TreatMissingData: breaching, Actions")
    assert mistakes(check + metric + alarm) == []
    (found,) = mistakes(check + metric + alarm, "europe")
    assert found == (
        "health-check-region at Alarms/Down/Condition: `Down` watches a health check, whose metrics "
        "exist in us-east-1 only, not in eu-west-1 (europe) (let a canary ask there: `api` with "
        "`Environments: {europe: {Probe: canary}}`, and the metric with `HealthCheck: api`; or place "
        "the environment in us-east-1, or leave the alarm out there: "
        "`Environments: {europe: {Enabled: false}}`)"
    )
