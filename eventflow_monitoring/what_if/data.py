"""Data from a file, every column over the same time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import gcd

from eventflow_monitoring.alarm_tests.data_file import (
    MAX_VALUES,
    DataFileError,
    is_json,
    read_columns,
)
from eventflow_monitoring.what_if.mistake import Mistake, QuestionError

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a file, all of one length: value k is of the k-th interval after `start`.

    `of_statistics` says that CloudWatch made the values, so that each is a statistic of its interval.
    """

    start: datetime
    interval: int
    columns: dict[str, tuple[float | None, ...]]
    of_statistics: bool


def read_table(text: str, interval: int | None, where: str) -> Table:
    """Read a CSV file, or JSON of the AWS command line. Raises QuestionError.

    Without an interval it is the longest that all times fit. A column that has no value at some time
    where another has one lacks it: CloudWatch sends nothing for a time without data.
    """
    try:
        columns = read_columns(text.removeprefix("\ufeff"))
    except DataFileError as error:
        raise QuestionError([Mistake(f"{where}: {error.message}", error.help)]) from None
    times = sorted({time for points in columns.values() for time, _ in points})
    if not times:
        raise QuestionError([Mistake(f"{where}: there are no values in it")])
    length = interval or _interval(times)
    places = _places(times, length, where)
    return Table(
        times[0],
        length,
        {name: _values(name, points, places, where) for name, points in columns.items()},
        is_json(text),
    )


def _interval(times: Iterable[datetime]) -> int:
    """Return the longest interval that all times are whole numbers of; of a single time, a minute."""
    first, *later = times
    return gcd(*(int((time - first).total_seconds()) for time in later)) or _MINUTE


def _places(times: Sequence[datetime], interval: int, where: str) -> dict[datetime, int]:
    """Return after how many intervals each time is, from the first one on."""
    places: dict[datetime, int] = {}
    for time in times:
        index, rest = divmod((time - times[0]).total_seconds(), interval)
        if rest:
            shown = [one.isoformat().replace("+00:00", "Z") for one in (time, times[0])]
            message = f"{where}: {shown[0]} is no whole number of intervals after {shown[1]}"
            help = f"the interval is {interval:,} seconds; `--interval` sets it"
            raise QuestionError([Mistake(message, help)])
        places[time] = int(index)
    if places[times[-1]] >= MAX_VALUES:
        message = f"{where}: from first to last there are more than {MAX_VALUES:,} intervals"
        raise QuestionError([Mistake(message, "`--interval` sets how long one is")])
    return places


def _values(
    name: str,
    points: Iterable[tuple[datetime, float]],
    places: dict[datetime, int],
    where: str,
) -> tuple[float | None, ...]:
    values: list[float | None] = [None] * (max(places.values()) + 1)
    for time, value in points:
        if values[places[time]] is not None:
            shown = time.isoformat().replace("+00:00", "Z")
            message = f"{where}: `{name}` has two values for {shown}"
            raise QuestionError([Mistake(message)])
        values[places[time]] = value
    return tuple(values)
