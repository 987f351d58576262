"""When alarms are evaluated, and over which periods."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventflow_monitoring.model.metric import MissingData
from eventflow_monitoring.model.trigger import Evaluation
from eventflow_monitoring.simulate.windows import Bucket, Clock, buckets_at, evaluation_times

MINUTE, HOUR, DAY = 60, 3_600, 86_400


def every(period: int, n: int = 1, time_zone: str | None = None) -> Evaluation:
    """Return an evaluation of n periods."""
    return Evaluation(
        period=period,
        evaluation_periods=n,
        datapoints_to_alarm=n,
        missing_data=MissingData.MISSING,
        time_zone=time_zone,
    )


def clock_at(text: str, interval: int = MINUTE) -> Clock:
    """Return a clock whose minute 0 is a time in UTC."""
    moment = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return Clock(int(moment.timestamp()), interval)


def local_ends(evaluation: Evaluation, clock: Clock, moment: str, count: int) -> list[str]:
    """Return where the periods seen at a time in UTC begin, and the last one ends, in UTC."""
    at = int(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp()) - clock.epoch
    buckets = buckets_at(evaluation, clock, at, count)
    marks = [*(one.start for one in buckets), buckets[-1].end]
    return [f"{datetime.fromtimestamp(clock.epoch + mark, UTC):%m-%dT%H:%M}" for mark in marks]


@pytest.mark.parametrize(
    ("evaluation", "duration", "times"),
    [
        (every(60), 180, [0, 60, 120, 180]),
        (every(300, 3), 119, [0, 60]),
        (every(10), 30, [0, 10, 20, 30]),
        (every(30), 20, [0, 10, 20]),
        (every(DAY), 120, [0, 60, 120]),
        (every(HOUR, 25), 2 * HOUR, [0, HOUR - 600, 2 * HOUR - 600]),
    ],
)
def test_cadence(evaluation: Evaluation, duration: int, times: list[int]) -> None:
    """Every minute, every ten seconds below a minute, every full hour beyond a day."""
    clock = clock_at("2027-03-01T08:10", interval=10)
    assert list(evaluation_times(evaluation, clock, duration)) == times


def test_periods_slide() -> None:
    """Consecutive evaluations see periods that are shifted by a minute."""
    clock = clock_at("2027-03-01T00:00")
    assert buckets_at(every(300), clock, 900, 2) == (Bucket(300, 600), Bucket(600, 900))
    assert buckets_at(every(300), clock, 960, 2) == (Bucket(360, 660), Bucket(660, 960))
    assert buckets_at(every(300), clock, 0, 1) == (Bucket(-300, 0),)


def test_periods_end_with_a_sample() -> None:
    """Where samples are longer than a minute, periods move on as samples come in."""
    clock = clock_at("2027-03-01T00:00", interval=300)
    assert buckets_at(every(300), clock, 540, 1) == (Bucket(0, 300),)
    assert buckets_at(every(300), clock, 600, 1) == (Bucket(300, 600),)


def test_long_windows_end_with_the_hour() -> None:
    """Beyond a day of periods, no data after the current hour's beginning is looked at."""
    clock = clock_at("2027-03-01T08:10")
    assert buckets_at(every(HOUR, 25), clock, 0, 1) == (Bucket(-600 - HOUR, -600),)


@pytest.mark.parametrize(
    ("period", "zone", "moment", "marks"),
    [
        (HOUR, "UTC", "2027-03-01T14:07", ["03-01T13:00", "03-01T14:00"]),
        (HOUR, "UTC", "2027-03-01T14:00", ["03-01T13:00", "03-01T14:00"]),
        (300, "UTC", "2027-03-01T14:07", ["03-01T14:00", "03-01T14:05"]),
        (60, "UTC", "2027-03-01T14:07", ["03-01T14:06", "03-01T14:07"]),
        (HOUR, "Asia/Kolkata", "2027-03-01T14:07", ["03-01T12:30", "03-01T13:30"]),
        (HOUR, "+05:30", "2027-03-01T14:07", ["03-01T12:30", "03-01T13:30"]),
        (HOUR, "UTC-03:15", "2027-03-01T14:07", ["03-01T12:15", "03-01T13:15"]),
        (DAY, "America/New_York", "2027-03-02T04:59", ["02-28T05:00", "03-01T05:00"]),
        (DAY, "America/New_York", "2027-03-02T05:00", ["03-01T05:00", "03-02T05:00"]),
        (7 * DAY, "UTC", "2027-03-05T12:00", ["02-22T00:00", "03-01T00:00"]),  # Mondays
    ],
)
def test_wall_clock(period: int, zone: str, moment: str, marks: list[str]) -> None:
    """Periods by the wall clock are the last complete ones of their time zone."""
    clock = clock_at("2027-03-01T00:00")
    assert local_ends(every(period, 1, zone), clock, moment, 1) == marks


@pytest.mark.parametrize(
    ("period", "zone", "moment", "marks"),
    [
        # Berlin springs forward on 28 March 2027 and falls back on 31 October.
        (DAY, "Europe/Berlin", "2027-03-29T00:00", ["03-26T23:00", "03-27T23:00", "03-28T22:00"]),
        (DAY, "Europe/Berlin", "2027-11-01T00:00", ["10-29T22:00", "10-30T22:00", "10-31T23:00"]),
        (HOUR, "Europe/Berlin", "2027-03-28T02:30", ["03-28T00:00", "03-28T01:00", "03-28T02:00"]),
        (HOUR, "Europe/Berlin", "2027-10-31T02:30", ["10-31T00:00", "10-31T01:00", "10-31T02:00"]),
        # Lord Howe Island falls back by half an hour: its hours around 4 April are 60 and 30 or 90.
        (
            HOUR,
            "Australia/Lord_Howe",
            "2027-04-03T17:00",
            ["04-03T14:00", "04-03T15:30", "04-03T16:30"],
        ),
        # Santiago has no midnight on 5 September 2027: the day begins at one.
        (
            DAY,
            "America/Santiago",
            "2027-09-06T12:00",
            ["09-04T04:00", "09-05T04:00", "09-06T03:00"],
        ),
    ],
)
def test_daylight_saving(period: int, zone: str, moment: str, marks: list[str]) -> None:
    """Where clocks change, periods stay with the clock and have another length."""
    assert local_ends(every(period, 1, zone), clock_at("2027-01-01T00:00"), moment, 2) == marks


@given(
    st.sampled_from([60, 300, HOUR, DAY, 7 * DAY]),
    st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata", "+05:45", "UTC"]),
    st.integers(0, 370 * 24 * 60),
)
def test_wall_clock_periods_join(period: int, zone: str, minute: int) -> None:
    """Periods of the wall clock follow one another without a gap, and are complete."""
    clock = clock_at("2027-01-01T00:00")
    buckets = buckets_at(every(period, 1, zone), clock, minute * 60, 3)
    for before, after in pairwise(buckets):
        assert before.end == after.start
    length = buckets[-1].end - buckets[-1].start
    assert buckets[-1].end <= minute * 60 < buckets[-1].end + period + HOUR
    assert length == period or (period >= DAY and abs(length - period) == HOUR)
