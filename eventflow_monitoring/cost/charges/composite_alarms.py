"""Composite alarms, those that alarms with a suppressor bring along among them: charged by alarm.

The alarms that they name are charged for themselves.
"""

from collections.abc import Iterator
from decimal import Decimal

from eventflow_monitoring.cost.charge import Charge
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.outputs.cloudformation.plan import Plan


def lines(plan: Plan, prices: PriceList) -> Iterator[Line]:
    """Yield a line for each composite alarm."""
    for alarm in plan.monitoring.alarms:
        if alarm.trigger.is_composite or alarm.has_alert:
            yield Line(
                section="Alarms",
                name=alarm.alert_name,
                price=prices["alarm_composite"],
                quantity=Decimal(1),
            )


CHARGE = Charge(lines, ("AWS::CloudWatch::CompositeAlarm",))
