"""The states of some alarms.

Example:
    Alarms:
      HighLatency:
        Tier: high
        Condition: Latency > 1 second for 10 minutes
        Actions: [alerts]
    Dashboards:
      operations:
        Rows:
          - - Kind: AlarmStatus
              Title: System health
              Alarms: [HighLatency]
"""

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.dashboard import AlarmStatusWidget
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.spec import Spec


class AlarmStatusSpec(Spec):
    """The states of some alarms."""

    title: str
    """What stands above it."""
    alarms: list[str]
    """The alarms, of `Alarms:`; one that is not deployed in an environment is left out there."""


def expand(spec: AlarmStatusSpec, entry: Entry, context: Context) -> AlarmStatusWidget:
    """Return the widget of an entry."""
    found = [
        context.find("Alarms", Alarm, name, entry.origin("Alarms", index))
        for index, name in enumerate(spec.alarms)
    ]
    return AlarmStatusWidget(
        title=spec.title, alarms=tuple(alarm for alarm in found if alarm is not None)
    )


KIND = Kind("AlarmStatus", AlarmStatusSpec, expand)
