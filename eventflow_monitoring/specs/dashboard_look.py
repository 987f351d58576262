"""What every kind of dashboard says, and what follows from it for its widgets."""

from collections.abc import Sequence
from dataclasses import replace

from eventflow_monitoring.model.dashboard import Dashboard, Placed
from eventflow_monitoring.model.variable import Variable
from eventflow_monitoring.model.widget import LogWidget, MetricWidget
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.scalars import Account, Duration, Flag, Minutes
from eventflow_monitoring.specs.spec import Spec


class LookSpec(Spec):
    """How a dashboard is looked at."""

    start: Minutes | None = None
    """How far back its graphs begin, such as `3 hours`; by default what the console remembers."""
    fixed_periods: Flag = False
    """Whether graphs keep their periods however long a time range somebody looks at; otherwise
    CloudWatch lengthens them with it, and sums grow."""
    refresh: Duration | None = None
    """How often whoever looks should see new data."""
    account: Account | None = None
    """The account of everything on it that says no other: written into each graph, so that a variable
    can replace it there. Another account must share its data with this one."""


def dashboard_of(
    spec: LookSpec,
    widgets: Sequence[Placed],
    entry: Entry,
    context: Context,
    variables: Sequence[Variable] = (),
) -> Dashboard:
    """Return the dashboard of an entry with the widgets that were placed for it."""
    return Dashboard(
        name=entry.name,
        physical_name=context.environment.physical_name(entry.name),
        widgets=tuple(
            _of_account(_live(one, spec.refresh), spec.account, context.environment.account)
            for one in widgets
        ),
        variables=tuple(variables),
        start=spec.start,
        fixed_periods=spec.fixed_periods,
        refresh=spec.refresh,
        origin=entry.origin(on_key=True),
    )


def _of_account(placed: Placed, account: str | None, own: str) -> Placed:
    """Return a widget that says which account its data comes from."""
    widget = placed.widget
    if account is None or not isinstance(widget, MetricWidget | LogWidget):
        return placed
    if widget.place.account is not None:
        return placed
    widget = replace(widget, place=replace(widget.place, account=account))
    if isinstance(widget, MetricWidget) and account != own:
        others = tuple(line for line in widget.horizontal if line.alarm is None)
        widget = replace(widget, horizontal=others)  # the alarms are of this account
    return replace(placed, widget=widget)


def _live(placed: Placed, refresh: int | None) -> Placed:
    """Return a graph that has something new to show at every refresh."""
    widget = placed.widget
    if refresh is None or not isinstance(widget, MetricWidget):
        return placed
    if refresh >= max(curve.period or widget.period for curve in widget.curves):
        return placed
    return replace(placed, widget=replace(widget, live_data=True))
