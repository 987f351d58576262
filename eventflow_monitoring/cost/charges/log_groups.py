"""Log groups: charged for what is written to them, and for what they keep.

What a group keeps is what is written in the time it keeps it for, compressed.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from eventflow_monitoring.cost.charge import Charge
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.month import DAYS, gigabytes
from eventflow_monitoring.cost.price import Price
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.log_group import LogGroup, LogGroupClass
from eventflow_monitoring.outputs.cloudformation.plan import Plan

_ITEMS = {
    LogGroupClass.STANDARD: "logs_ingest_standard",
    LogGroupClass.INFREQUENT_ACCESS: "logs_ingest_infrequent_access",
    LogGroupClass.DELIVERY: "logs_ingest_delivery",
}
_SAY = "`ExpectedIngestion`"
_SAY_COMPRESSION = "`Usage: {LogCompression: …}` of the environment"
_TOGETHER = f"log groups without {_SAY}"


def lines(plan: Plan, prices: PriceList) -> Iterator[Line]:
    """Yield what is written and what is kept of each log group, or of those together.

    Groups that say nothing of their own are told of together where the environment says what they
    take in.
    """
    environment = plan.environment
    together: list[LogGroup] = []
    for group in plan.monitoring.log_groups:
        if group.existing:
            continue
        if _is_in_environments(group, environment):
            together.append(group)
            continue
        say = f"{_SAY} of the log group"
        name, written = group.physical_name, group.expected_ingestion
        yield _ingestion(name, written, prices[_ITEMS[group.log_class]], say)
        yield _storage(name, written, [group], environment, prices, say)
    if together:
        written = environment.usage.log_ingestion
        yield _ingestion(_TOGETHER, written, prices["logs_ingest_standard"], "")
        say = f"{_SAY} of the log groups, which keep logs for different times"
        yield _storage(_TOGETHER, written, together, environment, prices, say)


def _is_in_environments(group: LogGroup, environment: Environment) -> bool:
    """Tell whether a group is part of what the environment says of all together."""
    says_nothing = group.expected_ingestion is None
    together = environment.usage.log_ingestion is not None
    return together and says_nothing and group.log_class is LogGroupClass.STANDARD


def _ingestion(name: str, written: int | None, price: Price, say: str) -> Line:
    return Line(
        section="Logs",
        name=name,
        part="ingestion",
        price=price,
        quantity=None if written is None else gigabytes(written),
        state=say if written is None else None,
    )


def _storage(
    name: str,
    written: int | None,
    groups: Sequence[LogGroup],
    environment: Environment,
    prices: PriceList,
    say: str,
) -> Line:
    compression = environment.usage.log_compression
    days = {group.retention_days for group in groups}
    missing = [
        *([say] if written is None or len(days) != 1 else []),
        *([_SAY_COMPRESSION] if compression is None else []),
    ]
    quantity = None
    if written is not None and compression is not None and len(days) == 1:
        quantity = gigabytes(written) * days.pop() / DAYS * Decimal(str(compression)) / 100
    delivery = any(group.log_class is LogGroupClass.DELIVERY for group in groups)
    return Line(
        section="Logs",
        name=name,
        part="storage",
        price=prices["logs_ingest_delivery" if delivery else "logs_storage"],
        quantity=quantity,
        state=" and ".join(missing) or None,
    )


CHARGE = Charge(lines, ("AWS::Logs::LogGroup",))
