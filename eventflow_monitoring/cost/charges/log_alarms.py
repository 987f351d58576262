"""Alarms on a Logs Insights query; what the query reads is a line of the queries."""

from collections.abc import Iterator
from decimal import Decimal

from eventflow_monitoring.cost.charge import Charge
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.model.trigger import LogTrigger
from eventflow_monitoring.outputs.cloudformation.plan import Plan


def lines(plan: Plan, prices: PriceList) -> Iterator[Line]:
    """Yield a line for each alarm on a Logs Insights query."""
    for alarm in plan.monitoring.alarms:
        if isinstance(alarm.trigger, LogTrigger):
            yield Line(
                section="Alarms",
                name=alarm.physical_name,
                price=prices["alarm_log"],
                quantity=Decimal(1),
            )


CHARGE = Charge(lines, ("AWS::CloudWatch::LogAlarm",))
