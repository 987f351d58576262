"""When alarms are muted, and what comes of their actions then.

Source: CloudWatch User Guide, "Alarm mute rules", and API, PutAlarmMuteRule. Where a clock skips the
time at which a mute begins, it begins that much later; where the time comes twice, at the first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from eventflow_monitoring.model.mute import Mute
from eventflow_monitoring.model.mute_schedule import schedule_of
from eventflow_monitoring.simulate.windows import zone_of

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Muted:
    """A time in which an alarm is muted, in seconds from minute 0, the end exclusive."""

    start: int
    end: int
    mute: str


def muted_times(mute: Mute, epoch: int, duration: int) -> Iterator[Muted]:
    """Yield the windows of a mute that touch a run from `epoch` on, in the order of time."""
    zone = zone_of(mute.time_zone)
    reach = timedelta(seconds=mute.duration)
    first = datetime.fromtimestamp(epoch, zone) - reach - _DAY
    last = datetime.fromtimestamp(epoch + duration, zone) + _DAY
    starts = None if mute.starts is None else _seconds(mute.starts)
    expires = None if mute.expires is None else _seconds(mute.expires)
    for begin in schedule_of(mute.schedule).begins_between(first.date(), last.date()):
        start = int(begin.replace(tzinfo=zone).timestamp())
        end = start + mute.duration
        if starts is not None and start < starts:
            continue
        if expires is not None:
            end = min(end, expires)
        if start < end and end > epoch and start <= epoch + duration:
            yield Muted(start - epoch, end - epoch, mute.name)


def muted_at(windows: Sequence[Muted], time: int) -> Muted | None:
    """Return the window that a time is in, the one that lasts longest; None where it is in none."""
    around = [window for window in windows if window.start <= time < window.end]
    return max(around, key=lambda window: window.end, default=None)


def end_of_muting(windows: Sequence[Muted], window: Muted) -> int:
    """Return when an alarm in a window is no longer muted, by another mute neither."""
    following = muted_at(windows, window.end)
    return window.end if following is None else end_of_muting(windows, following)


def _seconds(moment: str) -> int:
    """Return a time in UTC as seconds since 1970."""
    return int(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp())
