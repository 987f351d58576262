"""SSM parameters: those of the tier Standard cost nothing, the others are charged by parameter.

Source: Systems Manager API, PutParameter (Tier). A parameter in Intelligent-Tiering may become
Advanced.
"""

from collections.abc import Iterator
from decimal import Decimal

from eventflow_monitoring.cost.charge import Charge, name_of, resources_of
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.outputs.cloudformation.plan import Plan

_TYPE = "AWS::SSM::Parameter"


def lines(plan: Plan, prices: PriceList) -> Iterator[Line]:
    """Yield a line for each parameter that is not of the tier Standard."""
    for logical_id, resource in resources_of(plan, _TYPE):
        tier = resource.properties.get("Tier", "Standard")
        if tier != "Standard":
            yield Line(
                section="Parameters",
                name=name_of(logical_id, resource, "Name"),
                part=f"tier {tier}",
                price=prices["parameter_advanced"],
                quantity=Decimal(1),
            )


CHARGE = Charge(lines, (_TYPE,))
