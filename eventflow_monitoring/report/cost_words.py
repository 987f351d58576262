"""Estimates in words: amounts, quantities, prices, and how sure each is."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal

from eventflow_monitoring.cost.line import Line, NotCounted
from eventflow_monitoring.cost.price import Certainty, Price
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.model.environment import Environment

SURE = {
    Certainty.AWS_PAGE: "AWS's page",
    Certainty.US_EAST_1: "us-east-1",
    Certainty.US_EAST_2: "us-east-2",
    Certainty.UNVERIFIED: "unverified",
}
"""How sure a price is, in a column."""

_CENT = Decimal("0.01")

_NO_PLURAL = ("GB", "GB-month")


def rounded(number: Decimal, places: Decimal, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    """Return a number with the places of another, however many digits it has before them.

    Left to itself, Decimal refuses what has more than 28 of both.
    """
    digits = max(28, number.adjusted() + 28)
    return number.quantize(places, rounding, Context(prec=digits))


def amount_in_words(amount: Decimal, *, signed: bool = False) -> str:
    """Write an amount with two decimals; less than a cent, and more than nothing, is `<0.01`."""
    sign = "-" if amount < 0 else "+" if signed and amount > 0 else ""
    size = abs(amount)
    if 0 < size < _CENT / 2:
        return f"{sign}<0.01"
    return f"{sign}{rounded(size, _CENT, ROUND_HALF_UP):,f}"


def quantity_in_words(quantity: Decimal, unit: str) -> str:
    """Say a quantity with its unit: `2 metrics`, `7.5 GB`."""
    places = Decimal("0.01") if quantity >= 1 else Decimal("0.0001")
    number = f"{rounded(quantity, places):,f}"
    number = number.rstrip("0").rstrip(".")
    plural = "" if quantity == 1 or unit in _NO_PLURAL else "s"
    return f"{number} {unit}{plural}"


def things(count: int) -> str:
    """Count what is not in a sum."""
    return "1 thing that is not known" if count == 1 else f"{count} things that are not known"


def charged_for(line: Line) -> str:
    """Say what a line is charged for, and how much of it."""
    quantity = "" if line.quantity is None else quantity_in_words(line.quantity, line.price.unit)
    if quantity and line.part == f"{line.price.unit}s":
        return quantity  # `43,800 runs`, and not `runs: 43,800 runs`
    return ": ".join(part for part in (line.part, quantity) if part)


def price_in_words(price: Price) -> str:
    """Say a price: `0.50 per GB`, `5.00 per 1,000,000 traces`, `0.30 per metric, less past 10,000`."""
    if not price.is_known:
        return "unknown"
    first, *others = price.steps
    per = price.unit if price.per == 1 else quantity_in_words(price.per, price.unit)
    less = f", less past {first.up_to:,}" if others else ""
    return f"{first.price} per {per}{less}"


def cost_in_words(line: Line | None) -> str:
    """Say what a line comes to, or why nobody knows."""
    match line:
        case None:
            return ""
        case Line(not_counted=None, amount=Decimal() as amount):
            return amount_in_words(amount)
        case Line(not_counted=NotCounted.PRICE_UNVERIFIED, amount=Decimal() as amount):
            return f"{amount_in_words(amount)} unverified"
        case Line(not_counted=NotCounted.USAGE_NOT_STATED):
            return "depends on usage"
        case _:
            return "price unknown"


def reason_in_words(line: Line) -> str:
    """Say why a line is not in the sum, and what would bring it there."""
    match line.not_counted:
        case NotCounted.USAGE_NOT_STATED:
            state = line.state or "not stated"
            return (
                f"depends on usage: state {state}" if "`" in state else f"depends on usage: {state}"
            )
        case NotCounted.PRICE_UNVERIFIED:
            return f"price unverified: {line.price.source}"
        case _:
            return f"price unknown: {line.price.source}"


def sum_in_words(amounts: Iterable[tuple[Certainty, Decimal]]) -> str:
    """Say what a sum rests on."""
    return ", ".join(f"{amount_in_words(amount)} by {_PRICES[one]}" for one, amount in amounts)


_PRICES = {
    Certainty.AWS_PAGE: "prices on AWS's page",
    Certainty.US_EAST_1: "prices of us-east-1",
    Certainty.US_EAST_2: "prices of us-east-2",
    Certainty.UNVERIFIED: "unverified prices",
}


def remarks(prices: PriceList, environments: Iterable[Environment]) -> Iterator[str]:
    """Yield what holds for every figure."""
    yield (
        f"List prices of {prices.region} in {prices.currency}, as read in {prices.read}, for a month. "
        f"How sure: `{SURE[Certainty.AWS_PAGE]}` is AWS's own page; `us-east-1` and `us-east-2` are "
        "secondary, from material derived from AWS's price list of that region. What is unverified or "
        "unknown is in no sum."
    )
    yield "Free tiers are not subtracted: an account has them once, for everything in it."
    elsewhere = [one for one in environments if one.region != prices.region]
    for environment in elsewhere:
        if environment.partition == "aws":
            yield (
                f"{environment.name} stands in {environment.region}, which has prices of its own: its "
                f"figures are by those of {prices.region}."
            )
        else:
            yield (
                f"{environment.name} stands in {environment.region}, of another partition of AWS: no "
                "price of it is known."
            )
