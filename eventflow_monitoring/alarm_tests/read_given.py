"""What a test says its metrics do: names to metrics, series to values."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from eventflow_monitoring.alarm_tests.alarm_test import Expectation, Given
from eventflow_monitoring.alarm_tests.data_file import DataFileError, parse_data
from eventflow_monitoring.alarm_tests.needed import metrics_needed, stored_as
from eventflow_monitoring.alarm_tests.spec import GivenSpec, TestSpec
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.model.metric import AnyMetric, ComputedMetric, Metric
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.problem import Findings, Problem
from eventflow_monitoring.simulate.given import GivenSeries, series_name
from eventflow_monitoring.simulate.series import parse_series
from eventflow_monitoring.specs.context import FileReader, UnreadableFile
from eventflow_monitoring.specs.dimension import unpublished
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.suggestion import did_you_mean


def read_given(
    spec: TestSpec,
    entry: Entry,
    monitoring: Monitoring,
    read_file: FileReader,
    problems: Findings,
) -> list[Given]:
    """Return what the metrics of a test do, as far as that can be read."""
    metrics = {metric.name: metric for metric in monitoring.metrics}
    given: list[Given] = []
    for name, written in spec.given.items():
        metric = _metric(name, metrics, entry, problems)
        if metric is None:
            continue
        for path, one in _placed(name, written, entry):
            values = _values(one, path, spec.interval, name, entry, read_file, problems)
            picked = _picked(metric, one, path, entry, problems)
            if values is None or picked is None:
                continue
            series = GivenSeries(
                values=values,
                sample_count=_sample_count(one),
                statistic=one.statistic,
                history=one.history or spec.history,
            )
            given.append(Given(picked, series, entry.origin(*path)))
    _check_lengths(given, problems)
    _check_repeats(given, problems)
    return given


def _sample_count(written: GivenSpec) -> int | None:
    """Return how many samples a value stands for; of a statistic nobody knows unless it is said."""
    return written.sample_count or (None if written.statistic else 1)


def _placed(
    name: str, written: list[GivenSpec], entry: Entry
) -> Iterator[tuple[tuple[str | int, ...], GivenSpec]]:
    """Yield each series of a metric with where it stands: in a list, or alone."""
    listed = isinstance(entry.data["Given"][name], list)
    for index, one in enumerate(written):
        yield ("Given", name, index) if listed else ("Given", name), one


def _metric(
    name: str, metrics: dict[str, AnyMetric], entry: Entry, problems: Findings
) -> Metric | None:
    metric = metrics.get(name)
    origin = entry.origin("Given", name, on_key=True)
    if metric is None:
        message = f"no metric is called `{name}`"
        problems.append(Problem("unknown-metric", message, origin, did_you_mean(name, metrics)))
        return None
    if isinstance(metric, ComputedMetric):
        names = ", ".join(f"`{operand.name}`" for _, operand in metric.operands)
        message = f"`{name}` is computed, so it has no series of its own"
        problems.append(Problem("computed-metric", message, origin, f"give {names}"))
        return None
    return metric


def _picked(
    metric: Metric,
    written: GivenSpec,
    path: tuple[str | int, ...],
    entry: Entry,
    problems: Findings,
) -> Metric | None:
    """Return the metric with the dimensions that were chosen."""
    chosen = written.dimensions
    if not chosen:
        return metric
    own = dict(metric.dimensions)
    exact = frozenset(chosen) in metric.dimension_sets
    wanted = frozenset(chosen) if exact else own.keys() | chosen
    if wanted not in metric.dimension_sets:
        places = {name: entry.origin(*path, "Dimensions", name, on_key=True) for name in chosen}
        whole = entry.origin(*path, "Dimensions", on_key=True)
        problems.append(unpublished(metric, wanted, places, whole))
        return None
    values = {name: chosen.get(name, own.get(name, "")) for name in wanted}
    return replace(metric, dimensions=tuple(sorted(values.items())))


def _values(
    written: GivenSpec,
    path: tuple[str | int, ...],
    interval: int,
    name: str,
    entry: Entry,
    read_file: FileReader,
    problems: Findings,
) -> tuple[float | None, ...] | None:
    if written.series is not None and written.file is not None:
        message = "a metric has a `Series` or a `File`, not both"
        problems.append(Problem("bad-series", message, entry.origin(*path, "File", on_key=True)))
        return None
    if written.series is not None:
        plain = isinstance(_at(entry.data, path), str)
        try:
            return parse_series(written.series)
        except ExpressionError as error:
            origin = entry.origin(*path, *(() if plain else ("Series",)), within=error.span)
            problems.append(Problem("bad-series", error.message, origin, error.help))
            return None
    assert written.file is not None  # the spec takes one of the two
    text = read_file(str(PurePosixPath(entry.file).parent / written.file))
    origin = entry.origin(*path, "File")
    if text is None:
        message = f"there is no file `{written.file}`"
        help = "the path is taken from the directory of this file"
        problems.append(Problem("missing-file", message, origin, help))
        return None
    if isinstance(text, UnreadableFile):
        problems.append(Problem("unreadable-file", f"`{written.file}` {text.reason}", origin))
        return None
    try:
        return parse_data(text, written.column, interval, usual=name).values
    except DataFileError as error:
        if error.about_column and written.column is not None:
            origin = entry.origin(*path, "Column")
        message = f"`{written.file}`: {error.message}"
        problems.append(Problem("bad-data-file", message, origin, error.help))
        return None


def _at(data: object, path: tuple[str | int, ...]) -> object:
    for step in path:
        data = data[step]  # type: ignore[index]
    return data


def _check_lengths(given: list[Given], problems: Findings) -> None:
    """Report series that have another length than most."""
    if len({len(one.series.values) for one in given}) <= 1:
        return
    usual = Counter(len(one.series.values) for one in given).most_common(1)[0][0]
    other = next(one for one in given if len(one.series.values) == usual)
    for one in given:
        if len(one.series.values) != usual:
            message = f"`{one.metric.name}` has {len(one.series.values):,} values, `{other.metric.name}` {usual:,}"
            problems.append(
                Problem("different-lengths", message, one.origin,
                        help="every series of a test covers the same time; `_x5` is five missing values")
            )  # fmt: skip


def _check_repeats(given: list[Given], problems: Findings) -> None:
    """Report a metric that two series are given for, be it by two names."""
    seen: dict[object, Given] = {}
    for one in given:
        key = (stored_as(one.metric), one.series.statistic)
        first = seen.setdefault(key, one)
        if first is not one:
            message = f"`{one.metric.name}` is the same metric as `{first.metric.name}`, which is given too"
            problems.append(Problem("given-twice", message, one.origin))


def check_given(
    expectations: Iterable[Expectation],
    given: Iterable[Given],
    monitoring: Monitoring,
    problems: Findings,
) -> None:
    """Report alarms with an expectation that read a metric of which nothing is given.

    Of a composite, one metric that its children read is enough: the other children are taken to be
    in OK.
    """
    alarms = {alarm.name: alarm for alarm in monitoring.alarms}
    known = {stored_as(one.metric) for one in given}
    for expectation in expectations:
        alarm = expectation.alarm
        needed = metrics_needed(alarm, alarms)
        missing = [metric for metric in needed if stored_as(metric) not in known]
        if not missing or (alarm.trigger.is_composite and len(missing) < len(needed)):
            continue
        names = ", ".join(f"`{series_name(metric)}`" for metric in missing)
        message = (
            f"`{alarm.name}` reads {names}, which {'is' if len(missing) == 1 else 'are'} not given"
        )
        help = f"say what it does under `Given`; without data it is `{missing[0].name}: _x30`"
        problems.append(Problem("not-given", message, expectation.origin, help))
