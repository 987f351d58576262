"""Numbers with units: how they are read, and what they are in a metric's unit."""

import pytest

from eventflow_monitoring.model.unit import Unit
from eventflow_monitoring.specs.quantity import (
    QuantityError,
    convert,
    parse_quantity,
    parse_seconds,
    parse_unit,
)


@pytest.mark.parametrize(
    ("text", "number", "word"),
    [
        ("5%", 5, "%"),
        ("5 %", 5, "%"),
        ("0.05", 0.05, None),
        ("10,000 events", 10_000, "events"),
        ("1,234,567.5 events", 1_234_567.5, "events"),
        ("10000 events", 10_000, "events"),
        ("  -5 ", -5, None),
        ("+5", 5, None),
        ("1e3", 1_000, None),
        ("1e-3 seconds", 0.001, "seconds"),
        ("5 failed requests", 5, "failed requests"),
        ("010", 10, None),
        ("0", 0, None),
        ("2e99", 2e99, None),
    ],
)
def test_number_and_its_word_are_read(text: str, number: float, word: str | None) -> None:
    """A comma stands between groups of three digits; the rest is the word."""
    quantity = parse_quantity(text)
    assert (quantity.number, quantity.word) == (number, word)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "`` does not begin with a number"),
        ("%", "`%` does not begin with a number"),
        ("events", "`events` does not begin with a number"),
        ("- 5", "`- 5` does not begin with a number"),
        ("٥", "`٥` does not begin with a number"),
        ("nan", "`nan` does not begin with a number"),
        ("inf", "`inf` does not begin with a number"),
        ("10,00", "`10,00` is not a number"),
        ("1,0000", "`1,0000` is not a number"),
        ("1000,000", "`1000,000` is not a number"),
        (",100", "`,100` is not a number"),
        ("1,", "`1,` is not a number"),
        ("1.", "`1.` is not a number"),
        (".5", "`.5` is not a number"),
        ("1.2.3", "`1.2.3` is not a number"),
        ("1.234,5", "`1.234,5` is not a number"),
        ("1e999", "`1e999` is more than CloudWatch can hold"),
        ("-1e400 events", "`-1e400` is more than CloudWatch can hold"),
        ("1e109", "`1e109` is more than CloudWatch can hold"),
        ("9" * 400, f"`{'9' * 400}` is more than CloudWatch can hold"),
        ("5 + 3e", None),
    ],
)
def test_text_that_is_no_number_is_refused(text: str, message: str | None) -> None:
    """A number that is only almost one is shown without its word."""
    if message is None:
        assert parse_quantity(text).word == "+ 3e"
        return
    with pytest.raises(QuantityError) as caught:
        parse_quantity(text)
    assert (caught.value.rule, caught.value.message) == ("bad-number", message)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        # A bare number is in the metric's unit already.
        ("5", "Percent", 5),
        ("5", "Milliseconds", 5),
        ("5", "Count of events", 5),
        ("5", "Bytes/Second", 5),
        ("500 megabytes", "Bytes", 500_000_000),
        # Shares.
        ("5%", "Percent", 5),
        ("5%", "Ratio", 0.05),
        ("7 percent", "Ratio", 0.07),
        ("0.07%", "Ratio", 0.0007),
        ("99.95 %", "Ratio", 0.9995),
        # Time.
        ("1 second", "Milliseconds", 1_000),
        ("1 second", "Seconds", 1),
        ("1 second", "Microseconds", 1_000_000),
        ("250 ms", "Seconds", 0.25),
        ("5 µs", "Microseconds", 5),
        ("5 us", "Milliseconds", 0.005),
        ("1.5 minutes", "Seconds", 90),
        ("2 min", "Milliseconds", 120_000),
        ("1 h", "Seconds", 3_600),
        ("1 day", "Seconds", 86_400),
        ("5 MINUTES", "Seconds", 300),
        # Bytes.
        ("1 byte", "Bytes", 1),
        ("2 KB", "Bytes", 2_000),
        ("2 KiB", "Bytes", 2_048),
        ("1.5 MB", "Bytes", 1_500_000),
        ("1 GiB", "Bytes", 1_073_741_824),
        ("1 TB", "Bytes", 1e12),
        ("3 B", "Bytes", 3),
        # What is counted.
        ("1 event", "Count of events", 1),
        ("10,000 Events", "Count of events", 10_000),
        ("5 bytes/second", "Bytes/Second", 5),
        ("5 Count", "Count of events", None),
        ("5 counts/second", "Count/Second", None),
    ],
)
def test_quantity_is_converted_to_the_unit_of_the_metric(
    text: str, unit: str, value: float | None
) -> None:
    """Units that fit are converted exactly, those that do not are refused."""
    quantity, target = parse_quantity(text), parse_unit(unit)
    if value is not None:
        assert convert(quantity, target) == value
        return
    with pytest.raises(QuantityError, match="does not fit a metric in"):
        convert(quantity, target)


