"""Estimates as JSON: the documentation knows every key, and the content is that of the tables."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from eventflow_monitoring.cost.comparison import compare
from eventflow_monitoring.cost.estimate import estimate
from eventflow_monitoring.cost.line import NotCounted
from eventflow_monitoring.cost.price import Certainty
from eventflow_monitoring.cost.price_list import price_list
from eventflow_monitoring.report.cost_json import comparison_json, cost_json
from tests.eventflow import ROOT, eventflow_plan

_DOCUMENT = (ROOT / "docs" / "cost.md").read_text(encoding="utf-8")


def keys_of(value: Any) -> Iterator[str]:
    """Yield the keys of a document, however deep; certainties are values that stand as keys."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)


def test_every_key_is_documented() -> None:
    """And every word that stands for a reason or a certainty."""
    estimates = [estimate(eventflow_plan())]
    texts = (
        cost_json(estimates, price_list()),
        comparison_json(list(compare([], estimates)), price_list()),
    )
    keys = {key for text in texts for key in keys_of(json.loads(text))}
    words = {one.value for one in (*NotCounted, *Certainty)}
    assert len(keys) > 20
    assert sorted(key for key in keys | words if f"`{key}`" not in _DOCUMENT) == []


def test_lines_in_the_sum_come_to_the_sum() -> None:
    """To the fourth decimal."""
    document = json.loads(cost_json([estimate(eventflow_plan())], price_list()))
    (environment,) = document["environments"]
    counted = [line for line in environment["lines"] if line["in_sum"]]
    assert sum(Decimal(line["amount"]) for line in counted) == Decimal(environment["sum"])
    assert environment["not_in_sum"] == len(environment["lines"]) - len(counted)
    assert all(line["amount"] is None for line in environment["lines"] if line not in counted)
