"""Alarms on a threshold over time."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.alarm import WarmUp
from eventflow_monitoring.model.metric import MissingData
from eventflow_monitoring.model.trigger import Comparison, LowSamples, MinimumSamples, Trigger
from eventflow_monitoring.simulate.alarm_state import Rule, state_after
from eventflow_monitoring.simulate.given import GivenSeries, History
from eventflow_monitoring.simulate.result import NotSimulated, Timeline, Why
from eventflow_monitoring.simulate.run import simulate
from eventflow_monitoring.simulate.settings import DynamoDb, LowSampleSpan, Settings
from eventflow_monitoring.simulate.timeline import least_samples
from tests.simulate.models import (
    LATENCY,
    REQUESTS,
    alarm,
    computed,
    given,
    minutes,
    monitoring,
    threshold,
)


def outcome(
    trigger: Trigger,
    series: Mapping[str, GivenSeries],
    *,
    warm_up: WarmUp | None = None,
    **changes: Any,
) -> Timeline | NotSimulated:
    """Return what one alarm does."""
    model = monitoring(alarm("A", trigger, warm_up=warm_up))
    return simulate(model, series, **{"interval": 60, **changes}).alarms["A"]


def timeline(trigger: Trigger, series: Mapping[str, GivenSeries], **changes: Any) -> Timeline:
    """Return the timeline of one alarm."""
    found = outcome(trigger, series, **changes)
    assert isinstance(found, Timeline), found
    return found


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


@pytest.mark.parametrize(
    ("statistic", "least"),
    [("p99", 1_000), ("p95", 200), ("p50", 20), ("p25", 40), ("p99.9", 10_000), ("p0", None),
     ("p100", None), ("tm99", None), ("Average", None)],
)  # fmt: skip
def test_least_samples(statistic: str, least: int | None) -> None:
    """A percentile is significant from so many samples on as AWS says."""
    assert least_samples(statistic) == least


@pytest.mark.parametrize(
    ("count", "low_samples", "transitions"),
    [
        (200, LowSamples.IGNORE, ["OK", "ALARM at 6m", "OK at 8m"]),
        (199, LowSamples.IGNORE, ["INSUFFICIENT_DATA"]),
        (199, LowSamples.EVALUATE, ["OK", "ALARM at 6m", "OK at 8m"]),
        (199, None, ["OK", "ALARM at 6m", "OK at 8m"]),
    ],
)
def test_few_samples_change_nothing(
    count: int, low_samples: LowSamples | None, transitions: list[str]
) -> None:
    """With `ignore`, a percentile of too few samples leaves the state as it is."""
    series = {"Latency": GivenSeries(given(Latency="0x4 200x1 0x4")["Latency"].values, count)}
    run = timeline(threshold(statistic="p95", low_samples=low_samples), series)
    assert minutes(run) == transitions
    ignored = count < 200 and low_samples is LowSamples.IGNORE
    assert all((one.why is Why.FEW_SAMPLES) is ignored for one in run.evaluations)


def test_where_samples_are_counted_is_a_setting() -> None:
    """Samples count over all evaluation periods, or the newest one."""
    trigger = threshold(statistic="p95", evaluation_periods=2, low_samples=LowSamples.IGNORE)
    series = {"Latency": GivenSeries((200.0,) * 3, 100)}
    assert minutes(timeline(trigger, series)) == ["ALARM"]
    newest = Settings(low_sample_span=LowSampleSpan.PERIOD)
    assert minutes(timeline(trigger, series, settings=newest)) == ["INSUFFICIENT_DATA"]


def test_samples_nobody_counted() -> None:
    """A percentile that is given without a count cannot be too few."""
    trigger = threshold(statistic="p95", low_samples=LowSamples.IGNORE)
    series = {"Latency": GivenSeries((200.0,), None, "p95")}
    assert outcome(trigger, series) == NotSimulated(
        "counts the samples of `Latency`, and none are given: say `SampleCount`"
    )


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


@pytest.mark.parametrize(
    ("warm_up", "latency", "transitions"),
    [
        (WarmUp(10, whole=True), "200x20", ["INSUFFICIENT_DATA", "ALARM at 10m"]),
        # As in AWS's example: data from minute 4 on fill a window of 15 minutes at minute 19.
        (WarmUp(60, whole=False), "_x4 200x30", ["INSUFFICIENT_DATA", "ALARM at 19m"]),
        (WarmUp(10, whole=False), "_x4 200x30", ["INSUFFICIENT_DATA", "ALARM at 15m"]),
        (WarmUp(60, whole=False), "200x20", ["ALARM"]),  # there is data from before
        (WarmUp(3, whole=False), "_x20", ["INSUFFICIENT_DATA"]),
    ],
)
def test_warm_up(warm_up: WarmUp, latency: str, transitions: list[str]) -> None:
    """A new alarm waits for its window to fill, or the whole time."""
    trigger = threshold(period=300, evaluation_periods=3)
    assert minutes(timeline(trigger, given(Latency=latency), warm_up=warm_up)) == transitions


def test_warm_up_of_an_alarm_that_stands() -> None:
    """An alarm that is in a state already does not warm up."""
    run = timeline(
        threshold(), given(Latency="200x3"), warm_up=WarmUp(10, whole=True),
        initial_states={"A": State.OK},
    )  # fmt: skip
    assert minutes(run) == ["ALARM"]
    assert Why.WARM_UP not in {one.why for one in run.evaluations}


_SAMPLES = st.lists(st.sampled_from([0.0, 200.0, None]), min_size=1, max_size=15)
_TRIGGERS = st.builds(
    lambda n, m, period, missing: threshold(
        evaluation_periods=n, datapoints_to_alarm=min(n, m), period=period, missing_data=missing
    ),
    st.integers(1, 3),
    st.integers(1, 3),
    st.sampled_from([60, 120, 300]),
    st.sampled_from([one.value for one in MissingData]),
)


@for_any(_TRIGGERS, _SAMPLES, st.integers(1, 10))
def test_shifted_data_shift_the_transitions(
    trigger: Trigger, samples: list[float | None], minutes_later: int
) -> None:
    """The same samples later make the same changes later."""
    quiet: list[float | None] = [0.0]
    early = timeline(trigger, {"Latency": GivenSeries(quiet + samples)})
    late = timeline(trigger, {"Latency": GivenSeries(quiet * (1 + minutes_later) + samples)})
    assert late.transitions[0] == early.transitions[0] == (0, State.OK)
    moved = [(time + minutes_later * 60, state) for time, state in early.transitions[1:]]
    assert list(late.transitions[1:]) == moved


@for_any(_TRIGGERS, _SAMPLES)
def test_the_same_by_brute_force(trigger: Any, samples: list[float | None]) -> None:
    """A run is what one gets by cutting the samples anew for every minute."""
    evaluation = trigger.evaluation
    length = evaluation.period // 60
    before = [samples[0]] * (10 * length)
    state = State.INSUFFICIENT_DATA
    rule = Rule(
        evaluation.evaluation_periods, evaluation.datapoints_to_alarm, evaluation.missing_data
    )
    expected = []
    for minute in range(len(samples) + 1):
        seen = before + samples[:minute]
        points: list[bool | None] = []
        for back in range(evaluation.evaluation_periods + 2, 0, -1):
            end = len(seen) - (back - 1) * length
            real = [one for one in seen[end - length : end] if one is not None]
            points.append(max(real) > 100 if real else None)
        state = state_after(points, rule, state).state
        expected.append(state)
    run = timeline(trigger, {"Latency": GivenSeries(samples)})
    assert [one.state for one in run.evaluations] == expected
