"""Route 53 health checks: charged by check, by where its endpoint is and by its options."""

from collections.abc import Iterator
from decimal import Decimal

from eventflow_monitoring.cost.charge import Charge
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.model.health_check import Route53Check
from eventflow_monitoring.outputs.cloudformation.plan import Plan


def lines(plan: Plan, prices: PriceList) -> Iterator[Line]:
    """Yield a line for each health check; canaries have a charge of their own."""
    for check in plan.monitoring.health_checks:
        if isinstance(check, Route53Check):
            yield Line(
                section="Health checks",
                name=check.physical_name,
                price=prices["health_check"],
                quantity=Decimal(1),
            )


CHARGE = Charge(lines, ("AWS::Route53::HealthCheck",))
