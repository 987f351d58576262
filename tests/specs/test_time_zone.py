"""Time zones: names of the IANA database, and offsets."""

import pytest

from eventflow_monitoring.specs.time_zone import TimeZone
from tests.specs.written import Refused, read


@pytest.mark.parametrize(
    "text",
    ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "+00:00", "-03:30", "+05:45",
     "+14:00", "UTC+05:30", "UTC-14:55"],
)  # fmt: skip
def test_zone_is_taken_as_written(text: str) -> None:
    """Names and offsets in steps of five minutes."""
    assert read(TimeZone, text) == text


@pytest.mark.parametrize(
    ("text", "message", "help"),
    [
        ("Europe/Berln", "no time zone is called `Europe/Berln`", "did you mean `Europe/Berlin`?"),
        ("+05:31", "`+05:31` is not a multiple of 5 minutes", None),
        ("UTC-00:59", "`UTC-00:59` is not a multiple of 5 minutes", None),
    ],
)
def test_other_texts_are_refused(text: str, message: str, help: str | None) -> None:
    """With what was probably meant."""
    assert read(TimeZone, text) == Refused(message, help)


@pytest.mark.parametrize(
    "text", ["+15:00", "+5:30", "+05:60", "05:30", "+0530", "europe/berlin ", "GMT+05:30"]
)
def test_offset_has_one_form(text: str) -> None:
    """Hours to 14 and minutes in two digits each, a sign before them."""
    found = read(TimeZone, text)
    assert isinstance(found, Refused)
    assert found.message == f"no time zone is called `{text}`"
    assert found.help is not None
