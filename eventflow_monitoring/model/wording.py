"""The model in words: durations, quantities and conditions as people say them."""

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.unit import Unit

_SPANS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
_SECONDS = {"Seconds": 1.0, "Milliseconds": 1e-3, "Microseconds": 1e-6}


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


def condition_in_words(alarm: Alarm) -> str:
    """Say when an alarm fires: `p95 ApiLatency > 1 second for 10 minutes`."""
    subject = alarm.metric.label
    if alarm.statistic is not None:
        subject = f"{alarm.statistic} {_uncapitalised(subject)}"
    threshold = quantity_in_words(alarm.threshold, alarm.metric.unit)
    return f"{subject} {alarm.comparison.symbol} {threshold} {window_in_words(alarm)}"


def _uncapitalised(label: str) -> str:
    """Lower a label's first letter where it stands inside a sentence; `API latency` stays."""
    return label[0].lower() + label[1:] if label[1:2].islower() else label


def window_in_words(alarm: Alarm) -> str:
    """Say over which data points an alarm decides: `over 5 minutes`, `for 3 of 5 periods of …`."""
    n, m = alarm.evaluation_periods, alarm.datapoints_to_alarm
    period = duration_in_words(alarm.period)
    if n == 1:
        return f"over {period}"
    if m == n:
        return f"for {duration_in_words(n * alarm.period)}"
    return f"for {m} of {n} periods of {period}"
