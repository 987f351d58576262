"""Subscription filters: what they send to is charged by its own service."""

from collections.abc import Iterator

from eventflow_monitoring.cost.charge import Charge
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.outputs.cloudformation.plan import Plan


def lines(plan: Plan, prices: PriceList) -> Iterator[Line]:
    """Yield a line for each subscription filter."""
    for one in plan.monitoring.subscription_filters:
        yield Line(
            section="Logs",
            name=one.physical_name,
            part=f"what is sent to a {one.kind.value}",
            price=prices["logs_subscription"],
            quantity=None,
        )


CHARGE = Charge(lines, ("AWS::Logs::SubscriptionFilter",))
