"""The values a metric can have: as written, and as its unit says."""

import pytest

from eventflow_monitoring.model.metric import Range
from eventflow_monitoring.model.unit import Unit
from eventflow_monitoring.specs.quantity import QuantityError
from eventflow_monitoring.specs.value_range import ValueRange, WrittenRange, usual_range
from tests.specs.expanding import expanded
from tests.specs.written import Refused, read

_UNIT = {"percent": Unit("Percent"), "ratio": Unit("Ratio"), "ms": Unit("Milliseconds")}


def written(text: str, unit: Unit) -> Range:
    """Return what a text means of a unit."""
    found = read(ValueRange, text)
    assert isinstance(found, WrittenRange)
    return found.of(unit)


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("0 to 100%", "percent", Range(0, 100)),
        ("0% to 100%", "ratio", Range(0, 1)),
        ("  10  to  20 ", "percent", Range(10, 20)),
        ("-5 to -1", "percent", Range(-5, -1)),
        ("0 or more", "percent", Range(0, None)),
        ("1 second or  more", "ms", Range(1_000, None)),
        ("1 second to 1 minute", "ms", Range(1_000, 60_000)),
        ("any", "percent", Range(None, None)),
        (" any ", "percent", Range(None, None)),
    ],
)
def test_range_is_in_the_unit_of_its_metric(text: str, unit: str, expected: Range) -> None:
    """Quantities with units are converted; both ends belong to it."""
    assert written(text, _UNIT[unit]) == expected


@pytest.mark.parametrize("text", ["5 to 5", "6 to 5", "1 second to 500 ms"])
def test_range_ends_after_it_begins(text: str) -> None:
    """Judged in the metric's unit."""
    with pytest.raises(QuantityError, match="the range ends before it begins"):
        written(text, _UNIT["ms"])


@pytest.mark.parametrize("text", ["5", "0..5", "to 5", "0 to", "0 or less", "all", "0-5", "0 or"])
def test_other_texts_are_no_range(text: str) -> None:
    """The forms are named."""
    help = "such as `0 to 100%`, `0 or more`, `any`"
    assert read(ValueRange, text) == Refused(f"`{text}` is no range", help)


def test_ends_are_numbers() -> None:
    """What is wrong with an end is said of the end."""
    assert read(ValueRange, "low to 5").message == "`low` does not begin with a number"
    assert read(ValueRange, "0 to high").message == "`high` does not begin with a number"


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (Unit("Percent"), Range(0, 100)),
        (Unit("Ratio"), Range(0, 1)),
        (Unit("Count", "events"), Range(0, None)),
        (Unit("Milliseconds"), Range(0, None)),
        (Unit("None"), Range(None, None)),
    ],
)
def test_units_have_a_usual_range(unit: Unit, expected: Range) -> None:
    """Nothing is known of a metric without a unit; nothing else is negative."""
    assert usual_range(unit) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("0 to 5 evnts", "bad-unit: `evnts` does not fit a metric in Count of events"),
        ("5 to 0", "bad-range: the range ends before it begins"),
        ("much", "bad-range: `much` is no range"),
    ],
)
def test_mistake_is_shown_at_the_range(text: str, message: str) -> None:
    """Of stored and of computed metrics."""
    for keys in ("Namespace: A, Statistic: Sum", "Expression: Lag * 2"):
        found = expanded(f"Metrics: {{M: {{{keys}, Unit: Count of events, Range: {text}}}}}\n")
        assert found.messages == [message]
        assert found.carets == [text]
