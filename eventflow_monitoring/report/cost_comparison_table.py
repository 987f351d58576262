"""What changes in price, as tables for people."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from eventflow_monitoring.cost.comparison import Change, Comparison
from eventflow_monitoring.cost.estimate import Estimate
from eventflow_monitoring.cost.line import NotCounted
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.report.cost_table import align_right, remark_lines
from eventflow_monitoring.report.cost_words import (
    SURE,
    amount_in_words,
    charged_for,
    cost_in_words,
    things,
)
from eventflow_monitoring.report.listing import Listing, folded


def comparison_tables(
    comparisons: Sequence[Comparison], prices: PriceList, width: int
) -> Iterator[RenderableType]:
    """Yield what changed in each environment with its sums, and remarks folded to a width in columns."""
    for comparison in comparisons:
        yield Text(f"{comparison.environment}\n{'=' * len(comparison.environment)}\n", "bold")
        for kind, title in (("added", "Added"), ("removed", "Removed"), ("changed", "Changed")):
            changes = [change for change in comparison.changes if change.kind == kind]
            if changes:
                yield _table(f"{title} ({len(changes)})", changes, prices.currency)
        said = [line for one in _sums(comparison, prices.currency) for line in folded(one, width)]
        yield Text("\n".join(said) + "\n", "bold")
    estimates = [one.after or one.before for one in comparisons]
    yield from remark_lines(prices, [one for one in estimates if one is not None], width)


def _table(title: str, changes: Sequence[Change], currency: str) -> Table:
    """Return the table of changes of one kind; where there are two figures, both are shown."""
    both = changes[0].before is not None and changes[0].after is not None
    sides = ("Before", "After") if both else ()
    made = Listing(
        title, *("Name", "Charged for", *sides, currency, "How sure"), wrap=("Charged for",)
    )
    align_right(made, *sides, currency)
    for change in changes:
        figures = [cost_in_words(change.before), cost_in_words(change.after)] if both else []
        price = change.line.price
        made.add_row(
            change.line.name,
            _charged_for(change),
            *figures,
            _difference(change),
            SURE[price.certainty] if price.is_known else "",
        )
    return made


def _difference(change: Change) -> str:
    """Say what a change makes of the sum; of one that no sum knows, why not."""
    if change.difference is not None:
        return amount_in_words(change.difference, signed=True)
    both = change.before is not None and change.after is not None
    return "not known" if both else cost_in_words(change.line)


def _charged_for(change: Change) -> str:
    """Say what it is and was charged for, its part once: `by group: 30 metrics → 40 metrics`."""
    lines = [line for line in (change.before, change.after) if line is not None]
    said = list(dict.fromkeys(charged_for(line) for line in lines))
    others = [text.removeprefix(f"{change.line.part}: ") for text in said[1:]]
    return " → ".join([said[0], *others])


def _sums(comparison: Comparison, currency: str) -> Iterator[str]:
    if not comparison.changes:
        assert comparison.after is not None, "an environment that is gone has lost something"
        yield f"Nothing changes in price: {_sum(comparison.after, currency)}"
        return
    count = comparison.not_counted
    change = "1 change that is" if count == 1 else f"{count} changes that are"
    without = f", without {change} not known" if count else ""
    difference = amount_in_words(comparison.difference, signed=True)
    yield f"Difference: {difference} {currency} a month{without}."
    if comparison.before is not None:
        yield f"Before: {_sum(comparison.before, currency)}"
    if comparison.after is not None:
        yield f"After: {_sum(comparison.after, currency)}"
    for reason, amount in comparison.only_before.items():
        yield f"{amount_in_words(amount)} of Before is {_GONE[reason]}, and no part of the difference."
    for reason, amount in comparison.only_after.items():
        yield f"{amount_in_words(amount)} of After is {_COME[reason]}, and no part of the difference."


_GONE = {
    NotCounted.USAGE_NOT_STATED: "usage that is not stated any more",
    NotCounted.PRICE_UNVERIFIED: "of things whose price is unverified now",
    NotCounted.PRICE_UNKNOWN: "of things whose price is unknown now",
}
_COME = {
    NotCounted.USAGE_NOT_STATED: "usage that was not stated before",
    NotCounted.PRICE_UNVERIFIED: "of things whose price was unverified before",
    NotCounted.PRICE_UNKNOWN: "of things whose price was unknown before",
}
"""What is in one of the two sums only, by why it is not in the other."""


def _sum(estimate: Estimate, currency: str) -> str:
    missing = len(estimate.not_counted)
    without = f", without {things(missing)}" if missing else ""
    return f"{amount_in_words(estimate.total)} {currency} a month{without}."
