"""Alarms on a threshold over time."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.trigger import Comparison, MinimumSamples, Trigger
from eventflow_monitoring.simulate.given import GivenSeries, History
from eventflow_monitoring.simulate.settings import DynamoDb, Settings
from tests.simulate.models import (
    LATENCY,
    REQUESTS,
    computed,
    given,
    minutes,
    threshold,
)
from tests.simulate.running import timeline


@pytest.mark.parametrize(
    ("trigger", "latency", "transitions"),
    [
        (threshold(), "0x4 200x1 0x4", ["OK", "ALARM at 6m", "OK at 8m"]),
        (threshold(evaluation_periods=3), "0x4 200x4 0x4", ["OK", "ALARM at 8m", "OK at 11m"]),
        (threshold(evaluation_periods=3), "0x4 200x1 0 200x1 0x4", ["OK"]),
        (
            threshold(evaluation_periods=3, datapoints_to_alarm=2),
            "0x4 200 0 200 0x4",
            ["OK", "ALARM at 8m", "OK at 9m"],
        ),
        (threshold(period=180), "0x4 200 0x6", ["OK", "ALARM at 6m", "OK at 9m"]),
        (threshold(threshold=200.0), "200x4", ["OK"]),
        (threshold(comparison=Comparison.GREATER_OR_EQUAL, threshold=200.0), "200x4", ["ALARM"]),
        (threshold(comparison=Comparison.LESS, threshold=10.0), "10 9", ["OK", "ALARM at 2m"]),
        (threshold(comparison=Comparison.LESS_OR_EQUAL, threshold=9.0), "10 9 9.5",
         ["OK", "ALARM at 2m", "OK at 3m"]),
        (threshold(missing_data="breaching"), "0x2 _x6 0x2", ["OK", "ALARM at 6m", "OK at 10m"]),
        (threshold(missing_data="notBreaching"), "200x2 _x6", ["ALARM", "OK at 6m"]),
        (threshold(missing_data="ignore"), "200x2 _x9", ["ALARM"]),
        (threshold(missing_data="missing"), "0x2 _x6 0", ["OK", "INSUFFICIENT_DATA at 6m", "OK at 10m"]),
    ],
)  # fmt: skip
def test_transitions(trigger: Trigger, latency: str, transitions: list[str]) -> None:
    """N, M, period, comparison and missing data decide when an alarm changes."""
    assert minutes(timeline(trigger, given(Latency=latency))) == transitions


def test_an_alarm_goes_on_with_its_last_points() -> None:
    """After a metric stops, an alarm looks at the last points of the evaluation range again."""
    stopped = timeline(threshold(missing_data="breaching"), given(Latency="0x2 _x6"))
    assert [one.data_points for one in stopped.evaluations[3:7]] == [
        (0.0, 0.0, 0.0), (0.0, 0.0, None), (0.0, None, None), (None, None, None),
    ]  # fmt: skip
    assert [one.counted for one in stopped.evaluations[3:7]] == [(2,), (1,), (0,), ()]
    short = Settings(extra_points=0)
    at_once = timeline(
        threshold(missing_data="breaching"), given(Latency="0x2 _x6"), settings=short
    )
    assert minutes(at_once) == ["OK", "ALARM at 4m"]


def test_history_is_missing() -> None:
    """A metric that did not exist before minute 0 has no data points from then."""
    new = {"Latency": GivenSeries((200.0,) * 4, history=History.MISSING)}
    assert minutes(timeline(threshold(), new)) == ["INSUFFICIENT_DATA", "ALARM at 1m"]
    assert minutes(timeline(threshold(missing_data="breaching"), new)) == ["ALARM"]


def test_initial_state() -> None:
    """An alarm begins in INSUFFICIENT_DATA or as it is told."""
    trigger = threshold(missing_data="ignore")
    series = given(Latency="_x3")
    assert minutes(timeline(trigger, series)) == ["INSUFFICIENT_DATA"]
    told = timeline(trigger, series, initial_states={"A": State.ALARM})
    assert minutes(told) == ["ALARM"]
    assert told.changes == ()


def test_undocumented_states_are_marked() -> None:
    """Where AWS documents no state, the evaluation says that a setting decided."""
    series = given(Latency="_x9 200 _")
    run = timeline(threshold(evaluation_periods=3), series)
    assert [one.time for one in run.evaluations if one.undocumented] == [600, 660]
    settings = Settings(few_breaching=State.OK)
    chosen = timeline(threshold(evaluation_periods=3), series, settings=settings)
    assert minutes(chosen) == ["INSUFFICIENT_DATA", "OK at 10m"]


def test_periods_below_a_minute() -> None:
    """An alarm with a period of 10 seconds is evaluated every 10 seconds."""
    run = timeline(threshold(period=10), given(Latency="0x3 200 0x3"), interval=10)
    assert minutes(run) == ["OK", "ALARM at 0m50", "OK at 1m"]


def test_windows_of_more_than_a_day_are_evaluated_every_hour() -> None:
    """Beyond a day, changes come at full hours and look at nothing after them."""
    trigger = threshold(period=3_600, evaluation_periods=25, datapoints_to_alarm=1)
    start = datetime(2027, 3, 1, 8, 10, tzinfo=UTC)
    run = timeline(trigger, given(Latency="0x4 200 0x120"), start=start)
    assert minutes(run) == ["OK", "ALARM at 50m"]
    assert [one.time for one in run.evaluations] == [0, 3_000, 6_600]


def test_wall_clock() -> None:
    """By the wall clock an alarm changes only when a period of the clock is over."""
    trigger = threshold(period=3_600, time_zone="Asia/Kolkata")
    start = datetime(2027, 3, 1, 8, 10, tzinfo=UTC)  # 13:40 there
    run = timeline(trigger, given(Latency="0x4 200 0x160"), start=start)
    assert minutes(run) == ["OK", "ALARM at 20m", "OK at 80m"]


def test_statistics_and_counts() -> None:
    """The statistic of the trigger is made of the samples of a period."""
    series = {"Latency": GivenSeries((50.0,) * 5 + (500.0,) + (50.0,) * 5, sample_count=10)}
    assert minutes(timeline(threshold(period=300, statistic="Average"), series)) == [
        "OK", "ALARM at 6m", "OK at 11m",
    ]  # fmt: skip
    assert minutes(timeline(threshold(period=300, statistic="p50"), series)) == ["OK"]
    assert minutes(timeline(threshold(period=300, statistic="SampleCount"), series)) == ["OK"]


def test_minimum_samples() -> None:
    """The guard that is deployed is simulated: no data point where too little was seen."""
    trigger = threshold(minimum_samples=MinimumSamples(20, REQUESTS), missing_data="notBreaching")
    quiet = timeline(trigger, given(Latency="0x4 200 0x4", Requests="10x9"))
    assert minutes(quiet) == ["OK"]
    assert all(set(one.data_points) == {None} for one in quiet.evaluations)
    busy = timeline(trigger, given(Latency="0x4 200 0x4", Requests="20x9"))
    assert minutes(busy) == ["OK", "ALARM at 6m", "OK at 7m"]
    own = threshold(minimum_samples=MinimumSamples(2, None), period=120)
    assert minutes(timeline(own, given(Latency="_x2 200 _x3 200x1 0"))) == [
        "INSUFFICIENT_DATA", "ALARM at 8m",
    ]  # fmt: skip


def test_computed_metrics() -> None:
    """An expression is computed over the statistics of its operands."""
    rate = computed(
        "100 * errors / requests", errors=replace(REQUESTS, name="Errors"), requests=REQUESTS
    )
    trigger = threshold(metric=rate, threshold=5.0, period=120)
    run = timeline(trigger, given(Errors="0x4 12 0x4", Requests="100x9"))
    assert minutes(run) == ["OK", "ALARM at 6m", "OK at 8m"]
    assert max(max(point or 0 for point in one.data_points) for one in run.evaluations) == 6


def test_dynamodb_is_a_setting() -> None:
    """AWS contradicts itself on missing data of DynamoDB's metrics: a setting decides."""
    trigger = threshold(metric=replace(LATENCY, namespace="AWS/DynamoDB"), missing_data="breaching")
    series = given(Latency="0x2 _x6")
    assert minutes(timeline(trigger, series)) == ["OK", "ALARM at 6m"]
    ignoring = Settings(dynamodb=DynamoDb.ALWAYS_IGNORE)
    assert minutes(timeline(trigger, series, settings=ignoring)) == ["OK"]
    other = threshold(missing_data="breaching")
    assert minutes(timeline(other, series, settings=ignoring)) == ["OK", "ALARM at 6m"]
