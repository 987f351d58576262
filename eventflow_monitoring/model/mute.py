"""A time in which alarms tell nobody, such as for maintenance."""

from dataclasses import dataclass, field

from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.position import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """Alarms (names in the specs) that tell nobody for `duration` seconds from each `schedule`.

    `schedule` is CloudWatch's: `cron(m h dom mon dow)` or `at(yyyy-MM-ddThh:mm)`, in `time_zone`.
    `starts` and `expires` are UTC times in ISO 8601. `tiers` are those it names as a whole.
    """

    name: str
    physical_name: str
    description: str
    alarms: tuple[str, ...]
    tiers: tuple[Tier, ...]
    schedule: str
    duration: int
    time_zone: str
    starts: str | None
    expires: str | None
    origin: Origin = field(compare=False)
