"""The metrics that the alarms of a question read, and which of them a name means."""

from collections.abc import Mapping
from dataclasses import dataclass

from eventflow_monitoring.alarm_tests.needed import StoredAs, metrics_needed, stored_as
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import ComputedMetric, Metric
from eventflow_monitoring.model.metric_query import StatisticQuery, threshold_queries
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import ThresholdTrigger
from eventflow_monitoring.simulate.given import series_name
from eventflow_monitoring.suggestion import did_you_mean
from eventflow_monitoring.what_if.mistake import Mistake
from eventflow_monitoring.what_if.written import Target

_COUNT = "SampleCount"


@dataclass(frozen=True, slots=True)
class Readings:
    """What alarms read. `own` is what the alarm that is asked about reads, or its children."""

    asked: Alarm
    own: tuple[Metric, ...]
    all: tuple[Metric, ...]
    statistics: Mapping[StoredAs, tuple[str, ...]]

    def statistic_of(self, metric: Metric) -> str | None:
        """Return the one statistic that is read of a metric, not counting how many samples it has."""
        read = [one for one in self.statistics.get(stored_as(metric), ()) if one != _COUNT]
        return read[0] if len(read) == 1 else None

    def find(self, target: Target, monitoring: Monitoring) -> Metric | Mistake:
        """Return the metric that a target means, or why there is none."""
        if target.name is None:
            if len(self.own) == 1:
                return self.own[0]
            help = f"say which, such as `--given '{series_name(self.own[0])}=0x9 60x9'`"
            return Mistake(f"`{self.asked.name}` reads {_listed(self.own)}", help)
        found = [one for one in self._named(target.name, monitoring) if _narrows(target, one)]
        if len(found) == 1:
            return found[0]
        if found:
            name = target.name
            return Mistake(f"`{self.asked.name}` reads `{name}` as {_listed(found)}", "say which")
        return self._unread(target, monitoring)

    def labelled(self, label: str) -> Metric | None:
        """Return the metric whose name in CloudWatch, or whose label, is a text, if it is one."""
        found = [one for one in self.all if label in (one.metric_name, one.label)]
        return found[0] if len(found) == 1 else None

    def _named(self, name: str, monitoring: Monitoring) -> list[Metric]:
        """Return what is read of a metric, which the catalogue may have under two names."""
        named = [one for one in self.all if one.name == name]
        if named:
            return named
        same = {
            stored_as(one)
            for one in monitoring.metrics
            if one.name == name and isinstance(one, Metric)
        }
        return [one for one in self.all if stored_as(one) in same]

    def _unread(self, target: Target, monitoring: Monitoring) -> Mistake:
        name = str(target.name)
        catalogue = {one.name: one for one in monitoring.metrics}
        metric = catalogue.get(name)
        if isinstance(metric, ComputedMetric):
            operands = dict.fromkeys(series_name(one) for _, one in metric.operands)
            names = ", ".join(f"`{one}`" for one in operands)
            return Mistake(f"`{name}` is computed", f"give {names}")
        reads = f"`{self.asked.name}` reads {_listed(self.own)}"
        if self._named(name, monitoring):
            return Mistake(f"no alarm here reads `{target}`", reads)
        if metric is not None:
            return Mistake(f"`{self.asked.name}` does not read `{name}`", reads)
        read = [one.name for one in self.all]
        help = did_you_mean(name, read) if len(read) > 1 else None
        if help is None or not help.startswith("did you mean"):
            near = did_you_mean(name, [*read, *catalogue])
            help = near if near is not None and near.startswith("did you mean") else reads
        return Mistake(f"no metric is called `{name}`", help)


def readings_of(asked: Alarm, alarms: Mapping[str, Alarm]) -> Readings:
    """Return what an alarm and those around it, `alarms` with itself among them, read."""
    own = metrics_needed(asked, alarms)
    everything: dict[StoredAs, Metric] = {}
    for alarm in (asked, *alarms.values()):
        for metric in metrics_needed(alarm, alarms):
            everything.setdefault(stored_as(metric), metric)
    statistics: dict[StoredAs, list[str]] = {}
    for alarm in alarms.values():
        if isinstance(alarm.trigger, ThresholdTrigger):
            for query in threshold_queries(alarm.trigger):
                if isinstance(query, StatisticQuery):
                    read = statistics.setdefault(stored_as(query.metric), [])
                    read += [query.statistic] if query.statistic not in read else []
    return Readings(
        asked,
        own,
        tuple(everything.values()),
        {identity: tuple(read) for identity, read in statistics.items()},
    )


def _narrows(target: Target, metric: Metric) -> bool:
    return dict(target.dimensions).items() <= dict(metric.dimensions).items()


def _listed(metrics: list[Metric] | tuple[Metric, ...]) -> str:
    names = [f"`{series_name(metric)}`" for metric in metrics]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
