"""Alarms on a Metrics Insights query: charged for each metric that the query reads, which no spec says."""

from collections.abc import Iterator

from eventflow_monitoring.cost.charge import Charge
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.model.trigger import MetricsInsightsTrigger
from eventflow_monitoring.outputs.cloudformation.plan import Plan


def lines(plan: Plan, prices: PriceList) -> Iterator[Line]:
    """Yield a line for each alarm on a Metrics Insights query."""
    for alarm in plan.monitoring.alarms:
        if isinstance(alarm.trigger, MetricsInsightsTrigger):
            yield Line(
                section="Alarms",
                name=alarm.physical_name,
                price=prices["alarm_metrics_insights"],
                quantity=None,
                state="nothing says how many metrics its query reads",
            )


CHARGE = Charge(lines, ("AWS::CloudWatch::Alarm",))