@pytest.mark.parametrize(
    ("text", "unit", "help"),
    [
        ("85%", "Bytes", "such as `85 MB`"),
        ("85%", "Milliseconds", "such as `85 seconds`"),
        ("1 secnd", "Milliseconds", "did you mean `seconds`?"),
        ("500msec", "Milliseconds", "write `500 milliseconds`"),
        ("2 hrs", "Seconds", "write `2 hours`"),
        ("10k events", "Count of events", "write `10,000 events`"),
        ("10k", "Count of events", "write `10,000`"),
        ("1.5 million", "Count", "write `1,500,000`"),
        ("2M events", "None", "write `2,000,000 events`"),
        ("2 m", "Count of events", "such as `2 events`"),
        ("1 giga", "Bytes", "such as `1 MB`"),
        ("500 Mb", "Bytes", "say `500 MB`, if bytes are meant"),
        ("1 second", "Percent", "such as `1 %`"),
        ("10,000 evnets", "Count of events", "did you mean `events`?"),
        ("10,000.5 requests", "Count of events", "such as `10,000.5 events`"),
        ("5 events", "Count", "name it in the catalogue: `Unit: Count of events`"),
        ("5 events", "None", "write `5`"),
    ],
)
def test_unit_that_does_not_fit_is_refused_with_one_that_does(
    text: str, unit: str, help: str
) -> None:
    """The help is what was probably meant, or an example."""
    with pytest.raises(QuantityError) as caught:
        convert(parse_quantity(text), parse_unit(unit))
    assert (caught.value.rule, caught.value.help) == ("bad-unit", help)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1 second", 1),
        ("30s", 30),
        ("5 minutes", 300),
        ("1.5 hours", 5_400),
        ("7 days", 604_800),
        ("60000 ms", 60),
        ("0.1 minutes", 6),
        ("1,440 min", 86_400),
        ("4.1 minutes", 246),
    ],
)
def test_duration_is_whole_seconds(text: str, seconds: int) -> None:
    """A duration is read exactly, whatever unit of time it is in."""
    assert parse_seconds(text) == seconds


@pytest.mark.parametrize(
    ("text", "message", "help"),
    [
        ("5", "`5` has no unit", "say `5 seconds`"),
        (
            "",
            "`` is not a duration",
            "write a number and a unit: `30 seconds`, `5 minutes`, `1 hour`, `7 days`",
        ),
        ("5 weeks", "`weeks` is no unit of time", "known: `seconds`, `minutes`, `hours`, `days`"),
        ("5 hrs", "`hrs` is no unit of time", "write `5 hours`"),
        ("5 hurs", "`hurs` is no unit of time", "did you mean `hours`?"),
        ("1 minute 30 seconds", "`minute 30 seconds` is no unit of time", None),
        ("0 seconds", "`0 seconds` is not a whole number of seconds above 0", None),
        ("-5 minutes", "`-5 minutes` is not a whole number of seconds above 0", None),
        ("0.5 seconds", "`0.5 seconds` is not a whole number of seconds above 0", None),
    ],
)
def test_text_that_is_no_duration_is_refused(text: str, message: str, help: str | None) -> None:
    """What is wrong with a duration is said, and how to say it."""
    with pytest.raises(QuantityError) as caught:
        parse_seconds(text)
    assert caught.value.rule == "bad-duration"
    assert caught.value.message == message
    assert help is None or caught.value.help == help


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Percent", Unit("Percent")),
        ("Count", Unit("Count")),
        ("Count of events", Unit("Count", "events")),
        (" Count of  failed requests ", Unit("Count", "failed requests")),
        ("None", Unit("None")),
        ("Ratio", Unit("Ratio")),
        ("Bytes/Second", Unit("Bytes/Second")),
    ],
)
def test_unit_of_a_metric_is_read(text: str, unit: Unit) -> None:
    """CloudWatch's units are taken by name, a count with what it counts."""
    assert parse_unit(text) == unit


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("percent", "`percent` is no unit"),
        ("", "`` is no unit"),
        ("Count of", "`Count of` is no unit"),
        ("Bytes of data", "only a Count is `of` something, `Bytes` is not"),
    ],
)
def test_text_that_is_no_unit_is_refused(text: str, message: str) -> None:
    """A unit is spelled as CloudWatch spells it."""
    with pytest.raises(QuantityError) as caught:
        parse_unit(text)
    assert caught.value.message == message
