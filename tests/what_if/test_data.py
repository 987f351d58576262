"""Files of data, every column over the same time."""

from datetime import UTC, datetime

import pytest

from eventflow_monitoring.what_if.data import read_table
from eventflow_monitoring.what_if.mistake import QuestionError

NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)
SPARSE = """\
time,Requests,Errors
2026-01-05T09:00Z,10,
2026-01-05T09:05Z,,2
2026-01-05T09:20Z,40,
"""


def test_columns_cover_the_same_time() -> None:
    """A column that begins later or ends earlier lacks what other columns have."""
    table = read_table(SPARSE, None, "data")
    assert (table.start, table.interval) == (NINE, 300)
    assert table.columns == {
        "Requests": (10, None, None, None, 40),
        "Errors": (None, 2, None, None, None),
    }
    assert not table.of_statistics


def test_interval_may_be_said() -> None:
    """A shorter interval than that of the file leaves values out between."""
    table = read_table("time,A\n2026-01-05T09:00Z,1\n2026-01-05T09:02Z,2\n", 60, "data")
    assert table.columns == {"A": (1, None, 2)}


def test_interval_of_a_single_time_is_a_minute() -> None:
    """One row does not say how long it stands for."""
    assert read_table("time,A\n2026-01-05T09:00Z,1\n", None, "data").interval == 60


def test_metric_without_data_is_missing_all_the_time() -> None:
    """CloudWatch answers with an empty list where a metric had no data."""
    text = (
        '{"MetricDataResults": [{"Label": "A", "Timestamps": [1767603600, 1767603660], '
        '"Values": [1, 2]}, {"Label": "B", "Timestamps": [], "Values": []}]}'
    )
    table = read_table(text, None, "data")
    assert table.columns == {"A": (1, 2), "B": (None, None)}
    assert table.of_statistics


@pytest.mark.parametrize(
    ("text", "interval", "message"),
    [
        ("", None, "there are no values in it"),
        ("time,A\n", None, "there are no values in it"),
        ("time,A\nx,1\n", None, "`x` is no time"),
        ("{", None, "it is no JSON"),
        ('{"a": 1}', None, "it is not what `aws cloudwatch"),
        ("time,A\n2026-01-05T09:00Z,1\n2026-01-05T09:01Z,2\n", 120, "no whole number of intervals"),
        ("time,A\n2026-01-05T09:00Z,1\n2026-01-05T09:00Z,2\n", None, "there are two values for 2026-01-05T09:00:00Z"),
        ("time,A\n2026-01-05T09:00Z,1\n2026-01-05T09:00:01Z,2\n2036-01-05T09:00Z,2\n", None,
         "more than 1,000,000 intervals"),
        ("time,A\n2026-01-05T09:00:00Z,1\n2026-01-05T09:00:00.5Z,2\n", None,
         "2026-01-05T09:00:00.500000Z is no whole number of intervals"),
    ],
)  # fmt: skip
def test_what_cannot_be_read(text: str, interval: int | None, message: str) -> None:
    """A file that is no data is refused, with its name."""
    with pytest.raises(QuestionError) as raised:
        read_table(text, interval, "the file")
    (mistake,) = raised.value.mistakes
    assert mistake.message.startswith("the file: ")
    assert message in mistake.message
