"""When an alarm is evaluated, and which periods it sees then.

Source: CloudWatch User Guide, "Evaluating an alarm" and "Alarm evaluation window". Times are seconds
from minute 0, which is `epoch` (seconds since 1970, a whole minute) on the clock.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from eventflow_monitoring.model.trigger import Evaluation

_TEN_SECONDS, _MINUTE, _HOUR, _DAY, _WEEK = 10, 60, 3_600, 86_400, 604_800


@dataclass(frozen=True, slots=True)
class Clock:
    """The grid of a run: `interval` is the length of a sample in seconds."""

    epoch: int
    interval: int


@dataclass(frozen=True, slots=True)
class Bucket:
    """A period: the samples that begin at `start` or later, and before `end`."""

    start: int
    end: int


def evaluation_times(evaluation: Evaluation, clock: Clock, duration: int) -> Iterator[int]:
    """Yield when an alarm is evaluated from minute 0 to the end of a run, both included.

    Every minute; periods under a minute every 10 seconds; where all periods together are more than
    a day, when the alarm is created (minute 0) and on every full hour.
    """
    step = evaluation_step(evaluation)
    if step is None:
        yield 0
        yield from range(_HOUR - clock.epoch % _HOUR, duration + 1, _HOUR)
        return
    yield from range(0, duration + 1, step)


def evaluation_step(evaluation: Evaluation) -> int | None:
    """Return after how many seconds an alarm is evaluated again; None where that is on full hours."""
    if _is_hourly(evaluation):
        return None
    return _TEN_SECONDS if evaluation.period < _MINUTE else _MINUTE


def buckets_at(evaluation: Evaluation, clock: Clock, moment: int, count: int) -> tuple[Bucket, ...]:
    """Return the newest `count` periods that an evaluation sees, oldest first."""
    newest = moment
    if _is_hourly(evaluation):
        newest -= (clock.epoch + newest) % _HOUR
    if evaluation.time_zone is not None:
        return _by_the_clock(evaluation, clock, newest, count)
    # A period ends with a sample: one that has just begun is not there yet.
    newest -= newest % clock.interval
    ends = range(newest - (count - 1) * evaluation.period, newest + 1, evaluation.period)
    return tuple(Bucket(end - evaluation.period, end) for end in ends)


@lru_cache
def zone_of(name: str) -> tzinfo:
    """Return a time zone by its IANA name or as an offset: `+05:30`, `UTC+05:30`.

    Raises ZoneInfoNotFoundError, a KeyError, where this machine does not know it.
    """
    offset = name.removeprefix("UTC")
    if not offset.startswith(("+", "-")):
        return ZoneInfo(name)
    hours, minutes = offset[1:].split(":")
    length = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(length if offset[0] == "+" else -length)


def _is_hourly(evaluation: Evaluation) -> bool:
    return evaluation.evaluation_periods * evaluation.period > _DAY


def _by_the_clock(
    evaluation: Evaluation, clock: Clock, moment: int, count: int
) -> tuple[Bucket, ...]:
    """Return periods from one mark of a wall clock to the next, the last that are complete.

    Where the clock changes, a period is shorter or longer: a day has 23 or 25 hours.
    """
    assert evaluation.time_zone is not None
    zone = zone_of(evaluation.time_zone)
    marks = [_mark_before(clock.epoch + moment, evaluation.period, zone)]
    for _ in range(count):
        marks.append(_mark_before(marks[-1] - 1, evaluation.period, zone))
    marks.reverse()
    return tuple(Bucket(start - clock.epoch, end - clock.epoch) for start, end in pairwise(marks))


@lru_cache(maxsize=4_096)  # consecutive evaluations see almost the same periods
def _mark_before(moment: int, period: int, zone: tzinfo) -> int:
    """Return the last time at or before a moment when a period of the wall clock begins.

    A day begins at midnight, a week on Monday; where midnight is skipped, at what follows it.
    """
    local = datetime.fromtimestamp(moment, zone)
    if period < _DAY:
        mark = moment - moment % _MINUTE
        while _minutes_of(datetime.fromtimestamp(mark, zone)) % (period // _MINUTE):
            mark -= _MINUTE
        return mark
    day = local.date()
    if period == _WEEK:
        day -= timedelta(days=day.weekday())
    return int(datetime.combine(day, time.min, zone).timestamp())


def _minutes_of(local: datetime) -> int:
    return local.hour * _MINUTE + local.minute
