"""The prices of `prices.json`, by the name of the item."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from eventflow_monitoring.cost.price import Certainty, Price, Step
from eventflow_monitoring.model.environment import Environment


@dataclass(frozen=True, slots=True)
class PriceList:
    """Prices by item, the region they are of, their currency, and the year they were read in."""

    region: str
    currency: str
    read: str
    prices: Mapping[str, Price]

    def __getitem__(self, item: str) -> Price:
        return self.prices[item]


@cache
def price_list() -> PriceList:
    """Return the prices that come with the package."""
    text = files(__package__).joinpath("prices.json").read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text)
    prices = {item: _price(item, written) for item, written in read["items"].items()}
    return PriceList(read["region"], read["currency"], read["read"], prices)


def prices_in(environment: Environment, prices: PriceList) -> PriceList:
    """Return the prices that an environment's estimate is made with.

    Those of another region stand for its own: they are of the same order. Another partition bills
    apart, China in another currency, so that nothing is known there.
    """
    if environment.partition == "aws":
        return prices
    source = f"the price list is of the partition aws, not {environment.partition}"
    unknown = {
        item: replace(price, steps=(), certainty=Certainty.UNVERIFIED, source=source)
        for item, price in prices.prices.items()
    }
    return replace(prices, prices=unknown)


def _price(item: str, written: Mapping[str, Any]) -> Price:
    return Price(
        item=item,
        unit=written["unit"],
        per=Decimal(written.get("per", "1")),
        steps=tuple(
            Step(None if one["up_to"] is None else Decimal(one["up_to"]), Decimal(one["price"]))
            for one in written["steps"]
        ),
        certainty=Certainty(written["certainty"]),
        source=written["source"],
    )
