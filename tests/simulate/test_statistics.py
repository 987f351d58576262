"""Statistics against values worked out by hand."""

from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventflow_monitoring.model.statistic import parse_statistic
from eventflow_monitoring.simulate.settings import Percentile, Settings, Trimming
from eventflow_monitoring.simulate.statistics import Sample, statistic_of

TEN = [Sample(float(value)) for value in (7, 1, 10, 3, 5, 2, 9, 4, 8, 6)]
FOUR = [Sample(10.0), Sample(20.0), Sample(30.0), Sample(40.0)]
PLAIN = Settings()
SMOOTH = Settings(percentile=Percentile.LINEAR, trimming=Trimming.FRACTION)


def computed(name: str, samples: list[Sample], settings: Settings = PLAIN) -> float | None:
    """Return the statistic of a name."""
    statistic = parse_statistic(name)
    assert statistic is not None
    return statistic_of(samples, statistic, settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SampleCount", 10),
        ("Sum", 55),
        ("Average", 5.5),
        ("Minimum", 1),
        ("Maximum", 10),
        ("p0", 1),
        ("p10", 1),
        ("p11", 2),
        ("p50", 5),
        ("p90", 9),
        ("p95", 10),
        ("p99.9", 10),
        ("p100", 10),
        ("tm90", 5),  # 1 to 9
        ("tc90", 9),
        ("ts90", 45),
        ("TM(10%:90%)", 5.5),  # 2 to 9
        ("TC(10%:90%)", 8),
        ("TS(80%:)", 19),  # 9 and 10
        ("TM(:20%)", 1.5),
        ("IQM", 5.5),  # 25 % of ten cut through 3, which stays, and through 8: 3 to 8
        ("wm90", 5.4),  # 10 counts as 9
        ("WM(10%:90%)", 5.5),  # 1 as 2, 10 as 9
        ("TM(2:5)", 4),  # 3, 4 and 5
        ("TC(2:5)", 3),
        ("TS(2:5)", 12),
        ("TC(:5)", 5),
        ("TC(5:)", 5),
        ("WM(2:5)", 4.1),  # 2 2 3 4 and six times 5
        ("PR(:3)", 30),
        ("PR(3:7)", 40),
        ("PR(9.5:)", 10),
        ("TC(100:200)", 0),
        ("TS(100:200)", 0),
        ("PR(100:200)", 0),
        ("TM(100:200)", None),
    ],
)
def test_statistics_of_ten_samples(name: str, value: float | None) -> None:
    """Each statistic of the numbers from 1 to 10 is what AWS defines."""
    assert computed(name, TEN) == (None if value is None else pytest.approx(value))


@pytest.mark.parametrize(
    ("name", "nearest", "smooth"),
    [
        ("p50", 20, 25),
        ("p75", 30, 32.5),
        ("p100", 40, 40),
        ("tm90", 25, (10 + 20 + 30 + 40 * 0.6) / 3.6),
        ("TC(10%:90%)", 4, 3.2),
        ("IQM", 25, 25),
        ("TM(:10%)", 10, 10),
    ],
)
def test_settings_decide_where_samples_are_cut(name: str, nearest: float, smooth: float) -> None:
    """A percentage that falls inside a sample is read as the settings say."""
    assert computed(name, FOUR) == pytest.approx(nearest)
    assert computed(name, FOUR, SMOOTH) == pytest.approx(smooth)


@pytest.mark.parametrize("name", ["Average", "p99", "tm50", "PR(:3)", "SampleCount"])
def test_without_samples_there_is_no_statistic(name: str) -> None:
    """No samples are no data point, also where samples were seen zero times."""
    assert computed(name, []) is None
    assert computed(name, [Sample(3.0, 0)]) is None


@pytest.mark.parametrize(
    ("name", "value"), [("Sum", 2), ("Minimum", -3), ("p50", None), ("tm90", None)]
)
def test_negative_values_have_plain_statistics_only(name: str, value: float | None) -> None:
    """CloudWatch makes no percentiles and trimmed statistics of negative values."""
    assert computed(name, [Sample(-3.0), Sample(5.0)]) == value


def test_percentages_are_exact() -> None:
    """99.9 % of a thousand samples are 999, whatever binary fractions make of it."""
    samples = [Sample(1.0, 999), Sample(50.0)]
    assert computed("p99.9", samples) == 1.0
    assert computed("tc99.9", samples) == 999


_NAMES = st.sampled_from(["Sum", "Average", "p90", "tm75", "TC(10%:60%)", "IQM", "wm80", "PR(2:7)"])


@given(_NAMES, st.lists(st.tuples(st.integers(0, 9), st.integers(1, 4)), min_size=1, max_size=6))
def test_counts_are_repeated_samples(name: str, seen: list[tuple[int, int]]) -> None:
    """A sample seen n times is n samples, with every setting."""
    counted = [Sample(float(value), count) for value, count in seen]
    repeated = [Sample(one.value) for one in counted for _ in range(one.count)]
    for settings in (PLAIN, SMOOTH):
        expected = computed(name, repeated, settings)
        assert computed(name, counted, settings) == (
            None if expected is None else pytest.approx(expected)
        )


@given(st.lists(st.integers(0, 50), min_size=1, max_size=30), st.integers(1, 100))
def test_a_percentile_is_the_largest_of_what_is_left(values: list[int], percentage: int) -> None:
    """As AWS says: p99 is the maximum, and tm99 the average, of the lowest 99 %."""
    samples = [Sample(float(value)) for value in values]
    left = sorted(values)[: -(-len(values) * percentage // 100)]
    assert computed(f"p{percentage}", samples) == max(left)
    assert computed(f"tm{percentage}", samples) == pytest.approx(mean(left))
