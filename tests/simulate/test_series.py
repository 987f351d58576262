"""promtool's notation of series."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.simulate.series import MAX_SAMPLES, parse_series


@pytest.mark.parametrize(
    ("text", "samples"),
    [
        ("7", (7.0,)),
        ("0x2", (0.0, 0.0, 0.0)),
        ("7x0", (7.0,)),
        ("_", (None,)),
        ("_x2 5", (None, None, 5.0)),
        ("1 _x0 2", (1.0, 2.0)),
        ("-2+4x3", (-2.0, 2.0, 6.0, 10.0)),
        ("1-2x4", (1.0, -1.0, -3.0, -5.0, -7.0)),
        ("+1.5", (1.5,)),
        (".5 1. 0.25x1", (0.5, 1.0, 0.25, 0.25)),
        ("1e3 1E-1 2.5e+2x1", (1000.0, 0.1, 250.0, 250.0)),
        ("0+0.1x3", (0.0, 0.1, 0.2, pytest.approx(0.3))),
        ("  0x1\n\t9\r\n", (0.0, 0.0, 9.0)),
    ],
)
def test_series_are_read(text: str, samples: tuple[float | None, ...]) -> None:
    """Every form of promtool's notation says which samples it stands for."""
    assert parse_series(text) == samples


@pytest.mark.parametrize(
    ("text", "blamed", "message", "help"),
    [
        ("0x3 stale 1", "stale", "CloudWatch has no stale markers", "`_` is a missing sample"),
        ("1 NaN", "NaN", "CloudWatch takes no `NaN`", "`_` is a missing sample"),
        ("-Inf", "-Inf", "CloudWatch takes no `-Inf`", "`_` is a missing sample"),
        ("{{schema:1}}x3", "{{schema:1}}x3", "CloudWatch has no native histograms", None),
        ("1 1,000x3", "1,000x3", "`1,000x3` is no sample", "did you mean `1000x3`?"),
        ("1_000", "1_000", "`1_000` is no sample", "did you mean `1000`?"),
        ("1x4,0x4", "1x4,0x4", "`1x4,0x4` is no sample", "blanks stand between parts: `1x4 0x4`"),
        ("1 x3", "x3", "`x3` is no sample", "no blanks inside"),
        ("1+ 2x3", "1+", "`1+` is no sample", "no blanks inside"),
        ("010", "010", "`010` is no sample", "octal"),
        ("1+-2x3", "1+-2x3", "`1+-2x3` is no sample", "such as `0x9"),
        ("1+2", "1+2", "`1+2` is no sample", "such as `0x9"),
        ("5 five", "five", "`five` is no sample", "such as `0x9"),
        ("1x-3", "1x-3", "`1x-3` is no sample", "such as `0x9"),
        ("٣", "٣", "`٣` is no sample", "such as `0x9"),
        ("", "", "the series has no samples", "such as `0x9"),
        ("1 1e999", "1e999", "CloudWatch takes no number as large as in `1e999`", "at most 2^360"),
        ("0+1e108x9", "0+1e108x9", "CloudWatch takes no number as large", "at most 2^360"),
    ],
)
def test_mistakes_are_refused_where_they_stand(
    text: str, blamed: str, message: str, help: str | None
) -> None:
    """What is no series of CloudWatch's is refused with its place and what to write instead."""
    with pytest.raises(ExpressionError) as caught:
        parse_series(text)
    assert text[slice(*caught.value.span)] == blamed
    assert message in caught.value.message
    assert (help or "") in (caught.value.help or "")


@pytest.mark.parametrize(
    "text", [f"0x{MAX_SAMPLES}", f"_x{MAX_SAMPLES} 1", "1x" + "9" * 5_000, "0x600000 0x600000"]
)
def test_too_many_samples_are_refused(text: str) -> None:
    """More samples than anybody needs are an error, whatever room they would take."""
    with pytest.raises(ExpressionError, match="more than 1,000,000 samples"):
        parse_series(text)


def test_as_many_samples_as_the_limit_are_read() -> None:
    """The limit itself is within the limit."""
    assert len(parse_series(f"_x{MAX_SAMPLES}")) == MAX_SAMPLES


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes the parser fail in another way than by refusing a part of it."""
    try:
        parse_series(text)
    except ExpressionError as error:
        start, end = error.span
        assert 0 <= start <= end <= len(text)
