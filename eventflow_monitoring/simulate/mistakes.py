"""What is wrong with the series and states that a simulation is given."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite

from eventflow_monitoring.model.metric import ComputedMetric
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.statistic import parse_statistic
from eventflow_monitoring.model.trigger import metrics_read
from eventflow_monitoring.simulate.given import GivenSeries, GivenStates, series_name
from eventflow_monitoring.simulate.series import MAX_VALUE
from eventflow_monitoring.suggestion import did_you_mean


@dataclass(frozen=True, slots=True)
class GivenMistake:
    """A mistake in what is given under a name, in words, with a help line where there is one."""

    name: str
    message: str
    help: str | None = None


def mistakes_in_series(
    monitoring: Monitoring, given: Mapping[str, GivenSeries]
) -> Iterator[GivenMistake]:
    """Yield every mistake in the series for `simulate`."""
    computed = {one.name: one for one in monitoring.metrics if isinstance(one, ComputedMetric)}
    known = _series_names(monitoring)
    usual = _usual_length(given)
    for name, series in given.items():
        if name in computed:
            operands = (series_name(metric) for _, metric in computed[name].operands)
            help = f"give what it is computed from: {', '.join(dict.fromkeys(operands))}"
            yield GivenMistake(name, f"`{name}` is computed", help)
        elif name not in known:
            yield GivenMistake(name, f"no metric is called `{name}`", did_you_mean(name, known))
        if len(series.values) != usual:
            message = f"`{name}` has {len(series.values):,} samples, other series have {usual:,}"
            yield GivenMistake(name, message, "every series covers the whole run")
        yield from _mistakes_in_values(name, series)


def mistakes_in_states(
    monitoring: Monitoring, given: Mapping[str, GivenStates]
) -> Iterator[GivenMistake]:
    """Yield every mistake in the states of alarms that are told to `simulate`."""
    known = [alarm.name for alarm in monitoring.alarms]
    for name, told in given.items():
        if name not in known:
            yield GivenMistake(name, f"no alarm is called `{name}`", did_you_mean(name, known))
        times = [time for time, _ in told.states]
        if not times:
            yield GivenMistake(name, f"`{name}` is given no state")
        elif times != sorted(set(times)):
            yield GivenMistake(name, f"the states of `{name}` are not in the order of time")


def _series_names(monitoring: Monitoring) -> list[str]:
    """Return the names that a series can have: of the catalogue, and of what alarms read."""
    read = (metric for alarm in monitoring.alarms for metric in metrics_read(alarm.trigger))
    stored = (one for one in monitoring.metrics if not isinstance(one, ComputedMetric))
    return list(dict.fromkeys(series_name(metric) for metric in (*stored, *read)))


def _usual_length(given: Mapping[str, GivenSeries]) -> int:
    """Return the length that most series have, the longest of those that are as frequent."""
    counts = Counter(len(series.values) for series in given.values())
    return max(counts, key=lambda length: (counts[length], length), default=0)


def _mistakes_in_values(name: str, series: GivenSeries) -> Iterator[GivenMistake]:
    values = [value for value in series.values if value is not None]
    if not all(isfinite(value) and abs(value) <= MAX_VALUE for value in values):
        yield GivenMistake(name, f"`{name}` has a value that CloudWatch does not take")
    if series.sample_count is not None and series.sample_count < 1:
        yield GivenMistake(name, f"a value of `{name}` stands for at least one sample")
    if series.statistic is None:
        if series.sample_count is None:
            yield GivenMistake(name, f"a value of `{name}` stands for at least one sample")
    elif parse_statistic(series.statistic) is None:
        yield GivenMistake(name, f"`{series.statistic}` is no statistic")
