"""Alarms that wait: for data while they are new, for samples of a percentile."""

import pytest

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.alarm import WarmUp
from eventflow_monitoring.model.trigger import LowSamples
from eventflow_monitoring.simulate.given import GivenSeries
from eventflow_monitoring.simulate.result import NotSimulated, Why
from eventflow_monitoring.simulate.settings import LowSampleSpan, Settings
from eventflow_monitoring.simulate.timeline import least_samples
from tests.simulate.models import (
    given,
    minutes,
    threshold,
)
from tests.simulate.running import outcome, timeline


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
