"""Data protection of log groups: charged for what is looked through."""

from collections.abc import Iterator

from eventflow_monitoring.cost.charge import Charge
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.month import gigabytes
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.outputs.cloudformation.plan import Plan


def lines(plan: Plan, prices: PriceList) -> Iterator[Line]:
    """Yield a line for each log group in which something is masked."""
    for group in plan.monitoring.log_groups:
        if group.data_protection is not None and not group.existing:
            written = group.expected_ingestion
            yield Line(
                section="Logs",
                name=group.physical_name,
                part="data protection",
                price=prices["logs_data_protection"],
                quantity=None if written is None else gigabytes(written),
            )


CHARGE = Charge(lines, ("AWS::Logs::LogGroup",))
