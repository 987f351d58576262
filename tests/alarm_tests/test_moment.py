"""Times in a test are read as they are written, and the other way round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventflow_monitoring.alarm_tests.moment import moment_text, parse_moment
from eventflow_monitoring.specs.quantity import QuantityError


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0),
        ("0m", 0),
        ("15m", 900),
        ("1h30m", 5_400),
        ("1m30s", 90),
        (" 90 seconds ", 90),
        ("2 hours", 7_200),
        ("1d", 86_400),
    ],
)
def test_time_is_read(text: str, seconds: int) -> None:
    """Short and long units, one or several."""
    assert parse_moment(text) == seconds


@pytest.mark.parametrize(
    "text", ["15", "soon", "-5m", "", "5m later", "1.5", "m", "9" * 5_000 + "m"]
)
def test_what_is_no_time_is_refused(text: str) -> None:
    """Nothing else is raised, whatever it is."""
    with pytest.raises(QuantityError):
        parse_moment(text)


def test_number_alone_is_taken_for_minutes() -> None:
    """The help says so; as seconds it would be a time before the first evaluation."""
    with pytest.raises(QuantityError) as refused:
        parse_moment("5")
    assert refused.value.help == "say `5m`"


@given(st.integers(0, 10**7))
def test_time_that_is_written_is_read(seconds: int) -> None:
    """To the same second."""
    assert parse_moment(moment_text(seconds)) == seconds
