"""Mute rules."""

from collections.abc import Iterator
from decimal import Decimal

from eventflow_monitoring.cost.charge import Charge, name_of, resources_of
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.outputs.cloudformation.plan import Plan

_TYPE = "AWS::CloudWatch::AlarmMuteRule"


def lines(plan: Plan, prices: PriceList) -> Iterator[Line]:
    """Yield a line for each mute rule."""
    for logical_id, resource in resources_of(plan, _TYPE):
        yield Line(
            section="Mutes",
            name=name_of(logical_id, resource, "Name"),
            price=prices["alarm_mute_rule"],
            quantity=Decimal(1),
        )


CHARGE = Charge(lines, (_TYPE,))
