"""Queries of Logs Insights, whoever runs them: charged for what they read."""

from collections.abc import Iterator

from eventflow_monitoring.cost.charge import Charge
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.month import gigabytes
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import LogTrigger
from eventflow_monitoring.model.widget import LogWidget
from eventflow_monitoring.outputs.cloudformation.plan import Plan


def lines(plan: Plan, prices: PriceList) -> Iterator[Line]:
    """Yield a line for all queries together, where there are any or somebody expects some."""
    read = plan.environment.usage.log_queries
    if read is None and not _has_queries(plan.monitoring):
        return
    yield Line(
        section="Logs",
        name="queries",
        price=prices["logs_insights_scan"],
        quantity=None if read is None else gigabytes(read),
        state="`Usage: {LogQueries: …}` of the environment" if read is None else None,
    )


def _has_queries(monitoring: Monitoring) -> bool:
    """Tell whether queries are saved, drawn on a dashboard, or run by an alarm."""
    drawn = (one.widget for board in monitoring.dashboards for one in board.widgets)
    return (
        bool(monitoring.queries)
        or any(isinstance(widget, LogWidget) for widget in drawn)
        or any(isinstance(alarm.trigger, LogTrigger) for alarm in monitoring.alarms)
    )


CHARGE = Charge(lines)
