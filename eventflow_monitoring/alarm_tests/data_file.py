"""Real data for a test: a CSV file, or what the AWS command line prints of CloudWatch's metrics.

A CSV file has a head line, the time in its first column and numbers in the others; an empty cell is
a missing value. A JSON file is the answer of `aws cloudwatch get-metric-data` or
`get-metric-statistics`. Times are ISO 8601, UTC where they name no zone, or seconds since 1970.
All columns of a file begin and end with the file.
"""

import csv
import io
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from eventflow_monitoring.alarm_tests.instant import from_timestamp, instant_text, parse_instant
from eventflow_monitoring.simulate.series import MAX_VALUE
from eventflow_monitoring.specs.quantity import QuantityError
from eventflow_monitoring.suggestion import did_you_mean

MAX_VALUES = 1_000_000
"""Values of one series: two years of minutes."""

_LONGEST_SHOWN = 60
_BYTE_ORDER_MARK = "\ufeff"

Points = list[tuple[datetime, float]]
"""Values with their times, in the order of the file."""


class DataFileError(Exception):
    """Data that cannot be read. `about_column` where the file is right and the column is not."""

    def __init__(
        self, message: str, help: str | None = None, *, about_column: bool = False
    ) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        self.about_column = about_column


@dataclass(frozen=True, slots=True)
class Data:
    """Values at a fixed interval; the first stands for the interval that begins at `start`."""

    start: datetime
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """Values of a file under one name; `other_name` is one they may be called by as well."""

    name: str
    points: Points
    other_name: str | None = None


def parse_data(text: str, column: str | None, interval: int, usual: Sequence[str] = ()) -> Data:
    """Read a column of a CSV file, or a metric of a JSON file, as one value for each interval.

    `column` is the head of the column, or the id or label of the metric, or the statistic; without
    it, the first of `usual` that there is is taken, or the only one. Intervals that the file says
    nothing of are missing. Raises DataFileError.
    """
    columns = read_columns(text)
    times = [time for one in columns for time, _ in one.points]
    points = _chosen(columns, column, usual).points
    if not points:
        raise DataFileError("the column holds no value", about_column=True)
    return on_grid(points, min(times), max(times), interval)


def is_json(text: str) -> bool:
    """Tell whether a file is meant to be JSON; otherwise it is a CSV file."""
    return text.removeprefix(_BYTE_ORDER_MARK).lstrip()[:1] in ("{", "[")


def read_columns(text: str) -> list[Column]:
    """Read every column of a file; there is a value in at least one. Raises DataFileError."""
    columns = (_json_columns if is_json(text) else _csv_columns)(
        text.removeprefix(_BYTE_ORDER_MARK)
    )
    if not any(one.points for one in columns):
        raise DataFileError("there are no values in it")
    return columns


def _chosen(columns: Sequence[Column], name: str | None, usual: Sequence[str]) -> Column:
    known = [one.name for one in columns]
    if name is None:
        found = [one for usually in usual for one in _called(columns, usually)]
        if not found and len(columns) > 1:
            listed = ", ".join(f"`{one}`" for one in known)
            raise DataFileError("it has several columns", f"say which: {listed}", about_column=True)
        return (found or columns)[0]
    found = _called(columns, name)
    if not found:
        others = [*known, *(one.other_name for one in columns if one.other_name is not None)]
        message = f"it has no column `{name}`"
        raise DataFileError(message, did_you_mean(name, others), about_column=True)
    if len(found) > 1:
        ids = ", ".join(f"`{one.name}`" for one in found)
        raise DataFileError(f"several are called `{name}`", f"say {ids}", about_column=True)
    return found[0]


def _called(columns: Sequence[Column], name: str) -> list[Column]:
    """Return the column of a name, or those with it for their other name."""
    own = [one for one in columns if one.name == name]
    return own or [one for one in columns if one.other_name == name]


