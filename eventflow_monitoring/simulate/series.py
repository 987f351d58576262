"""The notation of series that promtool reads: `0x9 50x4 _x3 1+1x10`.

`7` is a sample and `_` a missing one; `7x9` is ten samples of 7 and `_x3` three missing ones; `1+2x3`
is 1, 3, 5 and 7. The parts stand apart by blanks. Source: Prometheus, "Unit testing for rules"
(`<series>`), and the grammar of its parser. What promtool reads and CloudWatch has not is refused:
stale markers, NaN, infinities and native histograms.
"""

import re

from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span

MAX_SAMPLES = 1_000_000
"""Samples of one series; two weeks of seconds are more than a million. Ours: it keeps `1x999999999`
from filling the memory."""

MAX_VALUE = 2.0**360
"""The largest value, either way (CloudWatch API, MetricDatum.Value)."""

_NUMBER = r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_PART = re.compile(
    rf"(?P<missing>_)(?:x(?P<missing_times>[0-9]+))?"
    rf"|(?P<first>[+-]?{_NUMBER})(?:(?P<step>[+-]{_NUMBER})?x(?P<times>[0-9]+))?"
)
_OCTAL = re.compile(r"[+-]?0[0-9_]+")
_SPECIAL = re.compile(r"[+-]?(?:nan|inf(?:inity)?)", re.IGNORECASE)
_EXAMPLE = "such as `0x9 50x4 _x3 1+1x10`"


def parse_series(text: str) -> tuple[float | None, ...]:
    """Return the samples of a series, None for a missing one. Raises ExpressionError."""
    samples: list[float | None] = []
    read: dict[str, list[float | None]] = {}  # long series repeat themselves
    for part in re.finditer(r"[^ \t\r\n]+", text):
        written = part[0]
        if written not in read:
            read[written] = _read(written, Span(*part.span()))
        samples += read[written]
        if len(samples) > MAX_SAMPLES:
            raise _too_many(Span(*part.span()))
    if not samples:
        raise ExpressionError("the series has no samples", Span(0, len(text)), _EXAMPLE)
    return tuple(samples)


def _read(part: str, span: Span) -> list[float | None]:
    """Return the samples of one part."""
    found = _PART.fullmatch(part)
    if found is None or _OCTAL.fullmatch(str(found["first"])):
        raise _refusal(part, span)
    count = _count(found, span)
    if count > MAX_SAMPLES:
        raise _too_many(span)
    return _samples(found, count, span)


def _too_many(span: Span) -> ExpressionError:
    return ExpressionError(f"the series has more than {MAX_SAMPLES:,} samples", span)


def _count(found: re.Match[str], span: Span) -> int:
    """Return how many samples a part is: `7x2` is three, `_x2` two."""
    written = (found["times"] or found["missing_times"] or "").lstrip("0")
    if len(written) > len(str(MAX_SAMPLES)):  # Python reads no number of thousands of digits
        raise _too_many(span)
    if found["missing"] is not None:
        return 1 if found["missing_times"] is None else int(written or "0")
    return int(written or "0") + 1


def _samples(found: re.Match[str], count: int, span: Span) -> list[float | None]:
    if found["missing"] is not None:
        return [None] * count
    first, step = float(found["first"]), float(found["step"] or 0)
    if any(abs(end) > MAX_VALUE for end in (first, first + step * (count - 1))):
        raise ExpressionError(
            f"CloudWatch takes no number as large as in `{found[0]}`", span, "at most 2^360"
        )
    return [first + step * index for index in range(count)]


def _refusal(part: str, span: Span) -> ExpressionError:
    """Return the error for a part that is no samples."""
    if "{{" in part:
        return ExpressionError("CloudWatch has no native histograms", span)
    if part.startswith("stale"):
        message = "CloudWatch has no stale markers"
        return ExpressionError(message, span, "`_` is a missing sample, `_x3` are three")
    if _SPECIAL.match(part):
        message = f"CloudWatch takes no `{part}`"
        return ExpressionError(message, span, "`_` is a missing sample")
    if re.fullmatch(r"[+-]?[0-9]+(?:[,_][0-9]+)+(?:x[0-9]+)?", part):
        plain = re.sub(r"[,_]", "", part)
        return ExpressionError(f"`{part}` is no sample", span, f"did you mean `{plain}`?")
    if _OCTAL.match(part):
        help = "promtool takes a number that begins with 0 for an octal one"
        return ExpressionError(f"`{part}` is no sample", span, help)
    if part.startswith("x") or part in ("+", "-") or part.endswith(("+", "-", "x")):
        return ExpressionError(f"`{part}` is no sample", span, "no blanks inside: `7x9`, `1+2x3`")
    if "," in part and all(_PART.fullmatch(one) for one in part.split(",")):
        help = f"blanks stand between parts: `{part.replace(',', ' ')}`"
        return ExpressionError(f"`{part}` is no sample", span, help)
    return ExpressionError(f"`{part}` is no sample", span, _EXAMPLE)
