"""One line of an estimate: a thing, what it is charged for, and what that comes to."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from eventflow_monitoring.cost.price import Price


class NotCounted(Enum):
    """Why a line is no part of a sum."""

    PRICE_UNKNOWN = "price-unknown"
    PRICE_UNVERIFIED = "price-unverified"
    USAGE_NOT_STATED = "usage-not-stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a thing costs in a month, by one price.

    `section`, `name` and `part` say which line it is, in every estimate; `part` tells apart what
    one thing is charged for. `quantity` is in the price's unit, and None where it depends on usage
    that nobody stated: `state` then says where to. `before` is what the account had of the same
    item already, for a price in steps.
    """

    section: str
    name: str
    part: str = ""
    price: Price
    quantity: Decimal | None
    before: Decimal = Decimal(0)
    state: str | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """Which line it is."""
        return self.section, self.name, self.part

    @property
    def amount(self) -> Decimal | None:
        """What it comes to in a month, in the currency of the prices; None where nobody knows."""
        if self.quantity is None or not self.price.is_known:
            return None
        return self.price.of(self.quantity, self.before)

    @property
    def not_counted(self) -> NotCounted | None:
        """Why it is no part of a sum; None where it is."""
        if not self.price.is_known:
            return NotCounted.PRICE_UNKNOWN
        if self.quantity is None:
            return NotCounted.USAGE_NOT_STATED
        return None if self.price.is_counted else NotCounted.PRICE_UNVERIFIED

    @property
    def counted(self) -> Decimal | None:
        """What it adds to a sum; None where it is no part of one."""
        return self.amount if self.not_counted is None else None
