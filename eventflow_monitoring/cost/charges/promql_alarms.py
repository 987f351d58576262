"""Alarms on a PromQL query."""

from collections.abc import Iterator
from decimal import Decimal

from eventflow_monitoring.cost.charge import Charge
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.model.trigger import PromqlTrigger
from eventflow_monitoring.outputs.cloudformation.plan import Plan


def lines(plan: Plan, prices: PriceList) -> Iterator[Line]:
    """Yield a line for each alarm on a PromQL query."""
    for alarm in plan.monitoring.alarms:
        if isinstance(alarm.trigger, PromqlTrigger):
            yield Line(
                section="Alarms",
                name=alarm.physical_name,
                price=prices["alarm_promql"],
                quantity=Decimal(1),
            )


CHARGE = Charge(lines, ("AWS::CloudWatch::Alarm",))
