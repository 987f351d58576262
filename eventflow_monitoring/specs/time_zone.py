"""Time zones, as CloudWatch takes them for windows that follow the wall clock, and for mutes."""

import re
from functools import cache
from typing import Annotated

from eventflow_monitoring.specs.quantity import QuantityError
from eventflow_monitoring.specs.scalars import reader
from eventflow_monitoring.suggestion import did_you_mean

_OFFSET = re.compile(r"(?:UTC)?[+-](?:0\d|1[0-4]):([0-5]\d)", re.ASCII)


def _time_zone(text: str) -> str:
    offset = _OFFSET.fullmatch(text)
    if offset is not None:
        if int(offset[1]) % 5:
            raise QuantityError("bad-time-zone", f"`{text}` is not a multiple of 5 minutes")
        return text
    known = _known()
    if text != "UTC" and known and text not in known:
        help = did_you_mean(text, known) or "such as `Europe/Berlin`, `UTC`, `+05:30`"
        raise QuantityError("bad-time-zone", f"no time zone is called `{text}`", help)
    return text


@cache
def _known() -> frozenset[str]:
    """Return the names of the IANA database; none where the machine has no copy of it."""
    from zoneinfo import available_timezones  # noqa: PLC0415 -- reads a directory, rarely needed

    return frozenset(available_timezones())


TimeZone = Annotated[str, reader(_time_zone)]
"""`Europe/Berlin`, or an offset: `+05:30`. Source: CloudWatch User Guide, "Evaluation window"."""
