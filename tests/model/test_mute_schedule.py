"""The schedule of a mute, from the expression that the model holds."""

from datetime import date, datetime

import pytest

from eventflow_monitoring.model.mute_schedule import schedule_of
from eventflow_monitoring.specs.mute_schedule import parse_mute_schedule


@pytest.mark.parametrize(
    "text",
    [
        "cron(0 3 * * SUN)",
        "cron(0,30 3-5 1,15 JAN-mar,7 *)",
        "cron(5 0 * * 1-5,sat)",
        "2026-12-24T18:00",
    ],
)
def test_what_was_written_comes_back(text: str) -> None:
    """An expression that was taken means again what it meant when it was read."""
    written = parse_mute_schedule(text)
    assert schedule_of(written.expression) == written


def test_begins() -> None:
    """A schedule begins at each of its times on each of its days."""
    twice = schedule_of("cron(30 18,3 * * MON)")
    assert list(twice.begins_between(date(2027, 3, 1), date(2027, 3, 7))) == [
        datetime(2027, 3, 1, 3, 30),  # noqa: DTZ001 -- by its own clock
        datetime(2027, 3, 1, 18, 30),  # noqa: DTZ001
    ]
    once = schedule_of("at(2027-03-02T08:00)")
    assert len(list(once.begins_between(date(2027, 3, 2), date(2027, 3, 2)))) == 1
    assert list(once.begins_between(date(2027, 3, 3), date(2027, 3, 9))) == []
