"""Real data for a test: a CSV file, or what the AWS command line prints of CloudWatch's metrics.

A CSV file has a head line, the time in its first column and numbers in the others; an empty cell is
a missing value. A JSON file is the answer of `aws cloudwatch get-metric-data` or
`get-metric-statistics`. Times are ISO 8601, UTC where they name no zone, or seconds since 1970.
"""

import csv
import io
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from eventflow_monitoring.suggestion import did_you_mean

MAX_VALUES = 1_000_000
"""Values of one series: two years of minutes."""

_Points = list[tuple[datetime, float]]


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


def parse_data(text: str, column: str | None, interval: int, usual: str = "") -> Data:
    """Read a column of a CSV file, or a metric of a JSON file, as one value for each interval.

    `column` is the head of the column, or the label or id of the metric, or the statistic; without
    it, `usual` is taken, or the only one there is. Intervals that the file says nothing of are
    missing. Raises DataFileError.
    """
    read = _json_columns if text.lstrip()[:1] in ("{", "[") else _csv_columns
    columns = read(text)
    if not columns:
        raise DataFileError("there are no values in it")
    if column is None and usual not in columns and len(columns) > 1:
        known = ", ".join(f"`{name}`" for name in columns)
        raise DataFileError("it has several columns", f"say which: {known}", about_column=True)
    name = column or (usual if usual in columns else next(iter(columns)))
    if name not in columns:
        raise DataFileError(
            f"it has no column `{name}`", did_you_mean(name, columns), about_column=True
        )
    return _on_grid(sorted(columns[name]), interval)


def _on_grid(points: _Points, interval: int) -> Data:
    if not points:
        raise DataFileError("the column holds no value", about_column=True)
    start = points[0][0]
    values: list[float | None] = []
    for time, value in points:
        index, rest = divmod((time - start).total_seconds(), interval)
        if rest:
            raise DataFileError(
                f"{_shown(time)} is no whole number of intervals after {_shown(start)}",
                f"the interval of the test is {interval} seconds; `Interval` sets it",
            )
        if index < len(values):
            raise DataFileError(f"there are two values for {_shown(time)}")
        if index >= MAX_VALUES:
            raise DataFileError(f"from first to last there are more than {MAX_VALUES:,} intervals")
        values += [None] * (int(index) - len(values))
        values.append(value)
    return Data(start, tuple(values))


def _csv_columns(text: str) -> dict[str, _Points]:
    rows = csv.reader(io.StringIO(text), strict=True)
    try:
        head = next(rows, [])
        columns: dict[str, _Points] = {name.strip(): [] for name in head[1:]}
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
    return columns


def _json_columns(text: str) -> dict[str, _Points]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataFileError(f"it is no JSON: {error}") from None
    results = data.get("MetricDataResults") if isinstance(data, dict) else None
    datapoints = data.get("Datapoints") if isinstance(data, dict) else None
    if isinstance(results, list):
        return dict(_of_metric_data(results))
    if isinstance(datapoints, list):
        return _of_statistics(datapoints)
    raise DataFileError(
        "it is not what `aws cloudwatch get-metric-data` or `get-metric-statistics` prints",
        "it has `MetricDataResults` or `Datapoints`",
    )


def _of_metric_data(results: Iterable[Any]) -> Iterator[tuple[str, _Points]]:
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
        yield str(result.get("Label") or result.get("Id") or index + 1), points


def _of_statistics(datapoints: Iterable[Any]) -> dict[str, _Points]:
    columns: dict[str, _Points] = {}
    for index, point in enumerate(datapoints):
        where = f"data point {index + 1}"
        if not isinstance(point, dict):
            raise DataFileError(f"{where} is none")
        time = _time(point.get("Timestamp"), where)
        for name, value in _statistics(point):
            columns.setdefault(name, []).append((time, _number(value, where)))
    return columns


def _statistics(point: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in point.items():
        if name == "ExtendedStatistics" and isinstance(value, dict):
            yield from value.items()
        elif name not in ("Timestamp", "Unit"):
            yield name, value


def _time(written: Any, where: str) -> datetime:
    try:
        if isinstance(written, int | float) or str(written).replace(".", "", 1).isdigit():
            return datetime.fromtimestamp(float(written), UTC)
        time = datetime.fromisoformat(str(written).strip())
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        help = "such as `2026-01-05T09:00Z`, in the first column"
        raise DataFileError(f"{where}: `{written}` is no time", help) from None


def _number(written: Any, where: str) -> float:
    try:
        number = float(written)
    except (TypeError, ValueError):
        raise DataFileError(f"{where}: `{written}` is no number") from None
    if not math.isfinite(number):
        raise DataFileError(f"{where}: CloudWatch holds no `{written}`")
    return number


def _shown(time: datetime) -> str:
    return time.isoformat().replace("+00:00", "Z")


def is_json(text: str) -> bool:
    """Tell whether a file is meant to be JSON; otherwise it is a CSV file."""
    return text.lstrip()[:1] in ("{", "[")


def read_columns(text: str) -> dict[str, list[tuple[datetime, float]]]:
    """Read every column of a file, with the times of its values. Raises DataFileError."""
    return _json_columns(text) if is_json(text) else _csv_columns(text)
