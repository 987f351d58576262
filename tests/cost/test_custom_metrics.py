"""What metrics cost: one for each set of values of the dimensions."""

from decimal import Decimal

import pytest

from tests.cost.costing import amounts_of, lines_of

_KEYS = "Namespace: Shop, Unit: Count, Statistic: Sum"


def found(keys: str) -> dict[str, object]:
    """Return what the metric M costs, by part."""
    specs = f"Metrics:\n  M: {{{_KEYS}{keys}}}\n"
    return {part: amount for (_, part), amount in amounts_of("Custom metrics", specs).items()}


def test_metric_without_dimensions_is_one() -> None:
    """Thirty cents."""
    assert found("") == {"without dimensions": Decimal("0.30")}


def test_values_of_the_catalogue_are_one_metric() -> None:
    """They are those it is read with."""
    assert found(", Dimensions: {service: shop}") == {"by service=shop": Decimal("0.30")}


def test_dimensions_without_a_count_are_named() -> None:
    """The set without dimensions is counted, the other says what to state."""
    specs = f"Metrics:\n  M: {{{_KEYS}, DimensionSets: [[route, zone]]}}\n"
    lines = lines_of("Custom metrics", specs)
    assert lines["M", "without dimensions"].counted == Decimal("0.30")
    line = lines["M", "by route, zone"]
    assert line.counted is None
    assert line.state == "`ExpectedValues: {route: …, zone: …}` of the metric"


@pytest.mark.parametrize(
    ("expected", "amount"),
    [
        ("route: 40, zone: 3", "36.00"),  # 120 combinations
        ("route: 40", "usage-not-stated"),
    ],
)
def test_expected_values_are_multiplied(expected: str, amount: str) -> None:
    """Each combination of values is a metric; all the counts are needed."""
    costs = found(f", DimensionSets: [[route, zone]], ExpectedValues: {{{expected}}}")
    wanted = amount if amount.startswith("usage") else Decimal(amount)
    assert costs["by route, zone"] == wanted


def test_expected_values_of_a_dimension_with_a_value() -> None:
    """Others than the one that is read are published, too."""
    keys = ", Dimensions: {service: shop}, ExpectedValues: {service: 5}"
    assert found(keys) == {"by service": Decimal("1.50")}


def test_metrics_of_services_cost_nothing_by_themselves() -> None:
    """They come with the service."""
    specs = "Metrics: {M: {Namespace: AWS/ECS, Unit: Count, Statistic: Sum}}\n"
    assert amounts_of("Custom metrics", specs) == {}


def test_metrics_of_canaries_are_not_known() -> None:
    """Nothing says whether they are charged, and they fill no step of the price."""
    specs = f"""\
Metrics:
  A: {{Namespace: CloudWatchSynthetics, Unit: Count, Statistic: Sum,
      DimensionSets: [[x]], ExpectedValues: {{x: 20000}}}}
  M: {{{_KEYS}}}
"""
    costs = amounts_of("Custom metrics", specs)
    assert costs["A", "by x"] == "price-unknown"
    assert costs["M", "without dimensions"] == Decimal("0.30")


def test_a_metric_that_two_entries_read_is_one() -> None:
    """By two statistics, say; the entry that says how many values there are is the one that counts."""
    specs = f"""\
Metrics:
  Mean: {{{_KEYS}, MetricName: lag, DimensionSets: [[group]]}}
  Most: {{{_KEYS}, MetricName: lag, DimensionSets: [[group]]}}
"""
    assert amounts_of("Custom metrics", specs) == {
        ("Mean", "by group"): "usage-not-stated",
        ("Mean", "without dimensions"): Decimal("0.30"),
    }
    said = specs.rstrip("}\n") + ", ExpectedValues: {group: 4}}\n"
    assert amounts_of("Custom metrics", said) == {
        ("Most", "by group"): Decimal("1.20"),
        ("Mean", "without dimensions"): Decimal("0.30"),
    }


def test_price_falls_with_the_number_of_metrics_of_the_account() -> None:
    """9,000 at 0.30, then 1,000 at 0.30 and 1,000 at 0.10."""
    specs = f"""\
Metrics:
  A: {{{_KEYS}, Dimensions: {{x: y}}, ExpectedValues: {{x: 9000}}}}
  B: {{{_KEYS}, Dimensions: {{x: y}}, ExpectedValues: {{x: 2000}}}}
"""
    assert amounts_of("Custom metrics", specs) == {
        ("A", "by x"): Decimal(2_700),
        ("B", "by x"): Decimal(400),
    }
