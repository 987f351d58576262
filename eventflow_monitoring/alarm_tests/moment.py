"""Times in a test: `15m`, `1h30m`, `90 seconds`, counted from its beginning."""

import re

from eventflow_monitoring.specs.quantity import QuantityError, parse_seconds

_PART = re.compile(r"\d+[a-z]+")
_SEVERAL_PARTS = re.compile(r"(?:\d+[a-z]+){2,}")
_ZERO = re.compile(r"0[a-z]*")


def parse_moment(text: str) -> int:
    """Read a time in a test as seconds from its beginning; `0` is the beginning.

    Raises QuantityError.
    """
    stripped = text.strip()
    if _ZERO.fullmatch(stripped):
        return 0
    try:
        if _SEVERAL_PARTS.fullmatch(stripped):
            return sum(parse_seconds(part) for part in _PART.findall(stripped))
        return parse_seconds(stripped)
    except QuantityError as error:
        # Tests go by minutes: seconds, which other durations are told to say, would hardly be meant.
        bare = f"say `{stripped}m`" if stripped.isascii() and stripped.isdigit() else None
        help = bare or error.help or "such as `15m`, `1h30m`, `90 seconds`"
        raise QuantityError("bad-duration", f"`{stripped}` is no time in a test", help) from None


def moment_text(seconds: int) -> str:
    """Write a time in a test: `15m`, `1h30m`, `1m30s`."""
    parts = []
    for size, sign in ((3_600, "h"), (60, "m"), (1, "s")):
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count}{sign}")
    return "".join(parts) or "0m"
