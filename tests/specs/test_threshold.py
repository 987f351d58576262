"""Thresholds that are right as written, and mostly not what was meant."""

import pytest

from tests.specs.expanding import mistakes_of


@pytest.mark.parametrize(
    ("keys", "message", "help"),
    [
        ("Condition: Lag > 10.000 events", "`10.000` is 10", "say `10,000`, or `10` if that is meant"),
        ("Condition: Seen > 2.500", "`2.500` is 2.5", "say `2,500`, or `2.5` if that is meant"),
        ("Condition: Lag > 5, MinimumSamples: 1.000 requests", "`1.000` is 1",
         "say `1,000`, or `1` if that is meant"),
        ("Condition: Lag > 5, MinimumSamples: {Metric: Seen, AtLeast: 20.000}", "`20.000` is 20",
         "say `20,000`, or `20` if that is meant"),
    ],
)  # fmt: skip
def test_point_before_three_digits_of_a_count_is_a_warning(
    keys: str, message: str, help: str
) -> None:
    """In many languages it groups thousands."""
    (found,) = mistakes_of(keys).problems
    assert (found.rule, found.message, found.help) == ("point-in-count", message, help)
    assert not found.is_error


@pytest.mark.parametrize(
    "condition",
    ["Lag > 10.5", "Lag > 10.0000", "Lag > 1000.125", "Lag > 10,000 events", "Wait > 1.250 seconds",
     "Load > 99.999%"],
)  # fmt: skip
def test_other_numbers_are_taken_as_they_are(condition: str) -> None:
    """Fractions, and what is no count."""
    assert mistakes_of(f"Condition: '{condition}'").problems == ()


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("Condition: Lag > 5, MinimumSamples: 1e99", "`1e99` keeps no data point out, or all of them"),
        ("Condition: Lag > 5, MinimumSamples: 0", "`0` keeps no data point out, or all of them"),
        ("Condition: Lag > 5, MinimumSamples: -3", "`-3` keeps no data point out, or all of them"),
        ("Condition: Lag > 5, MinimumSamples: {Metric: Seen, AtLeast: 0}",
         "`0` keeps no data point out, or all of them"),
    ],
)  # fmt: skip
def test_minimum_of_samples_that_decides_nothing_is_refused(keys: str, message: str) -> None:
    """With none every data point counts, with more than there can be none."""
    assert mistakes_of(keys).messages == [f"bad-minimum-samples: {message}"]


def test_threshold_too_large_in_the_unit_of_the_metric_is_refused() -> None:
    """The number as written may be one that CloudWatch can hold."""
    assert mistakes_of("Condition: Wait > 1e108 days").messages == [
        "bad-number: `1e108 days` is in Seconds more than CloudWatch can hold"
    ]


def test_percentile_rank_is_a_percentage_of_the_samples() -> None:
    """Whatever the metric is in."""
    assert mistakes_of("Condition: PR(:0.5)(Wait) > 5%").messages == []
    (found,) = mistakes_of("Condition: PR(:0.5)(Wait) > 5 seconds").problems
    assert (found.rule, found.message) == ("bad-unit", "`seconds` does not fit a metric in Percent")
    assert found.help == "`PR(:0.5)` is a percentage of the samples: from 0 to 100 %"
