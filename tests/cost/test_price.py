"""What a quantity costs by a price in steps, and the prices that come with the package."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

import eventflow_monitoring.cost.charges
from eventflow_monitoring.cost.price import Certainty
from eventflow_monitoring.cost.price_list import price_list, prices_in
from tests.cost.costing import plan_of


@pytest.mark.parametrize(
    ("quantity", "amount"),
    [
        ("0", "0"),
        ("1", "0.30"),
        ("10000", "3000"),
        ("10001", "3000.10"),
        ("250000", "27000"),  # 10,000 × 0.30 + 240,000 × 0.10
        ("1000000", "64500"),  # and 750,000 × 0.05
        ("1500000", "74500"),  # and 500,000 × 0.02
    ],
)
def test_each_step_has_its_price(quantity: str, amount: str) -> None:
    """The units within a step cost its price, whatever comes after."""
    assert price_list()["custom_metric"].of(Decimal(quantity)) == Decimal(amount)


def test_what_was_charged_before_fills_the_first_steps() -> None:
    """Twenty metrics, of which ten still belong to the dearest step."""
    price = price_list()["custom_metric"]
    assert price.of(Decimal(20), before=Decimal(9_990)) == Decimal("4.00")


def test_a_price_of_many_units() -> None:
    """Five USD for a million traces are half a cent for a thousand."""
    assert price_list()["xray_traces_recorded"].of(Decimal(1_000)) == Decimal("0.005")


@pytest.mark.parametrize("item", sorted(price_list().prices))
def test_every_price_says_where_it_was_read(item: str) -> None:
    """And its steps lead up to one without an end; without steps, the source says why."""
    price = price_list()[item]
    assert price.source
    assert price.unit
    ends = [step.up_to for step in price.steps]
    assert ends[-1:] in ([], [None])
    bounds = [end for end in ends if end is not None]
    assert bounds == sorted(bounds)
    if not price.steps:
        assert price.certainty is Certainty.UNVERIFIED


def test_every_price_is_used_by_a_charge() -> None:
    """What nothing is charged by is not kept."""
    directory = Path(str(eventflow_monitoring.cost.charges.__file__)).parent
    text = "".join(path.read_text() for path in directory.glob("*.py"))
    named = set(re.findall(r'"([a-z_]+)"', text))
    assert set(price_list().prices) - named == set()


def test_other_regions_have_the_prices_of_the_list() -> None:
    """They are of the same order, and the output says so."""
    environment = plan_of("", region="eu-west-1").environment
    assert prices_in(environment, price_list()) is price_list()


def test_another_partition_has_no_known_price() -> None:
    """China bills in another currency."""
    found = prices_in(plan_of("", region="cn-north-1").environment, price_list())
    assert not any(price.is_known for price in found.prices.values())
    assert found["dashboard"].source == "the price list is of the partition aws, not aws-cn"