def on_grid(
    points: Points, start: datetime, end: datetime, interval: int, setting: str = "`Interval`"
) -> Data:
    """Return points as one value for each interval; the last begins at `end`, or before.

    `setting` is what sets the interval, for an error. Raises DataFileError.
    """
    length = int((end - start).total_seconds() // interval) + 1
    if length > MAX_VALUES:
        raise DataFileError(f"from first to last there are more than {MAX_VALUES:,} intervals")
    values: list[float | None] = [None] * length
    for time, value in points:
        index, rest = divmod((time - start).total_seconds(), interval)
        if rest:
            raise DataFileError(
                f"{instant_text(time)} is no whole number of intervals after {instant_text(start)}",
                f"the interval is {interval} seconds; {setting} sets it",
            )
        if values[int(index)] is not None:
            raise DataFileError(f"there are two values for {instant_text(time)}")
        values[int(index)] = value
    return Data(start, tuple(values))


def _csv_columns(text: str) -> list[Column]:
    rows = csv.reader(io.StringIO(text), strict=True)
    try:
        head = next(rows, [])
        columns: dict[str, Points] = {name.strip(): [] for name in head[1:]}
        if len(columns) < len(head[1:]):
            raise DataFileError("two columns have the same name")
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(head):
                raise DataFileError(
                    f"line {rows.line_num} has {len(row)} cells, the first line {len(head)}"
                )
            time = _time(row[0], f"line {rows.line_num}")
            for name, cell in zip(columns, row[1:], strict=True):
                if cell.strip():
                    columns[name].append((time, _number(cell, f"line {rows.line_num}")))
    except csv.Error as error:
        raise DataFileError(f"line {rows.line_num} is no CSV: {error}") from None
    return [Column(name, points) for name, points in columns.items()]


def _json_columns(text: str) -> list[Column]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataFileError(f"it is no JSON: {error}") from None
    results = data.get("MetricDataResults") if isinstance(data, dict) else None
    datapoints = data.get("Datapoints") if isinstance(data, dict) else None
    if isinstance(results, list):
        return _of_metric_data(results)
    if isinstance(datapoints, list):
        return _of_statistics(datapoints)
    raise DataFileError(
        "it is not what `aws cloudwatch get-metric-data` or `get-metric-statistics` prints",
        "it has `MetricDataResults` or `Datapoints`",
    )


def _of_metric_data(results: Iterable[Any]) -> list[Column]:
    """Return a column for each metric. One that the answer cuts into pages comes several times."""
    columns: dict[tuple[str, str], Column] = {}
    for index, result in enumerate(results):
        where = f"result {index + 1}"
        if not isinstance(result, dict):
            raise DataFileError(f"{where} is no metric")
        times, values = result.get("Timestamps"), result.get("Values")
        if not isinstance(times, list) or not isinstance(values, list) or len(times) != len(values):
            raise DataFileError(f"{where} has not as many `Timestamps` as `Values`")
        points = [
            (_time(time, where), _number(value, where))
            for time, value in zip(times, values, strict=True)
        ]
        id, label = str(result.get("Id") or index + 1), str(result.get("Label") or "")
        columns.setdefault((id, label), Column(id, [], label or None)).points.extend(points)
    return list(columns.values())


def _of_statistics(datapoints: Iterable[Any]) -> list[Column]:
    columns: dict[str, Points] = {}
    for index, point in enumerate(datapoints):
        where = f"data point {index + 1}"
        if not isinstance(point, dict):
            raise DataFileError(f"{where} is none")
        time = _time(point.get("Timestamp"), where)
        for name, value in _statistics(point):
            columns.setdefault(name, []).append((time, _number(value, where)))
    return [Column(name, points) for name, points in columns.items()]


def _statistics(point: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in point.items():
        if name == "ExtendedStatistics" and isinstance(value, dict):
            yield from value.items()
        elif name not in ("Timestamp", "Unit"):
            yield name, value


def _time(written: Any, where: str) -> datetime:
    try:
        if isinstance(written, int | float) or str(written).replace(".", "", 1).isdigit():
            return from_timestamp(float(written))
        return parse_instant(str(written))
    except (ValueError, OverflowError, QuantityError):
        help = "such as `2026-01-05T09:00Z`, in the first column"
        raise DataFileError(f"{where}: `{_short(written)}` is no time", help) from None


def _number(written: Any, where: str) -> float:
    try:
        number = float(written)
    except (TypeError, ValueError, OverflowError):
        raise DataFileError(f"{where}: `{_short(written)}` is no number") from None
    if not math.isfinite(number) or abs(number) > MAX_VALUE:
        raise DataFileError(f"{where}: CloudWatch holds no `{_short(written)}`")
    return number


def _short(written: Any) -> str:
    try:
        text = str(written)
    except ValueError:  # Python writes no number of thousands of digits
        return "…"
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
