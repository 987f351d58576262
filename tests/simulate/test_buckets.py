"""The samples of a period, and what is made of them."""

import pytest

from eventflow_monitoring.simulate.buckets import CannotSimulateError, Sampled
from eventflow_monitoring.simulate.given import GivenSeries, History
from eventflow_monitoring.simulate.settings import Settings
from eventflow_monitoring.simulate.windows import Bucket


def sampled(given: GivenSeries, interval: int = 60) -> Sampled:
    """Return a series called Latency."""
    return Sampled("Latency", given, interval)


def test_a_period_holds_the_samples_that_begin_in_it_and_are_over() -> None:
    """A sample is seen from its end on, in the period of its beginning."""
    series = sampled(GivenSeries((1, 2, None, 4, 5)))
    assert series.values_in(Bucket(0, 300), 300) == [1, 2, 4, 5]
    assert series.values_in(Bucket(60, 240), 300) == [2, 4]
    assert series.values_in(Bucket(60, 240), 239) == [2]
    assert series.values_in(Bucket(240, 600), 600) == [5]
    assert series.values_in(Bucket(30, 90), 600) == [2]


@pytest.mark.parametrize(
    ("given", "before"),
    [
        (GivenSeries((7, 8)), [7, 7]),
        (GivenSeries((7, 8), history=History.MISSING), []),
        (GivenSeries((None, 8)), []),
        (GivenSeries(()), []),
    ],
)
def test_history(given: GivenSeries, before: list[float]) -> None:
    """Before minute 0 a metric had its first value, or none."""
    assert sampled(given).values_in(Bucket(-120, 0), 60) == before


@pytest.mark.parametrize(
    ("given", "start"),
    [
        (GivenSeries((7, 8)), None),
        (GivenSeries((7, 8), history=History.MISSING), 0),
        (GivenSeries((None, None, 8)), 120),
        (GivenSeries((None,)), None),
    ],
)
def test_start(given: GivenSeries, start: int | None) -> None:
    """The first data is that of the first sample which is not missing."""
    assert sampled(given).start == start


def test_values_are_samples() -> None:
    """A plain value is one sample, or as many as the series says."""
    bucket = Bucket(0, 120)
    one = sampled(GivenSeries((1, 3)))
    many = sampled(GivenSeries((1, 3), sample_count=200))
    assert one.statistic("Sum", bucket, 120, Settings()) == 4
    assert many.statistic("Sum", bucket, 120, Settings()) == 800
    assert many.statistic("SampleCount", bucket, 120, Settings()) == 400
    assert many.samples_in(bucket, 120) == 400
    assert many.statistic("p95", bucket, 120, Settings()) == 3


def test_given_statistics_are_used_as_they_are() -> None:
    """A series of p95s has the p95 of each of its intervals."""
    series = sampled(GivenSeries((250, 900), sample_count=None, statistic="p95"))
    assert series.statistic("p95", Bucket(60, 120), 120, Settings()) == 900
    assert series.statistic("p95", Bucket(120, 180), 180, Settings()) is None
    assert series.samples_in(Bucket(60, 120), 120) is None


@pytest.mark.parametrize(
    ("name", "value"), [("Sum", 10), ("Minimum", 1), ("Maximum", 6), ("SampleCount", 10)]
)
def test_some_statistics_follow_from_shorter_ones(name: str, value: float) -> None:
    """Sums, counts and extremes of minutes make those of three minutes."""
    series = sampled(GivenSeries((3, 1, 6), sample_count=None, statistic=name))
    assert series.statistic(name, Bucket(0, 180), 180, Settings()) == value


def test_counted_samples_of_a_given_statistic() -> None:
    """A series of a statistic may say how many samples each value was made of."""
    series = sampled(GivenSeries((3, 1), sample_count=50, statistic="p95"))
    assert series.statistic("SampleCount", Bucket(0, 120), 120, Settings()) == 100


@pytest.mark.parametrize(
    ("name", "given", "reason"),
    [
        (
            "p95",
            "p95",
            "reads `p95` of `Latency` over 120 seconds, and none follows from that of 60",
        ),
        ("Average", "Average", "none follows from that of 60 seconds"),
        ("p99", "p95", "reads `p99` of `Latency`, which is given as `p95`"),
        ("SampleCount", "p95", "reads `SampleCount` of `Latency`, which is given as `p95`"),
    ],
)
def test_a_percentile_of_percentiles_is_refused(name: str, given: str, reason: str) -> None:
    """What does not follow from the statistic that is given is not simulated."""
    series = sampled(GivenSeries((3, 1), sample_count=None, statistic=given))
    with pytest.raises(CannotSimulateError, match=reason.replace("(", r"\(")):
        series.statistic(name, Bucket(0, 120), 120, Settings())
