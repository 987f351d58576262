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
              Alarms: [High*]
              Tiers: [critical]
              SortBy: timestamp
"""

from enum import Enum
from typing import ClassVar

from pydantic import Field

from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.model.widget import AlarmStatusWidget, TextWidget
from eventflow_monitoring.specs.alarm_selection import select_alarms
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.widget_spec import WidgetSpec


class AlarmState(Enum):
    """CloudWatch's states of an alarm."""

    ALARM = "ALARM"
    INSUFFICIENT_DATA = "INSUFFICIENT_DATA"
    OK = "OK"


class AlarmOrder(Enum):
    """CloudWatch's orders of alarms in a widget."""

    DEFAULT = "default"
    STATE_UPDATED = "stateUpdatedTimestamp"
    UPDATED = "timestamp"


class AlarmStatusSpec(WidgetSpec):
    """The states of some alarms.

    Where none of them is deployed in an environment, a text says so.
    """

    ONE_OF: ClassVar[tuple[tuple[str, ...], ...]] = (("Alarms", "Tiers"),)

    title: str
    """What stands above it."""
    alarms: list[str] = Field(default_factory=list)
    """The alarms, of `Alarms:`, by name or by pattern (`Database*`); those not deployed in an
    environment are left out there."""
    tiers: list[Tier] = Field(default_factory=list)
    """Tiers whose alarms are shown, all of them."""
    states: list[AlarmState] = Field(default_factory=list)
    """Only the alarms in these states; by default all."""
    sort_by: AlarmOrder = AlarmOrder.DEFAULT
    """In which order: by state and name, or by when the state or the alarm last changed."""


def expand(
    spec: AlarmStatusSpec, entry: Entry, context: Context
) -> AlarmStatusWidget | TextWidget | None:
    """Return the widget of an entry."""
    alarms = select_alarms(spec.alarms, spec.tiers, entry, context)
    if alarms is None:
        return None
    if not alarms:  # CloudWatch takes 1 alarm or more
        return TextWidget(markdown=f"**{spec.title}**: no alarm of these is deployed here.")
    return AlarmStatusWidget(
        title=spec.title,
        alarms=alarms,
        states=tuple(state.value for state in spec.states),
        sort_by=None if spec.sort_by is AlarmOrder.DEFAULT else spec.sort_by.value,
    )


KIND = Kind("AlarmStatus", AlarmStatusSpec, expand)
