"""Traces: charged for each that X-Ray records."""

from collections.abc import Iterator
from decimal import Decimal

from eventflow_monitoring.cost.charge import Charge
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.outputs.cloudformation.plan import Plan

_TYPE = "AWS::XRay::SamplingRule"


def lines(plan: Plan, prices: PriceList) -> Iterator[Line]:
    """Yield a line for all traces together; X-Ray samples by a rule of its own where there is no other."""
    traces = plan.environment.usage.traces
    yield Line(
        section="Traces",
        name="X-Ray",
        part="traces recorded",
        price=prices["xray_traces_recorded"],
        quantity=None if traces is None else Decimal(traces),
        state="`Usage: {Traces: …}` of the environment" if traces is None else None,
    )


CHARGE = Charge(lines, (_TYPE,))
