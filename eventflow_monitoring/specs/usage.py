"""What is expected of a month: data, counts and shares as people write them."""

import re
from typing import Annotated

from eventflow_monitoring.model.unit import Unit
from eventflow_monitoring.model.usage import Usage
from eventflow_monitoring.specs.quantity import QuantityError, convert, parse_quantity
from eventflow_monitoring.specs.scalars import reader
from eventflow_monitoring.specs.spec import Spec

_LARGER = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_COUNT = re.compile(r"(?P<number>.*?)\s*(?P<word>[A-Za-z]+)?", re.DOTALL)


def _data(text: str) -> int:
    refused = QuantityError(
        "bad-usage", f"`{text}` is no amount of data", "a number and a unit, such as `50 GB`"
    )
    try:
        quantity = parse_quantity(text)
        value = convert(quantity, Unit("Bytes"))
    except QuantityError:
        raise refused from None
    if quantity.word is None or value < 0 or not value.is_integer():
        raise refused
    return int(value)


def _count(text: str) -> int:
    refused = QuantityError("bad-usage", f"`{text}` is no count", "such as `20,000`, `10 million`")
    match = _COUNT.fullmatch(text.strip())
    factor = 1 if match is None or match["word"] is None else _LARGER.get(match["word"].casefold())
    if match is None or factor is None:
        raise refused
    try:
        quantity = parse_quantity(match["number"])
    except QuantityError:
        raise refused from None
    value = float(f"{quantity.number * factor:.12g}")  # 1.1 million is no whole number in binary
    if quantity.word is not None or value < 0 or not value.is_integer():
        raise refused
    return int(value)


def _share(text: str) -> float:
    refused = QuantityError(
        "bad-usage", f"`{text}` is no share of 1 to 100 %", "what is left of 100, such as `15%`"
    )
    try:
        quantity = parse_quantity(text)
    except QuantityError:
        raise refused from None
    if quantity.word != "%" or not 0 < quantity.number <= 100:
        raise refused
    return quantity.number


Data = Annotated[int, reader(_data)]
"""`50 GB`, as bytes: a GB is a thousand million of them."""

Count = Annotated[int, reader(_count)]
"""`20,000` or `10 million`."""

Share = Annotated[float, reader(_share)]
"""`15%`, as 15."""


class UsageSpec(Spec):
    """What is expected of a month, for the estimate of `cost`; nothing else reads it."""

    log_ingestion: Data | None = None
    """What the log groups take in, all together that do not say `ExpectedIngestion`."""
    log_compression: Share | None = None
    """What is left of 100 bytes of logs once they are stored, which is what storage is paid by."""
    log_queries: Data | None = None
    """What Logs Insights reads for queries, those of dashboards and log alarms included."""
    traces: Count | None = None
    """How many traces X-Ray records, after sampling."""
    notifications: Count | None = None
    """How many messages go to each topic."""


def usage_of(spec: UsageSpec | None) -> Usage:
    """Return what is stated, and of the rest that it is not."""
    if spec is None:
        return Usage()
    return Usage(
        log_ingestion=spec.log_ingestion,
        log_compression=spec.log_compression,
        log_queries=spec.log_queries,
        traces=spec.traces,
        notifications=spec.notifications,
    )
