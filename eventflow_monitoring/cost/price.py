"""A price, in steps, and how sure it is."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Certainty(Enum):
    """Where a price was read."""

    AWS_PAGE = "aws-page"
    US_EAST_1 = "secondary-us-east-1"
    US_EAST_2 = "secondary-us-east-2"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Step:
    """The price of what a month has up to a number of units; None is the step without an end."""

    up_to: Decimal | None
    price: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """The price in USD of a unit a month, of `per` units where one is too small.

    `steps` are in the order of their ends; none at all is a price that nobody knows, and `source`
    then says why. Each step's price is that of the units within it, not of all.
    """

    item: str
    unit: str
    per: Decimal = Decimal(1)
    steps: tuple[Step, ...]
    certainty: Certainty
    source: str

    @property
    def is_known(self) -> bool:
        """Whether there is a figure, however sure."""
        return bool(self.steps)

    @property
    def is_counted(self) -> bool:
        """Whether the figure is sure enough to be part of a sum."""
        return self.is_known and self.certainty is not Certainty.UNVERIFIED

    def of(self, quantity: Decimal, before: Decimal = Decimal(0)) -> Decimal:
        """Return what a quantity costs on top of what was charged `before` it in the same month."""
        return self._from_nothing(before + quantity) - self._from_nothing(before)

    def _from_nothing(self, quantity: Decimal) -> Decimal:
        cost, start = Decimal(0), Decimal(0)
        for step in self.steps:
            end = quantity if step.up_to is None else min(quantity, step.up_to)
            cost += (end - start) * step.price
            start = end
        return cost / self.per
