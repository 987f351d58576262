"""Numbers with units as people write them, and their conversion to a metric's unit."""

import re
from dataclasses import dataclass

from eventflow_monitoring.model.unit import CLOUDWATCH_UNITS, Unit
from eventflow_monitoring.model.wording import number_in_words
from eventflow_monitoring.position import Span
from eventflow_monitoring.suggestion import did_you_mean

_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_PLAIN_DIGITS = re.compile(r"[+-]?[\d,.]*\d[\d,.]*", re.ASCII)
_LARGEST = 2.0**360
"""The largest value of a data point (CloudWatch API, MetricDatum.Value)."""

# Singular and casefolded, which makes the Greek letter of the micro sign.
_TIME = {
    "microsecond": 1e-6, "us": 1e-6, "\N{GREEK SMALL LETTER MU}s": 1e-6,
    "millisecond": 1e-3, "ms": 1e-3,
    "second": 1.0, "sec": 1.0, "s": 1.0,
    "minute": 60.0, "min": 60.0, "m": 60.0,
    "hour": 3_600.0, "h": 3_600.0,
    "day": 86_400.0, "d": 86_400.0,
}  # fmt: skip
_TIME_WORDS = {
    "usec": "microseconds", "micro": "microseconds",
    "msec": "milliseconds", "milli": "milliseconds", "millisec": "milliseconds",
    "hr": "hours",
}  # fmt: skip
"""How people write units of time that are called by a longer name here."""
_BYTES = {
    "byte": 1.0, "b": 1.0,
    "kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12,
    "kilobyte": 1e3, "megabyte": 1e6, "gigabyte": 1e9, "terabyte": 1e12,
    "kib": 2.0**10, "mib": 2.0**20, "gib": 2.0**30, "tib": 2.0**40,
}  # fmt: skip
_BITS = ("Kb", "Mb", "Gb", "Tb")
"""What a small `b` says, whether it is meant or not."""
_LARGER = re.compile(r"(?:(?P<k>k|thousand)|M|million)(?:\s+(?P<noun>.*))?")
"""What makes a count larger in speech; there is no sign of a number for it."""
_UNIT_WORDS = {
    "ms": "Milliseconds", "s": "Seconds", "us": "Microseconds", "%": "Percent",
    "b": "Bytes", "kb": "Kilobytes", "mb": "Megabytes", "gb": "Gigabytes", "tb": "Terabytes",
}  # fmt: skip
"""How people write what CloudWatch calls by a longer name."""
_METRIC_TIME = {"Seconds": 1.0, "Milliseconds": 1e-3, "Microseconds": 1e-6}


