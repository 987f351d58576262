"""The model in words: durations, quantities and conditions as people say them."""

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import AnyMetric, unit_read
from eventflow_monitoring.model.trigger import (
    AnomalyTrigger,
    BandComparison,
    CompositeTrigger,
    Evaluation,
    LogTrigger,
    MetricsInsightsTrigger,
    PromqlTrigger,
    ThresholdTrigger,
    Trigger,
)
from eventflow_monitoring.model.unit import Unit

_SPANS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
_SECONDS = {"Seconds": 1.0, "Milliseconds": 1e-3, "Microseconds": 1e-6}
_BYTES = ((1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "KB"))
_LONGEST_QUERY = 160
_BINARY = ((2.0**40, "TiB"), (2.0**30, "GiB"), (2.0**20, "MiB"), (2.0**10, "KiB"))


def duration_in_words(seconds: int) -> str:
    """Say a whole number of seconds in the largest unit that divides it: 600 is `10 minutes`."""
    for length, name in _SPANS:
        if seconds % length == 0:
            count = seconds // length
            return f"{count:,} {name}{'' if count == 1 else 's'}"
    raise AssertionError("every whole number is a multiple of 1")


def quantity_in_words(value: float, unit: Unit) -> str:
    """Say a value of a unit: 5 Percent is `5 %`, 1000 Milliseconds is `1 second`."""
    if unit.name == "Percent":
        return f"{number_in_words(value)} %"
    if unit.name in _SECONDS:
        return _time_in_words(value, unit.name)
    if unit.name == "Bytes":
        return _bytes_in_words(value)
    if unit.noun is not None:
        return f"{number_in_words(value)} {unit.noun}"
    if unit.name in ("Count", "None", "Ratio"):
        return number_in_words(value)
    return f"{number_in_words(value)} {unit.name}"


def number_in_words(value: float) -> str:
    """Write a number with commas and without a needless fraction."""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.10g}"


def _time_in_words(value: float, unit: str) -> str:
    seconds = value * _SECONDS[unit]
    if seconds >= 1 and float(seconds).is_integer():
        return duration_in_words(int(seconds))
    name = "seconds" if seconds >= 1 else unit.lower()
    return f"{number_in_words(seconds if seconds >= 1 else value)} {name}"


def _bytes_in_words(value: float) -> str:
    """Say bytes in the largest unit, decimal or binary, that leaves a short number."""
    for factor, name in (*_BYTES, *_BINARY):
        if abs(value) >= factor and float(value / factor * 100).is_integer():
            return f"{number_in_words(value / factor)} {name}"
    return f"{number_in_words(value)} bytes"


def condition_in_words(alarm: Alarm) -> str:
    """Say when an alarm fires: `p95 API latency > 1 second for 10 minutes`."""
    return trigger_in_words(alarm.trigger)


def trigger_in_words(trigger: Trigger) -> str:
    """Say when a trigger fires."""
    match trigger:
        case ThresholdTrigger():
            unit = unit_read(trigger.metric, trigger.statistic)
            threshold = quantity_in_words(trigger.threshold, unit)
            subject = subject_in_words(trigger.metric, trigger.statistic)
            window = window_in_words(trigger.evaluation)
            words = f"{subject} {trigger.comparison.symbol} {threshold} {window}"
            return f"{words}{_minimum_in_words(trigger)}"
        case AnomalyTrigger():
            subject = subject_in_words(trigger.metric, trigger.statistic)
            deviations = number_in_words(trigger.width)
            where = _BAND_WORDS[trigger.comparison]
            window = window_in_words(trigger.evaluation)
            return f"{subject} {where} ({deviations} standard deviations) {window}"
        case CompositeTrigger(words=words):
            return words
        case MetricsInsightsTrigger():
            threshold = quantity_in_words(trigger.threshold, trigger.unit)
            window = window_in_words(trigger.evaluation)
            return (
                f"any series of `{trigger.query}` {trigger.comparison.symbol} {threshold} {window}"
            )
        case LogTrigger():
            return _log_in_words(trigger)
        case PromqlTrigger():
            pending = f" for {duration_in_words(trigger.pending)}" if trigger.pending else ""
            return f"`{trigger.query}` returns any series{pending}"


_BAND_WORDS = {
    BandComparison.OUTSIDE: "outside what is expected",
    BandComparison.BELOW: "below what is expected",
    BandComparison.ABOVE: "above what is expected",
}


def _minimum_in_words(trigger: ThresholdTrigger) -> str:
    minimum = trigger.minimum_samples
    if minimum is None:
        return ""
    if minimum.metric is None:
        return f", of at least {number_in_words(minimum.count)} samples"
    return f", of at least {quantity_in_words(minimum.count, minimum.metric.unit)}"


def _log_in_words(trigger: LogTrigger) -> str:
    threshold = quantity_in_words(trigger.threshold, trigger.unit)
    groups = ", ".join(group.physical_name for group in trigger.log_groups)
    every = duration_in_words(trigger.every)
    n, m = trigger.results_to_evaluate, trigger.results_to_alarm
    window = f"every {every}" if n == 1 else f"in {m} of {n} runs, one every {every}"
    lines = f"{trigger.aggregation} of `{_shortened(trigger.query)}` in {groups}"
    return f"{lines} {trigger.comparison.symbol} {threshold} {window}"


def _shortened(query: str) -> str:
    """Return a query in one line, and no more of it than whoever is woken up reads."""
    text = " ".join(query.split())
    return text if len(text) <= _LONGEST_QUERY else f"{text[: _LONGEST_QUERY - 1]}…"


def subject_in_words(metric: AnyMetric, statistic: str | None) -> str:
    """Name a metric with its statistic: `p95 API latency`."""
    label = metric.label
    where = _dimensions_in_words(metric)
    return f"{label}{where}" if statistic is None else f"{statistic} {_uncapitalised(label)}{where}"


def _dimensions_in_words(metric: AnyMetric) -> str:
    """Name the dimensions an alarm picked for itself; those of the catalogue go without saying."""
    return " of " + ", ".join(value for _, value in metric.picked) if metric.picked else ""


def _uncapitalised(label: str) -> str:
    """Lower a label's first letter inside a sentence; `API latency` and `PaymentDuration` stay."""
    word = label.partition(" ")[0]
    return label[0].lower() + label[1:] if word[1:].islower() else label


def window_in_words(evaluation: Evaluation) -> str:
    """Say over which data points an alarm decides: `over 5 minutes`, `for 3 of 5 periods of …`."""
    n, m = evaluation.evaluation_periods, evaluation.datapoints_to_alarm
    period = duration_in_words(evaluation.period)
    if n == 1:
        return f"over {period}"
    if m == n:
        return f"for {duration_in_words(n * evaluation.period)}"
    return f"for {m} of {n} periods of {period}"
