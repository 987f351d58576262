"""The values a metric can have: `0 to 100%`, `0 or more`, `any`."""

import re
from dataclasses import dataclass
from typing import Annotated

from eventflow_monitoring.model.metric import Range
from eventflow_monitoring.model.unit import Unit
from eventflow_monitoring.specs.quantity import Quantity, QuantityError, convert, parse_quantity
from eventflow_monitoring.specs.scalars import reader

_FORM = re.compile(r"(?P<low>.+?)\s+(?:to\s+(?P<high>.+)|or\s+more)")


@dataclass(frozen=True, slots=True)
class WrittenRange:
    """A range as written; None where there is no end."""

    low: Quantity | None
    high: Quantity | None

    def of(self, unit: Unit) -> Range:
        """Return the range in a metric's unit. Raises QuantityError."""
        low, high = (None if end is None else convert(end, unit) for end in (self.low, self.high))
        if low is not None and high is not None and low >= high:
            raise QuantityError("bad-range", "the range ends before it begins")
        return Range(low, high)


def _range(text: str) -> WrittenRange:
    stripped = text.strip()
    if stripped == "any":
        return WrittenRange(None, None)
    match = _FORM.fullmatch(stripped)
    if match is None:
        help = "such as `0 to 100%`, `0 or more`, `any`"
        raise QuantityError("bad-range", f"`{text}` is no range", help)
    high = None if match["high"] is None else parse_quantity(match["high"])
    return WrittenRange(parse_quantity(match["low"]), high)


ValueRange = Annotated[WrittenRange, reader(_range)]
"""`0 to 100%`."""


def usual_range(unit: Unit) -> Range:
    """Return the values that metrics of a unit have unless they say otherwise."""
    if unit.name == "None":
        return Range()
    return Range(0.0, {"Percent": 100.0, "Ratio": 1.0}.get(unit.name))
