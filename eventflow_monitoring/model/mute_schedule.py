"""When a mute begins: `cron(0 3 * * SUN)` again and again, or `at(2026-12-24T18:00)` once.

Source: CloudWatch API, PutAlarmMuteRule (Rule.Schedule.Expression): five fields, of which only the
characters `*`, `-` and `,` are special beside numbers and the names of months and days.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

MONTHS = {
    name: number
    for number, name in enumerate(
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"], 1
    )
}
WEEKDAYS = {
    name: number for number, name in enumerate(["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"])
}


@dataclass(frozen=True, slots=True)
class CronField:
    """A field of a cron expression: its values, and their names where they have any."""

    name: str
    first: int
    last: int
    names: dict[str, int]


CRON_FIELDS = (
    CronField("minute", 0, 59, {}),
    CronField("hour", 0, 23, {}),
    CronField("day of the month", 1, 31, {}),
    CronField("month", 1, 12, MONTHS),
    CronField("day of the week", 0, 6, WEEKDAYS),
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

    def begins_between(self, first: date, last: date) -> Iterator[datetime]:
        """Yield when it begins on the days from one to another, in order, by its own clock."""
        if self.fields is None:
            once = datetime.fromisoformat(self.expression[len("at(") : -1])
            if first <= once.date() <= last:
                yield once
            return
        times = [time(hour, minute) for hour in self.fields[1] for minute in self.fields[0]]
        for number in range(first.toordinal(), last.toordinal() + 1):
            if self._begins_on(number):
                day = date.fromordinal(number)
                yield from (datetime.combine(day, one) for one in sorted(times))

    def _days(self) -> Iterator[int]:
        """Yield the days it begins on, as ordinals."""
        return filter(self._begins_on, range(_FIRST_DAY, _LAST_DAY))

    def _begins_on(self, number: int) -> bool:
        """Tell whether it begins on a day. By date or by weekday, where both are given."""
        if self.fields is None:
            return False
        _, _, dates, months, weekdays = self.fields
        day = date.fromordinal(number)
        by_date, by_weekday = day.day in dates, number % 7 in weekdays
        restricts_one = len(dates) == 31 or len(weekdays) == 7
        fits = by_date and by_weekday if restricts_one else by_date or by_weekday
        return fits and day.month in months


_MINUTES_OF_A_DAY = 1_440
_FIRST_DAY = date(2028, 1, 1).toordinal()
_LAST_DAY = date(2057, 1, 1).toordinal()
"""After 28 years every date has had every weekday, and 29 February as well."""


def schedule_of(expression: str) -> MuteSchedule:
    """Return the schedule of an expression that is right."""
    if expression.startswith("at("):
        return MuteSchedule(expression, None)
    written = expression.removeprefix("cron(").removesuffix(")").split()
    fields = (
        frozenset(_values(field, text)) for field, text in zip(CRON_FIELDS, written, strict=True)
    )
    return MuteSchedule(expression, tuple(fields))


def _values(field: CronField, text: str) -> Iterator[int]:
    for part in text.split(","):
        low, dash, high = part.partition("-")
        if part == "*":
            yield from range(field.first, field.last + 1)
        else:
            first = _value(field, low)
            yield from range(first, (_value(field, high) if dash else first) + 1)


def _value(field: CronField, text: str) -> int:
    named = field.names.get(text.upper())
    return int(text) if named is None else named
