"""How long a month is, and what data is counted in."""

from decimal import Decimal

DAYS = Decimal(365) / 12
"""Days of a month: a twelfth of a year."""

MINUTES = DAYS * 24 * 60
"""Minutes of a month: 730 hours of them."""

_GIGABYTE = 10**9  # bytes


def gigabytes(data: int) -> Decimal:
    """Return bytes in GB."""
    return Decimal(data) / _GIGABYTE
