"""A point in time, as people write it."""

from datetime import UTC, datetime
from typing import Annotated

from eventflow_monitoring.specs.quantity import QuantityError
from eventflow_monitoring.specs.scalars import reader


def parse_moment(text: str) -> str:
    """Read a date or a time, in UTC unless it says otherwise, as ISO 8601 in UTC.

    Raises QuantityError.
    """
    try:
        moment = datetime.fromisoformat(text)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):  # in UTC it may be before the year 1, or after 9999
        help = "such as `2026-12-31` or `2026-12-31T18:00Z`"
        raise QuantityError("bad-time", f"`{text}` is no time", help) from None
    return f"{moment.replace(tzinfo=None).isoformat(timespec='seconds')}Z"


Moment = Annotated[str, reader(parse_moment)]
"""A date, or a time, in UTC unless it says otherwise."""
