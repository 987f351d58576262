"""Mutes in words: `every Sunday at 03:00 for 2 hours (Europe/Berlin)`."""

from eventflow_monitoring.model.mute import Mute
from eventflow_monitoring.model.wording import duration_in_words

_WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_SHORT = {name[:3].upper(): name for name in _WEEKDAYS}


def mute_in_words(mute: Mute) -> str:
    """Say when a mute is in force."""
    parts = [f"{_start_in_words(mute.schedule)} for {duration_in_words(mute.duration)}"]
    if mute.starts is not None:
        parts.append(f"from {_moment(mute.starts)}")
    if mute.expires is not None:
        parts.append(f"until {_moment(mute.expires)}")
    return f"{', '.join(parts)} ({mute.time_zone})" if _has_zone(mute) else ", ".join(parts)


def _has_zone(mute: Mute) -> bool:
    """Tell whether the zone need be said: the moments are in UTC, and say so."""
    return mute.time_zone != "UTC" or (mute.starts is None and mute.expires is None)


def _moment(text: str) -> str:
    return f"{text[:10]} {text[11:16]} UTC"


def _start_in_words(schedule: str) -> str:
    """Say when it begins; a schedule that no sentence fits is told as it is."""
    if schedule.startswith("at("):
        return f"on {schedule[3:13]} at {schedule[14:19]}"
    minute, hour, date, month, weekday = schedule.removeprefix("cron(").removesuffix(")").split()
    time = _time(minute, hour)
    day = _day(date, weekday) if month == "*" else None
    return f"{day} {time}" if time is not None and day is not None else f"by {schedule}"


def _time(minute: str, hour: str) -> str | None:
    if not minute.isdigit():
        return None
    hours = hour.split(",")
    if not all(one.isdigit() for one in hours):
        return None
    return f"at {_listed([f'{int(one):02}:{int(minute):02}' for one in hours])}"


def _day(date: str, weekday: str) -> str | None:
    if weekday == "*":
        dates = date.split(",")
        if date == "*":
            return "every day"
        numbered = all(one.isdigit() for one in dates)
        return f"on day {_listed(dates)} of every month" if numbered else None
    if date != "*":
        return None
    names = []
    for part in weekday.split(","):
        ends = [_weekday(end) for end in part.split("-")]
        if None in ends:
            return None
        names.append(" to ".join(map(str, ends)))
    return f"every {_listed(names)}"


def _weekday(text: str) -> str | None:
    return _WEEKDAYS[int(text)] if text.isdigit() else _SHORT.get(text.upper())


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
