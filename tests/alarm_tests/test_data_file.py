"""Real data: CSV files, and what the AWS command line prints."""

import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventflow_monitoring.alarm_tests.data_file import Data, DataFileError, parse_data
from tests.alarm_tests.running import failures, read, told

NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)

CSV = """\
time,Lag,Memory
2026-01-05T09:00Z,,80
2026-01-05T09:01Z,7,
2026-01-05T10:03+01:00,9,90
"""

METRIC_DATA = {
    "MetricDataResults": [
        {
            "Id": "m1",
            "Label": "Lag",
            "Timestamps": ["2026-01-05T09:03:00+00:00", "2026-01-05T09:01:00+00:00"],
            "Values": [9.0, 7.0],
            "StatusCode": "PartialData",
        },
        {"Id": "m2", "Label": "Lag", "Timestamps": ["2026-01-05T09:00:00Z"], "Values": [1.0]},
        {
            "Id": "m1",
            "Label": "Lag",
            "Timestamps": ["2026-01-05T09:00:00+00:00"],
            "Values": [5.0],
            "StatusCode": "Complete",
        },
    ],
    "Messages": [],
}

STATISTICS = {
    "Label": "Lag",
    "Datapoints": [
        {"Timestamp": "2026-01-05T09:01:00+00:00", "Maximum": 7.0, "Unit": "Count"},
        {
            "Timestamp": "2026-01-05T09:00:00+00:00",
            "Maximum": 5.0,
            "ExtendedStatistics": {"p95": 4.5},
            "Unit": "Count",
        },
    ],
}


def test_columns_of_a_file_begin_and_end_with_the_file() -> None:
    """A cell that is empty, and a minute without a line, are missing values."""
    assert parse_data(CSV, "Lag", 60) == Data(NINE, (None, 7.0, None, 9.0))
    assert parse_data(CSV, None, 60, ["Memory"]) == Data(NINE, (80.0, None, None, 90.0))


def test_mark_of_a_spreadsheet_and_its_line_ends_are_no_data() -> None:
    """A byte order mark, quotes, CRLF and empty lines at the end."""
    text = '\ufeff"time","Lag"\r\n"2026-01-05 09:00","7"\r\n,\r\n\r\n'
    assert parse_data(text, None, 60) == Data(NINE, (7.0,))


def test_times_may_be_seconds_since_1970() -> None:
    """Those of `date +%s`, a fraction too."""
    text = f"time,Lag\n{NINE.timestamp():.0f},7\n{NINE.timestamp() + 10:.1f},8\n"
    assert parse_data(text, None, 10).values == (7.0, 8.0)


def test_metric_data_is_chosen_by_id_or_label() -> None:
    """What the answer cuts into pages is one metric; a label of two needs the id."""
    text = json.dumps(METRIC_DATA)
    assert parse_data(text, "m1", 60) == Data(NINE, (5.0, 7.0, None, 9.0))
    assert parse_data(text, "m2", 60).values == (1.0, None, None, None)
    with pytest.raises(DataFileError, match="several are called `Lag`") as told_of:
        parse_data(text, "Lag", 60)
    assert told_of.value.help == "say `m1`, `m2`"
    alone = json.dumps({"MetricDataResults": METRIC_DATA["MetricDataResults"][:1]})
    assert parse_data(alone, "Lag", 60).values == parse_data(alone, None, 60).values


def test_statistics_are_chosen_by_their_name() -> None:
    """As `get-metric-statistics` prints them."""
    text = json.dumps(STATISTICS)
    assert parse_data(text, "Maximum", 60).values == (5.0, 7.0)
    assert parse_data(text, None, 60, ["Lag", "p95"]).values == (4.5, None)
    with pytest.raises(DataFileError, match="several columns") as told_of:
        parse_data(text, None, 60, ["Lag"])
    assert told_of.value.help == "say which: `Maximum`, `p95`"


