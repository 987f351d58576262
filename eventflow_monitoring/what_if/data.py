"""Data from a file, every column over the same time."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import gcd

from eventflow_monitoring.alarm_tests.data_file import (
    Column,
    DataFileError,
    Points,
    is_json,
    on_grid,
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
        columns = read_columns(text)
        times = sorted({time for one in columns for time, _ in one.points})
        length = interval or _interval(times)
        start, end = times[0], times[-1]
        values = {
            name: on_grid(points, start, end, length, "`--interval`").values
            for name, points in _named(columns)
        }
    except DataFileError as error:
        raise QuestionError([Mistake(f"{where}: {error.message}", error.help)]) from None
    return Table(start, length, values, is_json(text))


def _named(columns: Sequence[Column]) -> Iterator[tuple[str, Points]]:
    """Yield columns by the name that people gave them: their label, where only one has it."""
    labels = Counter(one.other_name for one in columns)
    for one in columns:
        label = one.other_name
        yield (one.name if label is None or labels[label] > 1 else label), one.points


def _interval(times: Iterable[datetime]) -> int:
    """Return the longest interval that all times are whole numbers of; of a single time, a minute."""
    first, *later = times
    return gcd(*(int((time - first).total_seconds()) for time in later)) or _MINUTE
