"""What a test says its metrics do: names to metrics, series to values."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from eventflow_monitoring.alarm_tests.alarm_test import Given
from eventflow_monitoring.alarm_tests.check_given import check_series
from eventflow_monitoring.alarm_tests.data_file import Data, DataFileError, parse_data
from eventflow_monitoring.alarm_tests.spec import GivenSpec, TestSpec
from eventflow_monitoring.alarm_tests.written_test import WrittenTest
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.model.metric import ComputedMetric, Metric
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.position import Origin, Span
from eventflow_monitoring.problem import Findings, Problem
from eventflow_monitoring.simulate.given import GivenSeries
from eventflow_monitoring.simulate.series import parse_series
from eventflow_monitoring.specs.context import FileReader, UnreadableFile
from eventflow_monitoring.specs.dimension import picked_from
from eventflow_monitoring.suggestion import did_you_mean


def read_given(
    spec: TestSpec,
    written: WrittenTest,
    monitoring: Monitoring,
    read_file: FileReader,
    problems: Findings,
) -> list[Given]:
    """Return what the metrics of a test do, as far as that can be read."""
    given: list[Given] = []
    for name, several in spec.given.items():
        metric = _metric(name, monitoring, written, problems)
        for index, one in enumerate(several if metric is not None else ()):
            assert metric is not None
            place = _Given(written, name, index, problems)
            picked = place.picked(metric, one)
            values = place.values(one, spec.interval, read_file)
            if values is None or picked is None:
                continue
            data = values if isinstance(values, Data) else None
            series = GivenSeries(
                values=values.values if isinstance(values, Data) else values,
                sample_count=_sample_count(one),
                statistic=one.statistic,
                history=one.history or spec.history,
            )
            given.append(Given(picked, series, place.origin(), data))
    check_series(given, problems)
    return given


def _sample_count(written: GivenSpec) -> int | None:
    """Return how many samples a value stands for; of a statistic nobody knows unless it is said."""
    return written.sample_count or (None if written.statistic else 1)


def _metric(
    name: str, monitoring: Monitoring, written: WrittenTest, problems: Findings
) -> Metric | None:
    metrics = {metric.name: metric for metric in monitoring.metrics}
    metric = metrics.get(name)
    origin = written.origin("Given", name, on_key=True)
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


@dataclass(frozen=True, slots=True)
class _Given:
    """A series of a metric that is being read: where it stands, and where mistakes are told."""

    written: WrittenTest
    name: str
    index: int
    problems: Findings

    def origin(self, *path: str, on_key: bool = False, within: Span | None = None) -> Origin:
        """Return where a part of it was written."""
        return self.written.origin(
            "Given", self.name, self.index, *path, on_key=on_key, within=within
        )

    def report(self, code: str, message: str, origin: Origin, help: str | None = None) -> None:
        """Add a problem."""
        self.problems.append(Problem(code, message, origin, help))

    def picked(self, metric: Metric, spec: GivenSpec) -> Metric | None:
        """Return the metric with the dimensions that were chosen."""
        chosen = spec.dimensions
        if not chosen:
            return metric
        places = {name: self.origin("Dimensions", name, on_key=True) for name in chosen}
        picked = picked_from(metric, chosen, places, self.origin("Dimensions", on_key=True))
        if isinstance(picked, Problem):
            self.problems.append(picked)
            return None
        return picked

    def values(
        self, spec: GivenSpec, interval: int, read_file: FileReader
    ) -> tuple[float | None, ...] | Data | None:
        """Return the values of a series, or the data of a file; None where neither can be read."""
        if spec.series is not None and spec.file is not None:
            message = "a metric has a `Series` or a `File`, not both"
            self.report("bad-series", message, self.origin("File", on_key=True))
            return None
        if spec.series is not None:
            return self._series(spec.series)
        if spec.file is not None:
            return self._data(spec, spec.file, interval, read_file)
        if not self.written.mistypes(GivenSpec, "Given", self.name, self.index):
            message = "`Series` or `File` is missing"
            self.report("missing-key", message, self.origin(), "what does the metric do?")
        return None

    def _series(self, text: str) -> tuple[float | None, ...] | None:
        try:
            return parse_series(text)
        except ExpressionError as error:
            origin = self.origin("Series", within=error.span)
            self.report("bad-series", error.message, origin, error.help)
            return None

    def _data(
        self, spec: GivenSpec, file: str, interval: int, read_file: FileReader
    ) -> Data | None:
        text = read_file(str(PurePosixPath(self.written.entry.file).parent / file))
        origin = self.origin("File")
        if text is None:
            help = "the path is taken from the directory of this file"
            self.report("missing-file", f"there is no file `{file}`", origin, help)
            return None
        if isinstance(text, UnreadableFile):
            self.report("unreadable-file", f"`{file}` {text.reason}", origin)
            return None
        usual = [self.name] if spec.statistic is None else [self.name, spec.statistic]
        try:
            return parse_data(text, spec.column, interval, usual)
        except DataFileError as error:
            if error.about_column and spec.column is not None:
                origin = self.origin("Column")
            self.report("bad-data-file", f"`{file}`: {error.message}", origin, error.help)
            return None
