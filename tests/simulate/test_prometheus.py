"""Alarms fire in the minutes in which Prometheus fires, over data without gaps."""

from pathlib import Path
from random import Random
from typing import Any

import pytest

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.trigger import Comparison
from eventflow_monitoring.simulate.given import GivenSeries
from eventflow_monitoring.simulate.lazy_timeline import LazyTimeline
from eventflow_monitoring.simulate.result import Timeline
from eventflow_monitoring.simulate.run import simulate
from tests.simulate.models import alarm, monitoring, threshold
from tests.simulate.prometheus import PROMTOOL, disagreement, rule_with_for, rule_with_offsets

pytestmark = pytest.mark.skipif(
    PROMTOOL is None, reason="promtool is not here: `make promtool` fetches it"
)

_STATISTICS = {"Sum": 40.0, "Average": 9.3, "Minimum": 4.0, "Maximum": 14.0, "SampleCount": 4.0}
"""Each with a threshold that samples of 0 to 20 cross over a few minutes, most of them exactly. An
average of whole numbers over five or fewer never comes near 9.3: the two add in other orders."""


def _series(random: Random, minutes: int) -> list[float]:
    """Return samples of minutes: calm, high and mixed times, long enough for any alarm here."""
    samples: list[float] = []
    while len(samples) < minutes:
        low, high = random.choice([(0, 6), (12, 20), (0, 20), (14, 14)])
        samples += [float(random.randint(low, high)) for _ in range(random.randint(1, 20))]
    return samples[:minutes]


def _alarms(random: Random, count: int, **changes: Any) -> list[Alarm]:
    """Return alarms on the series `Latency` that differ in all that an alarm is made of."""
    drawn = []
    for number in range(count):
        statistic = random.choice(list(_STATISTICS))
        n = random.randint(1, 6)
        fields: dict[str, Any] = {
            "statistic": statistic,
            "threshold": _STATISTICS[statistic],
            "comparison": random.choice(list(Comparison)),
            "evaluation_periods": n,
            "period": 60 * random.choice([1, 2, 3, 5]),
            "datapoints_to_alarm": random.randint(1, n),
            **changes,
        }
        if "datapoints_to_alarm" in changes:
            fields["datapoints_to_alarm"] = n
        drawn.append(alarm(f"Alarm{number}", threshold(**fields)))
    return drawn


def _timelines(alarms: list[Alarm], series: list[float]) -> list[Timeline]:
    given = {"Latency": GivenSeries(series)}
    found = simulate(monitoring(*alarms), given, interval=60).alarms.values()
    assert all(isinstance(one, Timeline) for one in found)
    return [one for one in found if isinstance(one, Timeline)]


@pytest.mark.parametrize(("seed", "minutes"), [(1, 200), (2, 200), (3, 200), (4, 1_100)])
def test_m_of_n_periods(seed: int, minutes: int, tmp_path: Path) -> None:
    """Rules that look at the same periods fire in the same minutes, every statistic and M of N."""
    random = Random(seed)  # noqa: S311 - to be had again, not to be secret
    series, alarms = _series(random, minutes), _alarms(random, 15)
    timelines = _timelines(alarms, series)
    assert sum(len(one.changes) > 2 for one in timelines) > 5, "hardly an alarm fires"
    assert all(isinstance(one, LazyTimeline) == (minutes > 1_000) for one in timelines)
    rules = [rule_with_offsets(one) for one in alarms]
    assert disagreement(rules, {"Latency": series}, timelines, tmp_path) == ""


def _with_for(seed: int) -> tuple[list[Alarm], list[float]]:
    """Return alarms that fire when all of N minutes breach, and samples."""
    random = Random(seed)  # noqa: S311 - to be had again, not to be secret
    return _alarms(random, 10, period=60, datapoints_to_alarm="all"), _series(random, 300)


@pytest.mark.parametrize("seed", [5, 6, 7])
def test_for(seed: int, tmp_path: Path) -> None:
    """`for: (N - 1)m` fires in the minutes of an alarm on N of N minutes."""
    alarms, series = _with_for(seed)
    rules = [rule_with_for(one, one_too_many=False) for one in alarms]
    assert disagreement(rules, {"Latency": series}, _timelines(alarms, series), tmp_path) == ""


def test_for_as_many_minutes_as_periods_is_one_too_many(tmp_path: Path) -> None:
    """`for: Nm` fires a minute later than an alarm on N of N minutes, and promtool notices."""
    alarms, series = _with_for(5)
    timelines = _timelines(alarms, series)
    late = [rule_with_for(one, one_too_many=True) for one in alarms]
    said = disagreement(late, {"Latency": series}, timelines, tmp_path)
    noticed = {one.name for one in alarms if f"alertname: {one.name}," in said}
    assert noticed == {one.alarm for one in timelines if len(one.changes) > 1}
