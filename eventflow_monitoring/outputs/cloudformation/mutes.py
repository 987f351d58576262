"""Mute rules: times in which alarms tell nobody."""

from collections.abc import Iterator

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.outputs.cloudformation.resource import Resource, logical_id

_UNITS = ((86_400, "D"), (3_600, "H"), (60, "M"))


def mute_resources(monitoring: Monitoring) -> Iterator[tuple[str, Resource]]:
    """Yield the mute rules; one whose alarms are not deployed here has nothing to mute."""
    alerts = {alarm.name: alarm.alert_name for alarm in monitoring.alarms}
    for mute in monitoring.mutes:
        names = sorted(alerts[name] for name in mute.alarms)
        if not names:
            continue
        properties = {
            "Name": mute.physical_name,
            "Rule": {
                "Schedule": {
                    "Expression": mute.schedule,
                    "Duration": iso_duration(mute.duration),
                    "Timezone": mute.time_zone,
                }
            },
            "MuteTargets": {"AlarmNames": names},
        }
        written = {
            "Description": mute.description,
            "StartDate": mute.starts,
            "ExpireDate": mute.expires,
        }
        properties |= {key: value for key, value in written.items() if value}
        yield (
            logical_id("Mute", mute.name),
            Resource("AWS::CloudWatch::AlarmMuteRule", properties, origin=mute.origin),
        )


def iso_duration(seconds: int) -> str:
    """Write whole minutes as ISO 8601 does: two and a half days are `P2DT12H`."""
    parts = {}
    for length, letter in _UNITS:
        parts[letter], seconds = divmod(seconds, length)
    days = f"{parts['D']}D" if parts["D"] else ""
    time = "".join(f"{parts[letter]}{letter}" for letter in "HM" if parts[letter])
    return f"P{days}{'T' if time else ''}{time}"
