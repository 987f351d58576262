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

LONG_FORM = ("Metric", "ComparisonOperator", "Threshold")
"""The keys that a condition says; a kind of alarm that has them all may be written with one."""

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
_COMPARATOR = re.compile(r">=|<=|=>|=<|==|!=|<>|>>|<<|[<>≥≤=≠]")
_WINDOW = re.compile(r"\s(for|over|in)(?=\s|$)")
_STATISTIC = re.compile(
    r"(?P<statistic>[A-Za-z][\w.]*(?:\([^()]*\))?)\(\s*(?P<metric>[^()]*?)\s*\)"
)
_COUNTED = re.compile(r"(\d+\s+(?:out\s+)?of\s+\d+)\s+\w.*")
"""What counts periods, in a unit of time."""
_LENGTH = re.compile(
    r"\S.*?\s(?:(?P<word>during|within|after|since|per)\s+)?(?P<length>\d+\s*(?:s|sec|m|min|h|d|(?:second|minute|hour|day)s?"
    r"|(?:of\s+\d+\s+)?periods?))"
)
"""A threshold, and a length of time without the word that says what the length is of."""
_NUMBER = re.compile(r"[+-]?\d[\d,.]*\s*(?:%|[A-Za-z]+)?")
_TURNED = {">": "<", ">=": "<=", "≥": "≤", "<": ">", "<=": ">=", "≤": "≥"}
_PERIODS = re.compile(r"(?:(\d+)\s+(?:out\s+)?of\s+)?(\d+)\s+(?:periods?|data\s?points?)")


def parse_condition(text: str) -> Parts:
    """Return the long form of a condition. Raises ExpressionError."""
    comparator = _COMPARATOR.search(text)
    if comparator is None:
        raise ExpressionError("the condition compares nothing", _whole(text), _EXAMPLE)
    if comparator[0] not in COMPARISONS:
        sign = comparator[0][0]
        help = "CloudWatch compares with `>`, `>=`, `<` and `<=`"
        if comparator[0] == 2 * sign and sign in COMPARISONS:
            help = f"did you mean `{sign}`?"
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
        raise _second_comparison(text, comparator, again)
    _check_threshold(threshold, comparator[0], parts["Metric"])
    parts["Threshold"] = threshold
    for number, window in enumerate(windows):
        end = windows[number + 1].start() if number + 1 < len(windows) else len(text)
        _window(window, _stripped(text, window.end(), end), parts)
    if "Period" in parts and "For" not in parts and "EvaluationPeriods" not in parts:
        # `over 5 minutes` is one data point, whatever a template says.
        parts["EvaluationPeriods"] = parts["DatapointsToAlarm"] = ("1", parts["Period"][1])
    return parts


def _second_comparison(text: str, first: re.Match[str], again: re.Match[str]) -> ExpressionError:
    joined = re.search(r"\s(and|or)\s", text[first.end() : again.start()], re.IGNORECASE)
    help = "an alarm compares once; two bounds are two alarms"
    if joined is not None:
        word = joined[1].upper()
        help = f"an alarm compares once: make two, and one of `Kind: Composite` with `Rule: ALARM(…) {word} ALARM(…)`"
    return ExpressionError("a second comparison", _of(again), help)


def _check_threshold(threshold: tuple[str, Span], sign: str, metric: tuple[str, Span]) -> None:
    """Refuse what is a metric and no threshold, or a threshold and more."""
    text, span = threshold
    if _NUMBER.fullmatch(metric[0]) and not _NUMBER.match(text):
        help = f"turn it round: `{text} {_TURNED[sign]} {metric[0]}`"
        raise ExpressionError("the metric stands before the comparison", span, help)
    more = _LENGTH.fullmatch(text)
    if more is not None:
        length = more["length"]
        help = f"write `for {length}`"
        if "period" not in length:
            help += f", or `over {length}` where that is one data point"
        place = _within(span, more, "word" if more["word"] else "length")
        raise ExpressionError("`for` or `over` is missing", place, help)


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
    counted = _COUNTED.fullmatch(text)
    if counted is not None and periods is None:
        message = f"`{counted[1]}` counts periods"
        raise ExpressionError(message, span, f"write `{word} {counted[1]} periods`")
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


def _within(span: Span, match: re.Match[str], group: int | str) -> Span:
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
