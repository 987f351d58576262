"""Estimates as tables for people: a table for each kind of thing, then what is not in the sum."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from eventflow_monitoring.cost.estimate import Estimate
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.report.cost_words import (
    SURE,
    amount_in_words,
    charged_for,
    cost_in_words,
    price_in_words,
    reason_in_words,
    remarks,
    sum_in_words,
    things,
)
from eventflow_monitoring.report.listing import Listing, folded


def cost_tables(
    estimates: Sequence[Estimate], prices: PriceList, width: int
) -> Iterator[RenderableType]:
    """Yield the estimates, all of them together, and remarks folded to a width in columns."""
    currency = prices.currency
    for estimate in estimates:
        environment = estimate.environment
        heading = f"{environment.name}: account {environment.account}, {environment.region}"
        yield Text(f"{heading}\n{'=' * len(heading)}\n", "bold")
        for section, lines in groupby(estimate.lines, lambda line: line.section):
            counted = [line for line in lines if line.not_counted is None]
            if counted:
                yield _section(section, counted, currency)
        if estimate.not_counted:
            yield _not_counted(estimate.not_counted)
        said = [_sum(estimate, currency), *_unused(estimate)]
        yield Text("\n".join(line for one in said for line in folded(one, width)) + "\n", "bold")
    if len(estimates) > 1:
        yield _together(estimates, currency)
    yield from remark_lines(prices, estimates, width)


def remark_lines(
    prices: PriceList, estimates: Sequence[Estimate], width: int
) -> Iterator[RenderableType]:
    """Yield what holds for every figure, folded to a width."""
    for remark in remarks(prices, [one.environment for one in estimates]):
        yield Text("\n".join(folded(remark, width)))


def align_right(table: Table, *headers: str) -> None:
    """Let the cells of some columns end under one another."""
    for column in table.columns:
        if column.header in headers:
            column.justify = "right"


def _section(section: str, lines: Sequence[Line], currency: str) -> Table:
    total = sum((line.counted or Decimal(0) for line in lines), Decimal(0))
    made = Listing(
        f"{section}: {amount_in_words(total)} {currency}",
        *("Name", "Charged for", currency, "How sure"),
        wrap=("Charged for",),
    )
    align_right(made, currency)
    for line in lines:
        made.add_row(line.name, charged_for(line), cost_in_words(line), SURE[line.price.certainty])
    return made


def _not_counted(lines: Sequence[Line]) -> Table:
    """Return the table of what is not in the sum, one row for what is so for one reason."""
    rows: dict[tuple[str, ...], list[str]] = {}
    for line in lines:
        what = line.part if line.amount is None else charged_for(line)
        key = line.section, what, price_in_words(line.price), reason_in_words(line)
        rows.setdefault(key, []).append(line.name)
    made = Listing(
        f"Not in the sum ({len(rows)})",
        *("Section", "Of", "Charged for", "Price", "Why"),
        wrap=("Of", "Price", "Why"),
    )
    for (section, what, price, why), names in rows.items():
        made.add_row(section, ", ".join(names), what, price, why)
    return made


def _sum(estimate: Estimate, currency: str) -> str:
    total = f"Sum: {amount_in_words(estimate.total)} {currency} a month"
    rests = sum_in_words(estimate.by_certainty.items())
    count = len(estimate.not_counted)
    missing = f", without {things(count)}" if count else ""
    return f"{total}{f' ({rests})' if rests else ''}{missing}."


def _unused(estimate: Estimate) -> Iterator[str]:
    for key, reason in estimate.unused:
        yield f"`Usage: {{{key}: …}}` is stated, and used by nothing: {reason}."


def _together(estimates: Sequence[Estimate], currency: str) -> Table:
    headers = (f"{currency} a month", "Not in the sum")
    made = Listing("All environments", "Environment", *headers)
    align_right(made, *headers)
    rows = [(one.environment.name, one.total, len(one.not_counted)) for one in estimates]
    total = sum((amount for _, amount, _ in rows), Decimal(0))
    for name, amount, missing in (*rows, ("together", total, sum(count for *_, count in rows))):
        made.add_row(name, amount_in_words(amount), str(missing))
    return made
