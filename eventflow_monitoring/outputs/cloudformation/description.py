"""What a notification says: the description of an alarm, which goes out with it."""

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.alarm_text import MAX_LENGTH, lines_below, room_for_condition
from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.wording import condition_in_words


def description(alarm: Alarm, environment: Environment, name: str) -> str:
    """Return what is known about an alarm, a line each: its meaning, condition, runbook, owner, link.

    `name` is the physical name the link leads to. Where that is too long, the condition is cut; the
    rule `long-description` sees to it that there is room for some of it.
    """
    condition = condition_in_words(alarm)
    below = lines_below(alarm, environment, name)
    whole = _joined(alarm.description, condition, *below)
    if len(whole) <= MAX_LENGTH:
        return whole
    room = room_for_condition(alarm, environment, name)
    return _joined(alarm.description, f"{condition[: max(0, room - 1)]}…", *below)


def _joined(*lines: str) -> str:
    return "\n".join(line for line in lines if line)
