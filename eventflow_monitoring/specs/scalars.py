"""Types of the fields in specs: each reads the text that was written, whatever YAML makes of it."""

import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError, PydanticKnownError

from eventflow_monitoring.model.log_group import RETENTION_DAYS
from eventflow_monitoring.model.statistic import NAMED_STATISTICS, empty_range, parse_statistic
from eventflow_monitoring.model.trigger import Comparison
from eventflow_monitoring.model.unit import Unit
from eventflow_monitoring.model.wording import duration_in_words, number_in_words
from eventflow_monitoring.position import Span
from eventflow_monitoring.specs.condition import COMPARISONS
from eventflow_monitoring.specs.quantity import (
    Quantity,
    QuantityError,
    parse_quantity,
    parse_seconds,
    parse_unit,
)
from eventflow_monitoring.specs.web_address import read_https
from eventflow_monitoring.suggestion import did_you_mean, nearest

_DAY = 86_400
_ACCOUNT = re.compile(r"[0-9]{12}")
_REGION = re.compile(r"[a-z]{2}(?:-[a-z]+)+-[0-9]")
_HEX_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}")


COLORS = {
    "blue": "#1f77b4",
    "brown": "#8c564b",
    "green": "#2ca02c",
    "grey": "#7f7f7f",
    "orange": "#ff7f0e",
    "pink": "#e377c2",
    "purple": "#9467bd",
    "red": "#d62728",
}
"""The colours of CloudWatch's own palette (aws-cdk-lib 2.275, aws_cloudwatch.Color)."""


def spec_error(
    rule: str, message: str, help: str | None = None, span: Span | None = None
) -> PydanticCustomError:
    """Return the error a field raises: it becomes a problem with this rule, message and help.

    `span` narrows its place to a part of the text.
    """
    # pydantic fills {message} in; a message itself may hold braces.
    return PydanticCustomError(rule, "{message}", {"message": message, "help": help, "span": span})


def reader(read: Callable[[str], Any]) -> BeforeValidator:
    """Make a validator of a function from text; its QuantityErrors become spec errors."""

    def validate(value: object) -> Any:
        if not isinstance(value, str):
            raise PydanticKnownError("string_type")
        try:
            return read(value)
        except QuantityError as error:
            raise spec_error(error.rule, error.message, error.help, error.span) from None

    return BeforeValidator(validate)


def statistic_help(text: str) -> str:
    """Return a help line for a name that is no statistic's."""
    wrong_range = empty_range(text)
    if wrong_range is not None:
        return wrong_range
    match = nearest(text, NAMED_STATISTICS)
    return f"did you mean `{match}`?" if match else "such as `Average`, `Maximum`, `p95`"


def _statistic(text: str) -> str:
    if parse_statistic(text) is None:
        raise QuantityError("bad-statistic", f"`{text}` is no statistic", statistic_help(text))
    return text


def within(least: int, most: int | None = None) -> Callable[[str], int]:
    """Return a function that reads a whole number between two, both included, or from one up."""
    bounds = f"from {least:,} up" if most is None else f"from {least:,} to {most:,}"

    def read(text: str) -> int:
        message = f"`{text}` is not a whole number {bounds}"
        try:
            quantity = parse_quantity(text)
        except QuantityError:
            raise QuantityError("bad-number", message) from None
        number = quantity.number
        fits = least <= number and (most is None or number <= most)
        if quantity.word is not None or not number.is_integer() or not fits:
            raise QuantityError("bad-number", message)
        return int(number)

    return read


def _share(text: str) -> float:
    help = "such as `10%`"
    try:
        quantity = parse_quantity(text)
    except QuantityError as error:
        raise QuantityError("bad-number", error.message, help) from None
    number = quantity.number
    if quantity.word is None:
        shown = number_in_words(round(number * 100 if 0 < number < 1 else number, 10))
        raise QuantityError("bad-number", f"`{text}` has no `%`", f"say `{shown}%`")
    if quantity.word.casefold() not in ("%", "percent"):
        raise QuantityError("bad-unit", f"`{quantity.word}` is no share", help)
    if not 0 <= number <= 100:
        raise QuantityError("bad-number", f"`{text}` is not from `0%` to `100%`")
    return float(f"{number / 100:.12g}")


