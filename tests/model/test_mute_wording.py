"""Mutes in words: when they are in force."""

import pytest

from eventflow_monitoring.model.mute_wording import mute_in_words
from tests.specs.expanding import expanded


def words(keys: str) -> str:
    """Return the words for a mute."""
    found = expanded(
        "Alarms:\n  A: {Tier: low, Condition: Lag > 1}\n"
        f"Mutes:\n  m: {{Alarms: [A], Duration: 2 hours, {keys}}}\n"
    )
    assert found.problems == (), found.shown
    return mute_in_words(found.monitoring.mutes[0])


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("Schedule: cron(0 3 * * SUN), TimeZone: Europe/Berlin",
         "every Sunday at 03:00 for 2 hours (Europe/Berlin)"),
        ("Schedule: cron(30 22 * * *)", "every day at 22:30 for 2 hours (UTC)"),
        ("Schedule: 'cron(0 3,15 * * MON-FRI)'",
         "every Monday to Friday at 03:00 and 15:00 for 2 hours (UTC)"),
        ("Schedule: 'cron(0 3 * * 0,2,sat)'",
         "every Sunday, Tuesday and Saturday at 03:00 for 2 hours (UTC)"),
        ("Schedule: 'cron(5 4 1,15 * *)'", "on day 1 and 15 of every month at 04:05 for 2 hours (UTC)"),
        ("Schedule: 'cron(0 0-6 * * *)', Expires: 2027-01-01",
         "by cron(0 0-6 * * *) for 2 hours, until 2027-01-01 00:00 UTC"),
        ("Schedule: 'cron(0,30 3 * * *)'", "by cron(0,30 3 * * *) for 2 hours (UTC)"),
        ("Schedule: cron(0 3 24 12 *)", "by cron(0 3 24 12 *) for 2 hours (UTC)"),
        ("Schedule: cron(0 3 1 * MON)", "by cron(0 3 1 * MON) for 2 hours (UTC)"),
        ("Schedule: cron(0 3 1-7 * *)", "by cron(0 3 1-7 * *) for 2 hours (UTC)"),
        ("Schedule: '2026-12-24T18:00', TimeZone: Europe/Berlin",
         "on 2026-12-24 at 18:00 for 2 hours (Europe/Berlin)"),
        ("Schedule: cron(0 3 * * SUN), Starts: 2026-12-01, Expires: '2027-01-01T00:30+02:00'",
         "every Sunday at 03:00 for 2 hours, from 2026-12-01 00:00 UTC, until 2026-12-31 22:30 UTC"),
    ],
)  # fmt: skip
def test_mute_in_words(keys: str, said: str) -> None:
    """As people say it, where a sentence fits; otherwise with the schedule as CloudWatch has it."""
    assert words(keys) == said
