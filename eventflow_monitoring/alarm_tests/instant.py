"""Dates and times of the clock, in tests and in the data that they are given."""

from datetime import UTC, datetime

from eventflow_monitoring.specs.quantity import QuantityError

_YEARS = range(1970, 2200)
"""What CloudWatch may have data of, with room for made-up dates; mutes are computed around them."""


def parse_instant(text: str) -> datetime:
    """Read a time of ISO 8601 as one in UTC; without a zone it is UTC. Raises QuantityError."""
    try:
        written = datetime.fromisoformat(text.strip())
        instant = written.replace(tzinfo=UTC) if written.tzinfo is None else written.astimezone(UTC)
    except (ValueError, OverflowError):  # in UTC it may be before the year 1, or after 9999
        message = f"`{text.strip()}` is no date and time"
        raise QuantityError("bad-time", message, "such as `2026-01-05T09:00Z`") from None
    return _near(instant)


def parse_start(text: str) -> datetime:
    """Read a time at which a run can begin: a whole minute. Raises QuantityError."""
    instant = parse_instant(text)
    if instant.second or instant.microsecond:
        raise QuantityError(
            "bad-time", f"`{text.strip()}` is no whole minute", "leave the seconds out"
        )
    return instant


def from_timestamp(seconds: float) -> datetime:
    """Return the time that is so many seconds after 1970. Raises QuantityError."""
    try:
        return _near(datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):
        raise QuantityError("bad-time", f"`{seconds}` is no time") from None


def instant_text(instant: datetime) -> str:
    """Write a time in UTC."""
    return instant.isoformat().replace("+00:00", "Z")


def _near(instant: datetime) -> datetime:
    if instant.year not in _YEARS:
        help = f"from {_YEARS[0]} to {_YEARS[-1]}"
        raise QuantityError("bad-time", f"{instant_text(instant)} is too far away", help)
    return instant
