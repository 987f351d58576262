"""Dashboards: charged by dashboard, whatever stands on it."""

from collections.abc import Iterator
from decimal import Decimal

from eventflow_monitoring.cost.charge import Charge
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.outputs.cloudformation.plan import Plan


def lines(plan: Plan, prices: PriceList) -> Iterator[Line]:
    """Yield a line for each dashboard."""
    for board in plan.monitoring.dashboards:
        yield Line(
            section="Dashboards",
            name=board.physical_name,
            price=prices["dashboard"],
            quantity=Decimal(1),
        )


CHARGE = Charge(lines, ("AWS::CloudWatch::Dashboard",))
