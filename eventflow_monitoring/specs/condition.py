"""A condition in one line: `p95(ApiLatency) > 1 second for 10 minutes`, taken apart into keys.

It stands under `Condition` of an alarm that compares a metric with a threshold, and reads

    METRIC or STATISTIC(METRIC)   > or >= or < or <=   THRESHOLD   how long

and how long is any of

- `over DURATION` or `in DURATION`: the length of one data point, `Period`; nothing else said, one
  such data point is enough,
- `for DURATION`: every data point in that time breaches, `For`,
- `for N periods`: N data points in a row breach, `EvaluationPeriods`,
- `for M of N periods`: M of the last N do, `DatapointsToAlarm` of `EvaluationPeriods`.

What it does not say is taken from the other keys of the alarm and, as ever, from the metric. A key
that says something else than the condition is an error.

Example:
    Alarms:
      HighLatency:
        Tier: high
        Condition: p95(Latency) > 1 second for 10 minutes
        Actions: [alerts]
      SlowNow:
        Tier: high
        Condition: Latency > 10 seconds over 5 minutes
        Actions: [alerts]
      MemoryHigh:
        Tier: high
        Condition: Memory >= 85% for 8 of 10 periods
        Actions: [alerts]
"""

import re

from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span

CONDITION = "Condition"

COMPARISONS = {
    ">": "GreaterThanThreshold",
    ">=": "GreaterThanOrEqualToThreshold",
    "≥": "GreaterThanOrEqualToThreshold",
    "<": "LessThanThreshold",
    "<=": "LessThanOrEqualToThreshold",
    "≤": "LessThanOrEqualToThreshold",
}
"""The signs of a comparison, and CloudWatch's name for each."""

Parts = dict[str, tuple[str, Span]]
"""The keys of the long form, each with its text and where that stands in the condition."""

_EXAMPLE = "such as `ConsumerLag > 10,000 events for 10 minutes`"
_COMPARATOR = re.compile(r">=|<=|=>|=<|==|!=|[<>≥≤=≠]")
_WINDOW = re.compile(r"\s(for|over|in)(?=\s|$)")
_STATISTIC = re.compile(
    r"(?P<statistic>[A-Za-z][\w.]*(?:\([^()]*\))?)\(\s*(?P<metric>[^()]*?)\s*\)"
)
_PERIODS = re.compile(r"(?:(\d+)\s+(?:out\s+)?of\s+)?(\d+)\s+(?:periods?|data\s?points?)")


def parse_condition(text: str) -> Parts:
    """Return the long form of a condition. Raises ExpressionError."""
    comparator = _COMPARATOR.search(text)
    if comparator is None:
        raise ExpressionError("the condition compares nothing", _whole(text), _EXAMPLE)
    if comparator[0] not in COMPARISONS:
        help = "CloudWatch compares with `>`, `>=`, `<` and `<=`"
        raise ExpressionError(f"`{comparator[0]}` compares nothing here", _of(comparator), help)
    parts = _subject(text, comparator.start())
    parts["ComparisonOperator"] = (comparator[0], _of(comparator))
    windows = list(_WINDOW.finditer(text, comparator.end()))
    end = windows[0].start() if windows else len(text)
    threshold = _stripped(text, comparator.end(), end)
    if not threshold[0]:
        raise ExpressionError("the threshold is missing", _of(comparator), _EXAMPLE)
    again = _COMPARATOR.search(text, comparator.end())
    if again is not None:
        help = "an alarm compares once; two bounds are two alarms"
        raise ExpressionError("a second comparison", _of(again), help)
    parts["Threshold"] = threshold
    for number, window in enumerate(windows):
        end = windows[number + 1].start() if number + 1 < len(windows) else len(text)
        _window(window, _stripped(text, window.end(), end), parts)
    if "Period" in parts and "For" not in parts and "EvaluationPeriods" not in parts:
        # `over 5 minutes` is one data point, whatever a template says.
        parts["EvaluationPeriods"] = parts["DatapointsToAlarm"] = ("1", parts["Period"][1])
    return parts


def _subject(text: str, end: int) -> Parts:
    written, span = _stripped(text, 0, end)
    if not written:
        raise ExpressionError("the metric is missing", _whole(text), _EXAMPLE)
    match = _STATISTIC.fullmatch(written)
    if match is None:
        return {"Metric": (written, span)}
    if not match["metric"]:
        raise ExpressionError("the metric is missing", span, _EXAMPLE)
    return {
        key: (match[group], Span(span.start + match.start(group), span.start + match.end(group)))
        for key, group in (("Metric", "metric"), ("Statistic", "statistic"))
    }


def _window(window: re.Match[str], said: tuple[str, Span], parts: Parts) -> None:
    word, (text, span) = window[1], said
    keys = ("Period",) if word in ("over", "in") else ("For", "EvaluationPeriods")
    if not text or any(key in parts for key in keys):
        message = f"`{word}` says how long twice" if text else f"`{word}` says nothing"
        raise ExpressionError(message, Span(window.start(1), window.end(1)), _EXAMPLE)
    periods = _PERIODS.fullmatch(text)
    if word != "for":
        parts["Period"] = said
    elif periods is None:
        parts["For"] = said
    else:
        parts["EvaluationPeriods"] = (periods[2], _within(span, periods, 2))
        parts["DatapointsToAlarm"] = (
            (periods[1], _within(span, periods, 1))
            if periods[1] is not None
            else parts["EvaluationPeriods"]
        )


def _within(span: Span, match: re.Match[str], group: int) -> Span:
    return Span(span.start + match.start(group), span.start + match.end(group))


def _stripped(text: str, start: int, end: int) -> tuple[str, Span]:
    part = text[start:end]
    left = len(part) - len(part.lstrip())
    stripped = part.strip()
    return stripped, Span(start + left, start + left + len(stripped))


def _of(match: re.Match[str]) -> Span:
    return Span(match.start(), match.end())


def _whole(text: str) -> Span:
    return Span(0, max(1, len(text)))
