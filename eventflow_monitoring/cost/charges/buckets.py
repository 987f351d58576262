"""S3 buckets: charged for what they keep, and for requests."""

from collections.abc import Iterator

from eventflow_monitoring.cost.charge import Charge, name_of, resources_of
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.outputs.cloudformation.plan import Plan

_TYPE = "AWS::S3::Bucket"


def lines(plan: Plan, prices: PriceList) -> Iterator[Line]:
    """Yield a line for each bucket that is made here."""
    for logical_id, resource in resources_of(plan, _TYPE):
        yield Line(
            section="Queues and buckets",
            name=name_of(logical_id, resource, "BucketName"),
            part="storage and requests",
            price=prices["bucket_storage"],
            quantity=None,
        )


CHARGE = Charge(lines, (_TYPE,))
