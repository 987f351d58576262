"""Queries of Logs Insights, whoever runs them: charged for what they read."""

from collections.abc import Iterator

from eventflow_monitoring.cost.charge import Charge
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.month import gigabytes
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.outputs.cloudformation.plan import Plan


def lines(plan: Plan, prices: PriceList) -> Iterator[Line]:
    """Yield a line for all queries together; anybody can run some in the console."""
    read = plan.environment.usage.log_queries
    yield Line(
        section="Logs",
        name="queries",
        part="data read",
        price=prices["logs_insights_scan"],
        quantity=None if read is None else gigabytes(read),
        state="`Usage: {LogQueries: …}` of the environment" if read is None else None,
    )


CHARGE = Charge(lines)
