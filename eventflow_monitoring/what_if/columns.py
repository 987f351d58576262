"""Which metric each column of a file is, as far as an alarm reads it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from eventflow_monitoring.alarm_tests.needed import StoredAs, stored_as
from eventflow_monitoring.model.metric import Metric
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.statistic import parse_statistic
from eventflow_monitoring.simulate.given import series_name
from eventflow_monitoring.what_if.data import Table
from eventflow_monitoring.what_if.mistake import Mistake
from eventflow_monitoring.what_if.readings import Readings
from eventflow_monitoring.what_if.written import Target, WrittenSeries, parse_target


def metrics_of_columns(
    table: Table,
    readings: Readings,
    monitoring: Monitoring,
    notes: list[str],
    mistakes: list[Mistake],
) -> Iterator[tuple[StoredAs, Metric, WrittenSeries]]:
    """Yield the columns that alarms read; `notes` gets what was taken for granted, in words.

    A column is named as in `--given`, or as CloudWatch names the metric; a statistic alone, or a
    single column of any name, is of the only metric that the alarm reads.
    """
    columns: dict[StoredAs, list[tuple[Metric, WrittenSeries]]] = {}
    unread: list[str] = []
    for name, values in table.columns.items():
        found = _meant(name, readings, monitoring, alone=len(table.columns) == 1)
        if found is None:
            unread.append(name)
            continue
        metric, target = found
        written = WrittenSeries(target, values, f"column `{name}`")
        columns.setdefault(stored_as(metric), []).append((metric, written))
    for identity, several in columns.items():
        metric, written = _chosen(several, readings, unread, mistakes)
        statistic = readings.statistic_of(metric)
        if table.of_statistics and written.target.statistic is None and statistic is not None:
            target = replace(written.target, statistic=statistic)
            written = replace(written, target=target)
            notes.append(
                f"the values of `{series_name(metric)}` are its `{statistic}`, as the alarm reads it"
            )
        yield identity, metric, written
    if unread:
        notes.append("not read: " + ", ".join(f"`{name}`" for name in unread))


def _meant(
    name: str, readings: Readings, monitoring: Monitoring, *, alone: bool
) -> tuple[Metric, Target] | None:
    target = parse_target(name)
    if target is not None and (target.statistic is None or parse_statistic(target.statistic)):
        metric = readings.find(target, monitoring)
        if isinstance(metric, Metric):
            return metric, target
    labelled = readings.labelled(name)
    if labelled is not None:
        return labelled, Target(labelled.name)
    if len(readings.own) != 1:
        return None
    (own,) = readings.own
    if parse_statistic(name) is not None:
        return own, Target(own.name, statistic=name)
    return (own, Target(own.name)) if alone else None


def _chosen(
    several: Sequence[tuple[Metric, WrittenSeries]],
    readings: Readings,
    unread: list[str],
    mistakes: list[Mistake],
) -> tuple[Metric, WrittenSeries]:
    """Return one of the columns that hold a metric: the only one, or the statistic that is read."""
    if len(several) == 1:
        return several[0]
    read = readings.statistic_of(several[0][0])
    fitting = [one for one in several if read and one[1].target.statistic == read]
    if len(fitting) != 1:
        name = series_name(several[0][0])
        listed = " and ".join(one.where for _, one in several)
        mistakes.append(Mistake(f"`{name}` is given by {listed}"))
        return several[0]
    others = [one for _, one in several if one is not fitting[0][1]]
    unread += [one.where.removeprefix("column ").strip("`") for one in others]
    return fitting[0]
