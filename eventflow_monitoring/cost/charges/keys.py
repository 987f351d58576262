"""KMS keys: charged by key, and for requests."""

from collections.abc import Iterator
from decimal import Decimal

from eventflow_monitoring.cost.charge import Charge, resources_of
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.outputs.cloudformation.plan import Plan

_TYPE = "AWS::KMS::Key"


def lines(plan: Plan, prices: PriceList) -> Iterator[Line]:
    """Yield a line for each key that is made here."""
    for logical_id, _ in resources_of(plan, _TYPE):
        yield Line(
            section="Keys and secrets",
            name=logical_id,
            part="key",
            price=prices["kms_key"],
            quantity=Decimal(1),
        )


CHARGE = Charge(lines, (_TYPE,))
