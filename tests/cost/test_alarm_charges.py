"""What each kind of alarm costs, against numbers added up by hand."""

from decimal import Decimal

import pytest

from tests.cost.costing import amounts_of, lines_of


@pytest.mark.parametrize(
    ("keys", "cost"),
    [
        ("Condition: Lag > 5", "0.10"),
        ("Condition: Share > 5%", "0.20"),  # two metrics of the expression
        ("Condition: 'Lag > 5', MinimumSamples: {Metric: Seen, AtLeast: 5}", "0.20"),
        ("Condition: 'Share > 5%', MinimumSamples: {Metric: Seen, AtLeast: 5}", "0.20"),
        ("Condition: 'p99(Lag) > 5', MinimumSamples: 5", "0.20"),  # the samples are a second query
        ("Condition: Fast > 5", "0.30"),  # high resolution
        ("Condition: 'Fast > 5', MinimumSamples: 5", "0.60"),
        ("Kind: AnomalyDetection, Metric: Fast", "0.90"),
        ("Kind: Composite, Rule: ALARM(Other)", "0.50"),
    ],
)
def test_alarm_of_a_known_price(keys: str, cost: str) -> None:
    """An alarm is charged for each metric that it reads; a composite as one."""
    specs = f"Alarms:\n  X: {{{keys}}}\n  Other: {{Condition: Seen > 3}}\n"
    assert amounts_of("Alarms", specs)["X", ""] == Decimal(cost)


def test_alarm_with_a_suppressor_brings_a_composite() -> None:
    """Ten cents for the alarm, fifty for the one that tells people."""
    specs = """\
Alarms:
  X: {Condition: Lag > 5, ActionsSuppressor: Other}
  Other: {Condition: Seen > 3}
"""
    assert amounts_of("Alarms", specs) == {
        ("X", ""): Decimal("0.10"),
        ("X-alert", ""): Decimal("0.50"),
        ("Other", ""): Decimal("0.10"),
    }


def test_composite_with_a_suppressor_is_one_alarm() -> None:
    """It is suppressed itself."""
    specs = """\
Alarms:
  X: {Kind: Composite, Rule: ALARM(Other), ActionsSuppressor: Third}
  Other: {Condition: Seen > 3}
  Third: {Condition: Lag > 3}
"""
    found = amounts_of("Alarms", specs)
    assert found["X", ""] == Decimal("0.50")
    assert ("X-alert", "") not in found


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ("Kind: AnomalyDetection, Metric: Lag", "price-unverified"),
        ("Kind: AnomalyDetection, Metric: Share", "price-unknown"),
        ("Kind: PromQL, Query: up == 0", "price-unknown"),
        ("Kind: Log, LogGroups: [/a], Query: filter x = 1, ComparisonOperator: '>', Threshold: 0",
         "price-unknown"),
        (("Kind: MetricsInsights, Query: 'SELECT MAX(Lag) FROM \"AWS/X\"', ComparisonOperator: '>', "
         "Threshold: 5"), "usage-not-stated"),
    ],
)  # fmt: skip
def test_alarm_that_is_in_no_sum(keys: str, reason: str) -> None:
    """Nobody knows its price, or how many metrics its query reads."""
    specs = f"LogGroups: {{/a: }}\nAlarms:\n  X: {{{keys}}}\n"
    assert amounts_of("Alarms", specs) == {("X", ""): reason}


def test_unverified_price_is_shown_all_the_same() -> None:
    """As an amount that no sum has."""
    specs = "Alarms: {X: {Kind: AnomalyDetection, Metric: Lag}}\n"
    line = lines_of("Alarms", specs)["X", ""]
    assert (line.amount, line.counted) == (Decimal("0.30"), None)
