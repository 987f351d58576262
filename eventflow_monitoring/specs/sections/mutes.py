"""`Mutes:` times in which alarms tell nobody, such as for maintenance.

Example:
    Alarms:
      HighLatency:
        Tier: high
        Condition: Latency > 1 second for 10 minutes
        Actions: [alerts]
    Mutes:
      weekly-maintenance:
        Description: The database is vacuumed on Sundays.
        Alarms: [HighLatency]
        Schedule: cron(0 3 * * SUN)
        Duration: 2 hours
        TimeZone: Europe/Berlin
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from eventflow_monitoring.model.mute import Mute
from eventflow_monitoring.model.mute_schedule import MuteSchedule
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.problem import Problem, Severity
from eventflow_monitoring.specs.alarm_selection import select_alarms
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.moment import Moment
from eventflow_monitoring.specs.mute_schedule import parse_mute_schedule
from eventflow_monitoring.specs.scalars import Duration, Flag, reader
from eventflow_monitoring.specs.section import Kind, Section
from eventflow_monitoring.specs.spec import Spec
from eventflow_monitoring.specs.time_zone import TimeZone

_MINUTE, _DAY = 60, 86_400
_LONGEST = 15 * _DAY
"""CloudWatch API, PutAlarmMuteRule: Rule.Schedule.Duration is PT1M to P15D."""


class MuteSpec(Spec):
    """A time in which alarms go on being evaluated and tell nobody.

    When it ends, CloudWatch tells of what is still in the state it changed to meanwhile. There is a
    warning of one that is over.
    """

    ONE_OF: ClassVar[tuple[tuple[str, ...], ...]] = (("Alarms", "Tiers"),)
    PLACEHOLDERS: ClassVar[Mapping[str, str]] = {
        "Schedule": "9000-01-01T00:00",
        "Duration": "1 minute",
    }

    alarms: list[str] = Field(default_factory=list)
    """The alarms, of `Alarms:`, by name or by pattern (`Database*`)."""
    tiers: list[Tier] = Field(default_factory=list)
    """Tiers whose alarms are muted, all of them."""
    description: str = ""
    """What it is for."""
    schedule: Annotated[MuteSchedule, reader(parse_mute_schedule)]
    """When it begins: `cron(0 3 * * SUN)` again and again, `2026-12-24T18:00` once."""
    duration: Duration
    """How long it lasts each time, from 1 minute to 15 days."""
    time_zone: TimeZone = "UTC"
    """The time zone of the schedule."""
    starts: Moment | None = None
    """From when on the schedule counts; by default at once."""
    expires: Moment | None = None
    """Until when it counts; by default without end."""
    enabled: Flag = True
    """Whether it is deployed at all."""


def expand(spec: MuteSpec, entry: Entry, context: Context) -> Mute | None:
    """Return the mute of an entry, the alarms it means by name."""
    alarms = select_alarms(spec.alarms, spec.tiers, entry, context)
    good = _times_are_right(spec, entry, context)
    if alarms is None or not good or not spec.enabled:
        return None
    for problem in (*_over(spec, entry, context), *_unused_tiers(spec, entry, context)):
        context.report(replace(problem, severity=Severity.WARNING))
    return Mute(
        name=entry.name,
        physical_name=context.environment.physical_name(entry.name),
        description=spec.description.strip(),
        alarms=tuple(alarm.name for alarm in alarms),
        tiers=tuple(spec.tiers),
        schedule=spec.schedule.expression,
        duration=spec.duration,
        time_zone=spec.time_zone,
        starts=spec.starts,
        expires=spec.expires,
        origin=entry.origin(on_key=True),
    )


def _over(spec: MuteSpec, entry: Entry, context: Context) -> Iterator[Problem]:
    today = context.today
    if spec.expires is not None and date.fromisoformat(spec.expires[:10]) < today:
        yield Problem("mute-is-over", f"`{entry.name}` has expired", entry.origin("Expires"),
                      help="remove it, or let it expire later")  # fmt: skip
    elif spec.schedule.is_over(spec.duration, today):
        yield Problem("mute-is-over", f"`{entry.name}` was once, and is over",
                      entry.origin("Schedule"), help="remove it, or say when it is next"
                      )  # fmt: skip


def _unused_tiers(spec: MuteSpec, entry: Entry, context: Context) -> Iterator[Problem]:
    """Find tiers that no alarm has, be it deployed here or not."""
    written = [one.data for one in context.entries["Alarms"].values()]
    used = [alarm.get("Tier") for alarm in written if isinstance(alarm, dict)]
    for index, tier in enumerate(spec.tiers):
        if tier.value not in used and not context.incomplete:
            yield Problem("unused-tier", f"no alarm is of the tier `{tier.value}`",
                          entry.origin("Tiers", index),
                          help="leave it out")  # fmt: skip


def _times_are_right(spec: MuteSpec, entry: Entry, context: Context) -> bool:
    found: list[Problem] = []
    if spec.duration % _MINUTE or spec.duration > _LONGEST:
        found.append(
            Problem("bad-mute", "a mute lasts whole minutes, at most 15 days of them",
                    entry.origin("Duration"))
        )  # fmt: skip
    elif spec.expires is None and spec.schedule.never_pauses(spec.duration):
        found.append(
            Problem("endless-mute", "it begins again before it ends, and never expires",
                    entry.origin("Duration"),
                    help="make it shorter than the time between two starts, or let it end: "
                    "`Expires: 2027-01-01`")
        )  # fmt: skip
    if spec.starts is not None and spec.expires is not None and spec.expires <= spec.starts:
        found.append(Problem("bad-mute", "it expires before it starts", entry.origin("Expires")))
    for problem in found:
        context.report(problem)
    return not found


SECTION = Section("Mutes", (Kind("Mute", MuteSpec, expand),), needs=("Alarms",))
