"""When a mute is in force: `cron(0 3 * * SUN)` again and again, or `2026-12-24T18:00` once.

Source: CloudWatch API, PutAlarmMuteRule (Rule.Schedule.Expression): five fields, of which only the
characters `*`, `-` and `,` are special beside numbers and the names of months and days.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from eventflow_monitoring.position import Span
from eventflow_monitoring.specs.quantity import QuantityError

_CRON = re.compile(r"cron\(\s*(.*?)\s*\)")
_AT = re.compile(r"at\(\s*(.*?)\s*\)")
_ONCE = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::00)?", re.ASCII)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"], 1
    )
}
_DAYS = {
    name: number for number, name in enumerate(["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"])
}
_EXAMPLE = "such as `cron(0 3 * * SUN)`, or `2026-12-24T18:00` for once"


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    first: int
    last: int
    names: dict[str, int]


_FIELDS = (
    _Field("minute", 0, 59, {}),
    _Field("hour", 0, 23, {}),
    _Field("day of the month", 1, 31, {}),
    _Field("month", 1, 12, _MONTHS),
    _Field("day of the week", 0, 6, _DAYS),
)


@dataclass(frozen=True, slots=True)
class MuteSchedule:
    """A schedule in CloudWatch's syntax. `fields` are the values of a cron expression, else None."""

    expression: str
    fields: tuple[frozenset[int], ...] | None

    def never_pauses(self, duration: int) -> bool:
        """Tell whether each window of `duration` seconds reaches to the next, whatever the year."""
        if self.fields is None:
            return False
        minutes = sorted(60 * hour + minute for hour in self.fields[1] for minute in self.fields[0])
        within = max((after - before for before, after in pairwise(minutes)), default=0)
        overnight = minutes[0] - minutes[-1]
        longest = max(
            ((after - before) * _MINUTES_OF_A_DAY for before, after in pairwise(self._days())),
            default=0,
        )
        return max(within, longest + overnight) * 60 <= duration

    def is_over(self, duration: int, today: date) -> bool:
        """Tell whether its one window has closed, in whatever time zone."""
        if self.fields is not None:
            return False
        begins = datetime.fromisoformat(self.expression[len("at(") : -1])
        # Not compared with its end, which may lie in the year 10,000.
        passed = datetime.combine(today, time.min) - begins
        return passed > timedelta(days=1, seconds=duration)

    @property
    def never_begins(self) -> bool:
        """Tell whether no day of the calendar matches: `cron(0 0 30 2 *)`."""
        return self.fields is not None and not any(True for _ in self._days())

    def _days(self) -> Iterator[int]:
        """Yield the days it begins on. By date or by weekday, where both are given."""
        if self.fields is None:
            return
        _, _, dates, months, weekdays = self.fields
        every_date, every_weekday = len(dates) == 31, len(weekdays) == 7
        for number in range(_FIRST_DAY, _LAST_DAY):
            day = date.fromordinal(number)
            by_date = day.day in dates
            by_weekday = number % 7 in weekdays
            either = by_date or by_weekday
            fits = by_date and by_weekday if every_date or every_weekday else either
            if day.month in months and fits:
                yield number


_MINUTES_OF_A_DAY = 1_440
_FIRST_DAY = date(2028, 1, 1).toordinal()
_LAST_DAY = date(2057, 1, 1).toordinal()
"""After 28 years every date has had every weekday, and 29 February as well."""


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
    if len(written) != len(_FIELDS):
        message = f"{len(written)} fields, where five are wanted"
        raise QuantityError("bad-schedule", message, _in_five_fields(written))
    first = len(text) - len(text.lstrip()) + cron.start(1)
    fields = tuple(
        _values(field, part[0], Span(first + part.start(), first + part.end()))
        for field, part in zip(_FIELDS, re.finditer(r"\S+", cron[1]), strict=True)
    )
    schedule = MuteSchedule(f"cron({' '.join(written)})", fields)
    if schedule.never_begins:
        raise QuantityError("bad-schedule", f"no day of the year matches `{text}`")
    return schedule


def _in_five_fields(written: list[str]) -> str:
    """Return a help line: what was written without a year, or without seconds."""
    if len(written) == len(_FIELDS) + 1:
        minute, hour, day, month, weekday, _ = written
        # Where there is a year, Sunday is 1 (EventBridge Scheduler User Guide, "Schedule types").
        named = re.sub(r"[1-7]", lambda digit: list(_DAYS)[int(digit[0]) - 1], weekday)
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


def _values(field: _Field, text: str, span: Span) -> frozenset[int]:
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


def _number(field: _Field, text: str, part: str, span: Span) -> int:
    named = field.names.get(text.upper())
    if named is not None:
        return named
    # Three digits are too many already, and Python reads no number of thousands.
    number = int(text.lstrip("0")[:3] or "0") if text.isascii() and text.isdigit() else None
    if number is None or not field.first <= number <= field.last:
        help = f"{field.first} to {field.last}, `*`, lists and ranges"
        if field.names is _DAYS:
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