WRONG = {
    "": "there are no values in it",
    "time\n2026-01-05\n": "there are no values in it",
    "time,Lag\n": "there are no values in it",
    "time,Lag\n2026-01-05,\n": "there are no values in it",
    "time,Lag,Lag\n2026-01-05,1,2\n": "two columns have the same name",
    "time,Lag\n2026-01-05,1,2\n": "line 2 has 3 cells, the first line 2",
    "time,Lag\nnoon,1\n": "line 2: `noon` is no time",
    "time,Lag\n,1\n": "line 2: `` is no time",
    "time,Lag\n9999-12-31,1\n": "line 2: `9999-12-31` is no time",
    "time,Lag\n2026-01-05,much\n": "line 2: `much` is no number",
    "time,Lag\n2026-01-05,nan\n": "line 2: CloudWatch holds no `nan`",
    "time,Lag\n2026-01-05,1e200\n": "line 2: CloudWatch holds no `1e200`",
    "time,Lag\n2026-01-05,1\n2026-01-05,2\n": "there are two values for 2026-01-05T00:00:00Z",
    "time,Lag\n2026-01-05,1\n2026-01-05T00:00:30,2\n": (
        "2026-01-05T00:00:30Z is no whole number of intervals after 2026-01-05T00:00:00Z"
    ),
    "time,Lag\n1970-01-01,1\n2026-01-05,2\n": (
        "from first to last there are more than 1,000,000 intervals"
    ),
    'time,Lag\n2026-01-05,"1\n': "line 2 is no CSV: unexpected end of data",
    "{": "it is no JSON: ",
    "[]": "it is not what `aws cloudwatch get-metric-data` or `get-metric-statistics` prints",
    '{"MetricDataResults": [1]}': "result 1 is no metric",
    '{"MetricDataResults": [{"Timestamps": [1], "Values": []}]}': (
        "result 1 has not as many `Timestamps` as `Values`"
    ),
    '{"MetricDataResults": [{"Timestamps": [1], "Values": [1' + "0" * 400 + "]}]}": (
        "result 1: `1000"
    ),
    '{"MetricDataResults": [{"Timestamps": [1e300], "Values": [1]}]}': (
        "result 1: `1e+300` is no time"
    ),
    '{"Datapoints": ["a"]}': "data point 1 is none",
    '{"Datapoints": [{"Timestamp": "2026-01-05", "Sum": null}]}': "data point 1: `None` is no number",
    '{"Datapoints": []}': "there are no values in it",
}  # fmt: skip


@pytest.mark.parametrize("text", WRONG, ids=lambda text: text[:60])
def test_what_is_wrong_with_data_is_told(text: str) -> None:
    """In words, with the line of a CSV file."""
    with pytest.raises(DataFileError) as told_of:
        parse_data(text, None, 60)
    assert told_of.value.message.startswith(WRONG[text])


@given(st.text(max_size=60) | st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["MetricDataResults", "Datapoints", "Timestamps", "Values", "Timestamp", "a"]), inner), max_leaves=12).map(json.dumps))  # fmt: skip
def test_any_text_is_data_or_told_of(text: str) -> None:
    """Nothing else comes of it."""
    with suppress(DataFileError):
        assert parse_data(text, None, 60, ["a"]).values


@given(
    st.lists(st.none() | st.floats(-1e9, 1e9), min_size=1, max_size=40),
    st.sampled_from([1, 10, 60, 300]),
)
def test_values_survive_a_file(values: list[float | None], interval: int) -> None:
    """What is written line by line is what is read, missing values too."""
    rows = [
        f"{NINE.timestamp() + index * interval:.0f},{'' if value is None else repr(value)},0"
        for index, value in enumerate(values)
    ]
    text = "\n".join(["time,a,other", *rows])
    if all(value is None for value in values):
        with pytest.raises(DataFileError, match="holds no value"):
            parse_data(text, "a", interval)
    else:
        assert parse_data(text, "a", interval) == Data(NINE, tuple(values))


TEST = """\
Tests:
  - Name: as it was
    Given: {Lag: {File: lag.csv}, Memory: {File: %s}}
    Expect: {LagHigh: {State: {2m: ALARM, 3m: OK}}}
"""


def test_files_stand_beside_the_test() -> None:
    """A name that leads up is followed, from the directory of the test; `Start` is that of the data."""
    text = TEST % "lag.csv"
    lag = "time,Lag,Memory\n" + "".join(
        f"2026-01-05T09:{minute:02}:05Z,{value},80\n"
        for minute, value in enumerate([101, 101, 50, 50])
    )
    assert failures(text, files={"specs/lag.csv": lag}) == []
    done = read(text, files={"specs/lag.csv": lag})
    assert done.test.start == NINE
    above = text.replace("lag.csv", "../data/lag.csv")
    assert failures(above, files={"specs/../data/lag.csv": lag}) == []


def test_files_that_begin_at_different_times_do_not_go_together() -> None:
    """A minute apart, every value would stand beside another one."""
    files = {
        "specs/lag.csv": "time,Lag\n2026-01-05T09:00Z,1\n",
        "specs/memory.csv": "time,Memory\n2026-01-05T09:01Z,1\n",
    }
    assert told(read(TEST % "memory.csv", files=files))[0] == (
        "3:43 '{File: memory.csv}' different-lengths: the data of `Memory` begin at "
        "2026-01-05T09:01:00Z, others at 2026-01-05T09:00:00Z"
    )
