"""The alarms of one tier.

Example:
    Alarms:
      HighLatency:
        Tier: high
        Condition: Latency > 1 second for 10 minutes
        Actions: [alerts]
    Dashboards:
      tier-${Tier}:
        ForEach: {Tier: [critical, high]}
        Kind: TierOverview
        Tier: ${Tier}
"""

from collections.abc import Sequence

from eventflow_monitoring.model.dashboard import COLUMNS, Dashboard
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.model.widget import (
    MAX_ALARMS,
    AlarmGraphWidget,
    AlarmStatusWidget,
    TextWidget,
    Widget,
)
from eventflow_monitoring.specs.alarm_selection import select_alarms
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.dashboard_look import LookSpec, dashboard_of
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.grid import Box, Cell, place
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.widgets.alarm_graph import has_graph

_GRAPHS_IN_A_ROW = 3


class TierOverviewSpec(LookSpec):
    """The alarms of one tier: the states of all of them, and the graph of each that has one."""

    tier: Tier
    """The tier."""


def expand(spec: TierOverviewSpec, entry: Entry, context: Context) -> Dashboard | None:
    """Return the dashboard of the alarms of a tier."""
    alarms = select_alarms([], [spec.tier], entry, context) or ()
    title = f"Alarms of the tier {spec.tier.value}"
    if not alarms:
        empty = TextWidget(markdown=f"# {title}\nNone is deployed here.")
        return dashboard_of(spec, place([[_cell(empty, 2, entry)]])[0], entry, context)
    rows: list[Sequence[Cell]] = []
    for first in range(0, len(alarms), MAX_ALARMS):
        some = alarms[first : first + MAX_ALARMS]
        widget = AlarmStatusWidget(title=title, alarms=some)
        rows.append([_cell(widget, 2 + len(some) // 4, entry)])
    graphs = [
        _cell(
            AlarmGraphWidget(title=alarm.name, alarm=alarm), 6, entry, COLUMNS // _GRAPHS_IN_A_ROW
        )
        for alarm in alarms
        if has_graph(alarm)
    ]
    rows += [
        graphs[first : first + _GRAPHS_IN_A_ROW]
        for first in range(0, len(graphs), _GRAPHS_IN_A_ROW)
    ]
    return dashboard_of(spec, place(rows)[0], entry, context)


def _cell(widget: Widget, height: int, entry: Entry, width: int | None = None) -> Cell:
    origin = entry.origin(on_key=True)
    return Cell((Box(widget=widget, usual_height=height, origin=origin),), width, origin)


KIND = Kind("TierOverview", TierOverviewSpec, expand)
