"""Alarms on an anomaly band: charged as three, the metric and both ends of the band."""

from collections.abc import Iterator
from decimal import Decimal

from eventflow_monitoring.cost.charge import Charge
from eventflow_monitoring.cost.charges.threshold_alarms import is_high_resolution, queries_of
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.model.trigger import AnomalyTrigger
from eventflow_monitoring.outputs.cloudformation.plan import Plan


def lines(plan: Plan, prices: PriceList) -> Iterator[Line]:
    """Yield a line for each alarm on an anomaly band."""
    for alarm in plan.monitoring.alarms:
        trigger = alarm.trigger
        if isinstance(trigger, AnomalyTrigger):
            yield Line(
                section="Alarms",
                name=alarm.physical_name,
                price=prices[_item(trigger)],
                quantity=Decimal(1),
            )


def _item(trigger: AnomalyTrigger) -> str:
    if queries_of(trigger) > 1:
        return "alarm_anomaly_of_expression"
    high = is_high_resolution(trigger.evaluation)
    return "alarm_anomaly_high_resolution" if high else "alarm_anomaly_standard"


CHARGE = Charge(lines, ("AWS::CloudWatch::Alarm",))
