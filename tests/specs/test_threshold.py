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
