"""Amounts, quantities and prices in words."""

from decimal import Decimal

import pytest

from eventflow_monitoring.cost.price_list import price_list
from eventflow_monitoring.report.cost_words import (
    amount_in_words,
    price_in_words,
    quantity_in_words,
)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "0.00"),
        ("0.0001", "<0.01"),
        ("0.005", "0.01"),
        ("2.675", "2.68"),
        ("1234567.5", "1,234,567.50"),
        ("-3", "-3.00"),
    ],
)
def test_amounts_have_two_decimals(amount: str, words: str) -> None:
    """What is less than a cent is not nothing."""
    assert amount_in_words(Decimal(amount)) == words


@pytest.mark.parametrize(
    ("amount", "words"), [("3", "+3.00"), ("-3", "-3.00"), ("0", "0.00"), ("-0.001", "-<0.01")]
)
def test_differences_have_a_sign(amount: str, words: str) -> None:
    """Unless there is none."""
    assert amount_in_words(Decimal(amount), signed=True) == words


@pytest.mark.parametrize(
    ("quantity", "unit", "words"),
    [
        ("1", "metric", "1 metric"),
        ("2", "metric", "2 metrics"),
        ("0", "metric", "0 metrics"),
        ("7.5", "GB", "7.5 GB"),
        ("2.95890", "GB-month", "2.96 GB-month"),
        ("0.00123", "GB", "0.0012 GB"),
        ("8760", "run", "8,760 runs"),
        ("100", "run", "100 runs"),
    ],
)
def test_quantities_have_their_unit(quantity: str, unit: str, words: str) -> None:
    """In the plural where it has one."""
    assert quantity_in_words(Decimal(quantity), unit) == words


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("dashboard", "3.00 per dashboard"),
        ("custom_metric", "0.30 per metric, less past 10,000"),
        ("xray_traces_recorded", "5.00 per 1,000,000 traces"),
        ("kms_key", "unknown"),
    ],
)
def test_prices_are_said_by_their_unit(item: str, words: str) -> None:
    """The first step, which is what most accounts pay."""
    assert price_in_words(price_list()[item]) == words