class QuantityError(Exception):
    """Text that is no quantity, or a unit that does not fit; `rule` names the kind of mistake.

    `span` is where in the text it is, where that is not all of it.
    """

    def __init__(
        self, rule: str, message: str, help: str | None = None, span: Span | None = None
    ) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.help = help
        self.span = span


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and the word that stands after it."""

    number: float
    word: str | None
    text: str


def parse_quantity(text: str) -> Quantity:
    """Read `5%`, `10,000 events` or `0.05`. Raises QuantityError."""
    stripped = text.strip()
    match = _NUMBER.match(stripped)
    rest = stripped[match.end() :] if match else stripped
    if match is None or rest[:1] in (",", ".") or rest[:1].isdigit():
        digits = _PLAIN_DIGITS.match(stripped)
        if digits is None:
            help = "write a number, and a unit after it: `5%`, `1 second`, `10,000 events`"
            raise QuantityError("bad-number", f"`{text}` does not begin with a number", help)
        help = "digits before the point; a comma only between groups of three digits"
        raise QuantityError("bad-number", f"`{digits[0]}` is not a number", help)
    number = float(match[0].replace(",", ""))
    if abs(number) > _LARGEST:
        raise QuantityError("bad-number", f"`{match[0]}` is more than CloudWatch can hold")
    return Quantity(number, rest.strip() or None, stripped)


def parse_seconds(text: str) -> int:
    """Read a duration such as `5 minutes` as whole seconds. Raises QuantityError."""
    examples = "write a number and a unit: `30 seconds`, `5 minutes`, `1 hour`, `7 days`"
    try:
        quantity = parse_quantity(text)
    except QuantityError:
        raise QuantityError("bad-duration", f"`{text}` is not a duration", examples) from None
    if quantity.word is None:
        raise QuantityError(
            "bad-duration", f"`{text}` has no unit", f"say `{text.strip()} seconds`"
        )
    factor = _TIME.get(_singular(quantity.word))
    if factor is None:
        match = _in_time(quantity) or did_you_mean(
            quantity.word, ("seconds", "minutes", "hours", "days")
        )
        raise QuantityError("bad-duration", f"`{quantity.word}` is no unit of time", match)
    seconds = _rounded(quantity.number * factor)
    if seconds <= 0 or not seconds.is_integer():
        raise QuantityError("bad-duration", f"`{text}` is not a whole number of seconds above 0")
    return int(seconds)


def convert(quantity: Quantity, unit: Unit) -> float:
    """Return a quantity as a number of a metric's unit; a bare number is in that unit already.

    Raises QuantityError where the two do not go together: `85%` of a metric in bytes.
    """
    value = _converted(quantity, unit)
    if abs(value) > _LARGEST:
        raise QuantityError(
            "bad-number", f"`{quantity.text}` is in {unit} more than CloudWatch can hold"
        )
    return value


def _converted(quantity: Quantity, unit: Unit) -> float:
    if quantity.word is None:
        return quantity.number
    word = quantity.word
    if unit.name in ("Percent", "Ratio"):
        return _share(quantity, unit)
    if unit.name in _METRIC_TIME:
        factor = _TIME.get(_singular(word))
        if factor is None:
            known_words = ("seconds", "milliseconds", "minutes")
            raise _misfit(quantity, unit, known_words, _in_time(quantity))
        return _rounded(quantity.number * factor / _METRIC_TIME[unit.name])
    if unit.name == "Bytes":
        if word in _BITS:
            number = number_in_words(quantity.number)
            help = f"say `{number} {word[0]}B`, if bytes are meant"
            raise QuantityError("bad-unit", f"`{word}` are bits, and the metric is in bytes", help)
        factor = _BYTES.get(_singular(word))
        if factor is None:
            raise _misfit(quantity, unit, ("MB", "bytes", "KB", "GB", "KiB", "MiB", "GiB"))
        return _rounded(quantity.number * factor)
    in_full = _in_full(quantity)
    if in_full is not None:
        raise QuantityError("bad-unit", f"`{quantity.text}` is no number", in_full)
    if unit.name == "Count" and unit.noun is None:
        raise QuantityError(
            "bad-unit",
            f"`{word}`: the metric does not say what it counts",
            f"name it in the catalogue: `Unit: Count of {word}`",
        )
    if unit.name == "None":
        number = number_in_words(quantity.number)
        raise QuantityError(
            "bad-unit", f"`{word}` does not fit a metric without a unit", f"write `{number}`"
        )
    known = unit.noun or unit.name
    if _singular(word) != _singular(known):
        raise _misfit(quantity, unit, (known,))
    return quantity.number


def parse_unit(text: str) -> Unit:
    """Read a metric's unit: one of CloudWatch's, `Ratio`, or `Count of events`."""
    name, _, noun = text.strip().partition(" of ")
    known = (*CLOUDWATCH_UNITS, "Ratio")
    if name not in known:
        meant = _UNIT_WORDS.get(name.casefold())
        help = f"did you mean `{meant}`?" if meant else did_you_mean(name, known)
        raise QuantityError("bad-unit", f"`{name}` is no unit", help)
    if noun and name != "Count":
        raise QuantityError("bad-unit", f"only a Count is `of` something, `{name}` is not")
    return Unit(name, noun.strip() or None)


def _share(quantity: Quantity, unit: Unit) -> float:
    if quantity.word is None or quantity.word.casefold() not in ("%", "percent"):
        raise _misfit(quantity, unit, ("%",))
    return quantity.number if unit.name == "Percent" else _rounded(quantity.number / 100)


def _in_time(quantity: Quantity) -> str | None:
    """Return a help line with the unit of time that was meant, written as it is called here."""
    meant = _TIME_WORDS.get(_singular(str(quantity.word)))
    return None if meant is None else f"write `{number_in_words(quantity.number)} {meant}`"


def _in_full(quantity: Quantity) -> str | None:
    """Return a help line with all the digits of `10k events`."""
    larger = _LARGER.fullmatch(str(quantity.word))
    if larger is None:
        return None
    number = number_in_words(quantity.number * (1e3 if larger["k"] else 1e6))
    return f"write `{number}{' ' + larger['noun'] if larger['noun'] else ''}`"


def _misfit(
    quantity: Quantity, unit: Unit, known: tuple[str, ...], help: str | None = None
) -> QuantityError:
    number = number_in_words(quantity.number)
    match = did_you_mean(str(quantity.word), known)
    return QuantityError(
        "bad-unit",
        f"`{quantity.word}` does not fit a metric in {unit}",
        help or (match if match and match.startswith("did") else f"such as `{number} {known[0]}`"),
    )


def _singular(word: str) -> str:
    folded = word.casefold()
    return folded.removesuffix("s") if len(folded) > 2 else folded


def _rounded(value: float) -> float:
    """Drop the noise of binary fractions: 0.07 × 100 is 7."""
    return float(f"{value:.12g}")