def _minutes(text: str) -> int:
    seconds = parse_seconds(text)
    if seconds % 60:
        raise QuantityError("bad-duration", f"`{text}` is not a whole number of minutes")
    return seconds


def _retention(text: str) -> int:
    if text.isascii() and text.strip().isdigit():
        raise QuantityError("bad-duration", f"`{text}` has no unit", f"say `{text} days`")
    seconds = parse_seconds(text)
    days = seconds // _DAY
    if seconds % _DAY or days not in RETENTION_DAYS:
        longer = next((known for known in RETENTION_DAYS if known * _DAY >= seconds), None)
        raise QuantityError(
            "bad-retention",
            f"CloudWatch Logs cannot keep logs for `{text}`",
            f"the next longer choice is `{duration_in_words(longer * _DAY)}`"
            if longer
            else "at most `3653 days`",
        )
    return days


def _flag(text: str) -> bool:
    folded = text.strip().casefold()
    if folded in ("true", "yes", "on"):
        return True
    if folded in ("false", "no", "off"):
        return False
    raise QuantityError("bad-value", f"`{text}` is neither true nor false")


def _account(text: str) -> str:
    digits = text.replace("-", "")
    if not _ACCOUNT.fullmatch(digits):
        raise QuantityError("bad-account", f"`{text}` is no AWS account", "it has 12 digits")
    return digits


def _region(text: str) -> str:
    if not _REGION.fullmatch(text):
        raise QuantityError("bad-region", f"`{text}` is no AWS region", "such as `us-east-1`")
    return text


def _domain(text: str) -> str:
    if not _DOMAIN.fullmatch(text):
        help = "such as `eventflow.example`, without `https://`"
        raise QuantityError("bad-domain", f"`{text}` is no domain name", help)
    return text


def _color(text: str) -> str:
    if text in COLORS:
        return COLORS[text]
    if not _HEX_COLOR.fullmatch(text):
        match = nearest(text, COLORS)
        help = f"did you mean `{match}`?" if match else 'such as `red`, or in quotes `"#d62728"`'
        raise QuantityError("bad-color", f"`{text}` is no colour", help)
    return text.lower()


def _comparison(text: str) -> Comparison:
    name = COMPARISONS.get(text.strip(), text.strip())
    try:
        return Comparison(name)
    except ValueError:
        known = [comparison.value for comparison in Comparison]
        help = did_you_mean(name, known)
        raise QuantityError("bad-value", f"`{text}` is no comparison", help) from None


Duration = Annotated[int, reader(parse_seconds)]
"""`5 minutes`, as seconds."""

Minutes = Annotated[int, reader(_minutes)]
"""`5 minutes`, as seconds, a whole number of minutes."""

Retention = Annotated[int, reader(_retention)]
"""`30 days`, as one of the day counts CloudWatch Logs knows."""

Threshold = Annotated[Quantity, reader(parse_quantity)]
"""`5%` or `10,000 events`, converted once the metric's unit is known."""

MetricUnit = Annotated[Unit, reader(parse_unit)]
"""`Percent`, `Milliseconds`, `Count of events`."""

Statistic = Annotated[str, reader(_statistic)]
"""`Average`, `p95`, …"""

WholeNumber = Annotated[int, reader(within(1))]
"""A whole number from 1 up."""

Share = Annotated[float, reader(_share)]
"""`10%`, as 0.1; from 0 to 1."""

Flag = Annotated[bool, reader(_flag)]
"""`true` or `false`."""

Account = Annotated[str, reader(_account)]
"""The 12 digits of an AWS account, leading zeros kept."""

Region = Annotated[str, reader(_region)]
"""`us-east-1`."""

DomainName = Annotated[str, reader(_domain)]
"""`eventflow.example`."""

HttpsUrl = Annotated[str, reader(read_https)]
"""`https://wiki.example/`."""

ComparisonOperator = Annotated[Comparison, reader(_comparison)]
"""`GreaterThanThreshold`, or as people write it: `>`."""

Color = Annotated[str, reader(_color)]
"""`red`, or `"#d62728"`; in quotes, for `#` begins a comment."""
