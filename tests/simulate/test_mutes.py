"""When mutes are in force."""

from datetime import UTC, datetime
from typing import Any

import pytest

from eventflow_monitoring.model.mute import Mute
from eventflow_monitoring.simulate.mutes import Muted, end_of_muting, muted_at, muted_times
from tests.simulate.models import ORIGIN

HOUR, DAY = 3_600, 86_400


def mute(schedule: str, **changes: Any) -> Mute:
    """Return a mute of two hours."""
    fields: dict[str, Any] = {
        "duration": 2 * HOUR,
        "time_zone": "UTC",
        "starts": None,
        "expires": None,
        **changes,
    }
    return Mute(
        name="m", physical_name="m", description="", alarms=("A",), tiers=(), schedule=schedule,
        origin=ORIGIN, **fields,
    )  # fmt: skip


def times(mute: Mute, start: str, duration: int = DAY) -> list[tuple[float, float]]:
    """Return the windows of a mute in a run, in hours from its beginning."""
    epoch = int(datetime.fromisoformat(start).replace(tzinfo=UTC).timestamp())
    windows = muted_times(mute, epoch, duration)
    return [(one.start / HOUR, one.end / HOUR) for one in windows]


@pytest.mark.parametrize(
    ("schedule", "changes", "start", "windows"),
    [
        ("cron(0 3 * * *)", {}, "2027-03-01T00:00", [(3, 5)]),
        ("cron(30 3,9 * * *)", {}, "2027-03-01T00:00", [(3.5, 5.5), (9.5, 11.5)]),
        ("cron(0 3 * * MON)", {}, "2027-03-01T00:00", [(3, 5)]),
        ("cron(0 3 * * 2-5)", {}, "2027-03-01T00:00", []),
        ("cron(0 3 1 * *)", {}, "2027-03-01T00:00", [(3, 5)]),
        ("cron(0 3 2 * *)", {}, "2027-03-01T00:00", []),
        ("cron(0 3 2 * MON)", {}, "2027-03-01T00:00", [(3, 5)]),  # by date or by weekday
        ("cron(0 3 1 APR-JUN *)", {}, "2027-03-01T00:00", []),
        ("cron(0 23 * * *)", {}, "2027-03-01T00:00", [(-1, 1), (23, 25)]),
        ("cron(0 3 * * *)", {"time_zone": "Europe/Berlin"}, "2027-03-01T00:00", [(2, 4)]),
        ("cron(0 0 * * *)", {"time_zone": "Asia/Tokyo"}, "2027-03-01T00:00", [(15, 17)]),
        ("cron(0 3 * * *)", {"starts": "2027-03-01T03:00:01Z"}, "2027-03-01T00:00", []),
        ("cron(0 3 * * *)", {"starts": "2027-03-01T03:00:00Z"}, "2027-03-01T00:00", [(3, 5)]),
        ("cron(0 3 * * *)", {"expires": "2027-03-01T04:00:00Z"}, "2027-03-01T00:00", [(3, 4)]),
        ("cron(0 3 * * *)", {"expires": "2027-03-01T03:00:00Z"}, "2027-03-01T00:00", []),
        ("at(2027-03-01T08:00)", {}, "2027-03-01T00:00", [(8, 10)]),
        ("at(2027-03-01T08:00)", {"time_zone": "Europe/Berlin"}, "2027-03-01T00:00", [(7, 9)]),
        ("at(2027-02-20T00:00)", {"duration": 10 * DAY}, "2027-03-01T00:00", [(-216, 24)]),
        # Clocks go from 2 to 3 on 28 March: at half past two, an hour later by then.
        ("cron(30 2 * * *)", {"time_zone": "Europe/Berlin"}, "2027-03-28T00:00", [(1.5, 3.5)]),
        # Half past two comes twice on 31 October: the first counts.
        ("cron(30 2 * * *)", {"time_zone": "Europe/Berlin"}, "2027-10-31T00:00", [(0.5, 2.5)]),
    ],
)
def test_windows(
    schedule: str, changes: dict[str, Any], start: str, windows: list[tuple[float, float]]
) -> None:
    """A mute is in force from each time of its schedule on, by the clock of its time zone."""
    assert times(mute(schedule, **changes), start) == windows


def test_the_longest_window_counts() -> None:
    """Where mutes overlap, an alarm is muted until the last of them ends."""
    windows = [Muted(0, 60, "a"), Muted(30, 120, "b"), Muted(120, 180, "c")]
    assert muted_at(windows, 45) == windows[1]
    assert muted_at(windows, 180) is None
    assert end_of_muting(windows, windows[0]) == 180
