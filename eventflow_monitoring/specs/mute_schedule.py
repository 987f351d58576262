"""When a mute is in force: `cron(0 3 * * SUN)` again and again, or `2026-12-24T18:00` once.

Source: CloudWatch API, PutAlarmMuteRule (Rule.Schedule.Expression): five fields, of which only the
characters `*`, `-` and `,` are special beside numbers and the names of months and days.
"""

import re
from datetime import datetime

from eventflow_monitoring.model.mute_schedule import (
    CRON_FIELDS,
    WEEKDAYS,
    CronField,
    MuteSchedule,
)
from eventflow_monitoring.position import Span
from eventflow_monitoring.specs.quantity import QuantityError

_CRON = re.compile(r"cron\(\s*(.*?)\s*\)")
_AT = re.compile(r"at\(\s*(.*?)\s*\)")
_ONCE = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::00)?", re.ASCII)
_EXAMPLE = "such as `cron(0 3 * * SUN)`, or `2026-12-24T18:00` for once"


def parse_mute_schedule(text: str) -> MuteSchedule:
    """Read the schedule of a mute. Raises QuantityError."""
    at = _AT.fullmatch(text.strip())
    once = _ONCE.fullmatch(at[1] if at is not None else text.strip())
    if once is not None:
        try:
            datetime.fromisoformat(f"{once[1]}T{once[2]}")
        except ValueError:
            raise QuantityError("bad-schedule", f"`{text}` is no time", _EXAMPLE) from None
        return MuteSchedule(f"at({once[1]}T{once[2]})", None)
    cron = _CRON.fullmatch(text.strip())
    if cron is None:
        raise QuantityError("bad-schedule", f"`{text}` is no schedule", _EXAMPLE)
    written = cron[1].split()
    if len(written) != len(CRON_FIELDS):
        message = f"{len(written)} fields, where five are wanted"
        raise QuantityError("bad-schedule", message, _in_five_fields(written))
    first = len(text) - len(text.lstrip()) + cron.start(1)
    fields = tuple(
        _values(field, part[0], Span(first + part.start(), first + part.end()))
        for field, part in zip(CRON_FIELDS, re.finditer(r"\S+", cron[1]), strict=True)
    )
    schedule = MuteSchedule(f"cron({' '.join(written)})", fields)
    if schedule.never_begins:
        raise QuantityError("bad-schedule", f"no day of the year matches `{text}`")
    return schedule


def _in_five_fields(written: list[str]) -> str:
    """Return a help line: what was written without a year, or without seconds."""
    if len(written) == len(CRON_FIELDS) + 1:
        minute, hour, day, month, weekday, _ = written
        # Where there is a year, Sunday is 1 (EventBridge Scheduler User Guide, "Schedule types").
        named = re.sub(r"[1-7]", lambda digit: list(WEEKDAYS)[int(digit[0]) - 1], weekday)
        for more, fields in (
            ("the year", [minute, hour, day, month, named]),
            ("the seconds", written[1:]),
        ):
            shorter = f"cron({' '.join(fields).replace('?', '*')})"
            try:
                parse_mute_schedule(shorter)
            except QuantityError:
                continue
            return f"without {more}: `{shorter}`"
    return "minute, hour, day of the month, month and day of the week"


def _values(field: CronField, text: str, span: Span) -> frozenset[int]:
    values: set[int] = set()
    for part in text.split(","):
        if part == "*":
            values.update(range(field.first, field.last + 1))
            continue
        low, dash, high = part.partition("-")
        first = _number(field, low, part, span)
        last = _number(field, high, part, span) if dash else first
        if last < first:
            help = "write it as two ranges"
            raise QuantityError("bad-schedule", f"`{part}` runs backwards", help, span)
        values.update(range(first, last + 1))
    return frozenset(values)


def _number(field: CronField, text: str, part: str, span: Span) -> int:
    named = field.names.get(text.upper())
    if named is not None:
        return named
    # Three digits are too many already, and Python reads no number of thousands.
    number = int(text.lstrip("0")[:3] or "0") if text.isascii() and text.isdigit() else None
    if number is None or not field.first <= number <= field.last:
        help = f"{field.first} to {field.last}, `*`, lists and ranges"
        if field.names is WEEKDAYS:
            help = f"`SUN` to `SAT`, or 0 (Sunday) to 6, {help.partition(', ')[2]}"
        elif field.names:
            help = f"`JAN` to `DEC`, {help}"
        meant = next((name for name in field.names if text.upper().startswith(name)), None)
        if meant is not None:
            help = f"did you mean `{meant}`?"
        if "/" in part:
            help += "; CloudWatch knows no steps here"
        raise QuantityError("bad-schedule", f"`{part}` is no {field.name}", help, span)
    return number
