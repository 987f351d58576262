"""Estimates and their differences as JSON, for other programs; docs/cost.md describes the keys."""

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from eventflow_monitoring.cost.comparison import Change, Comparison
from eventflow_monitoring.cost.estimate import Estimate
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.price import Price
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.report.cost_words import rounded

_PLACES = Decimal("0.0001")


def cost_json(estimates: Sequence[Estimate], prices: PriceList) -> str:
    """Return estimates as JSON."""
    return _text({**_head(prices), "environments": [_estimate(one) for one in estimates]})


def comparison_json(comparisons: Sequence[Comparison], prices: PriceList) -> str:
    """Return what changes in price as JSON."""
    return _text({**_head(prices), "environments": [_comparison(one) for one in comparisons]})


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False)


def _head(prices: PriceList) -> dict[str, Any]:
    return {
        "currency": prices.currency,
        "prices_of": prices.region,
        "prices_read": prices.read,
        "free_tiers_subtracted": False,
    }


def _estimate(estimate: Estimate) -> dict[str, Any]:
    environment = estimate.environment
    return {
        "name": environment.name,
        "account": environment.account,
        "region": environment.region,
        **_sums(estimate),
        "usage_not_used": [key for key, _ in estimate.unused],
        "lines": [_line(line) for line in estimate.lines],
    }


def _sums(estimate: Estimate) -> dict[str, Any]:
    return {
        "sum": _amount(estimate.total),
        "sum_by_certainty": {
            certainty.value: _amount(amount) for certainty, amount in estimate.by_certainty.items()
        },
        "not_in_sum": len(estimate.not_counted),
    }


def _line(line: Line) -> dict[str, Any]:
    reason = line.not_counted
    return {
        "section": line.section,
        "name": line.name,
        "part": line.part,
        "quantity": None if line.quantity is None else _amount(line.quantity),
        "amount": None if line.amount is None else _amount(line.amount),
        "in_sum": reason is None,
        "not_in_sum_because": None if reason is None else reason.value,
        "state": line.state,
        "price": _price(line.price),
    }


def _price(price: Price) -> dict[str, Any]:
    return {
        "item": price.item,
        "unit": price.unit,
        "per": int(price.per),
        "steps": [
            {"up_to": None if one.up_to is None else int(one.up_to), "price": str(one.price)}
            for one in price.steps
        ],
        "certainty": price.certainty.value,
        "source": price.source,
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    before, after = comparison.before, comparison.after
    return {
        "name": comparison.environment,
        "before": None if before is None else _sums(before),
        "after": None if after is None else _sums(after),
        "difference": _amount(comparison.difference),
        "not_in_difference": comparison.not_counted,
        "changes": [_change(change) for change in comparison.changes],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "change": change.kind,
        "before": None if change.before is None else _line(change.before),
        "after": None if change.after is None else _line(change.after),
        "difference": None if change.difference is None else _amount(change.difference),
    }


def _amount(amount: Decimal) -> str:
    return f"{rounded(amount, _PLACES):f}"
