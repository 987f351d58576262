"""Alarms on a threshold: charged for each metric that they read, more where in high resolution."""

from collections.abc import Iterator
from decimal import Decimal

from eventflow_monitoring.cost.charge import Charge
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.model.trigger import AnomalyTrigger, Evaluation, ThresholdTrigger
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from eventflow_monitoring.outputs.cloudformation.triggers import trigger_properties

_HIGH_RESOLUTION = 60  # seconds; a shorter period makes a high-resolution alarm


def lines(plan: Plan, prices: PriceList) -> Iterator[Line]:
    """Yield a line for each alarm on a threshold."""
    for alarm in plan.monitoring.alarms:
        trigger = alarm.trigger
        if isinstance(trigger, ThresholdTrigger):
            high = is_high_resolution(trigger.evaluation)
            yield Line(
                section="Alarms",
                name=alarm.physical_name,
                price=prices["alarm_high_resolution" if high else "alarm_standard"],
                quantity=Decimal(queries_of(trigger)),
            )


def is_high_resolution(evaluation: Evaluation) -> bool:
    """Tell whether an alarm reads data points of 10, 20 or 30 seconds."""
    return evaluation.period < _HIGH_RESOLUTION


def queries_of(trigger: ThresholdTrigger | AnomalyTrigger) -> int:
    """Return how many metrics an alarm asks for.

    A metric that it reads by two statistics counts twice: it is two queries.
    """
    properties = trigger_properties(trigger)
    if "Metrics" not in properties:
        return 1
    return sum("MetricStat" in query for query in properties["Metrics"])


CHARGE = Charge(lines, ("AWS::CloudWatch::Alarm",))
