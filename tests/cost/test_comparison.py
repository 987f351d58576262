"""What changes in price between two specs."""

from dataclasses import replace
from decimal import Decimal

import pytest

from eventflow_monitoring.cost.comparison import Comparison, compare
from eventflow_monitoring.cost.estimate import Estimate
from eventflow_monitoring.cost.line import NotCounted
from tests.cost.costing import estimate_of


def compared(before: str, after: str, usage: tuple[str, str] = ("", "")) -> Comparison:
    """Return the comparison of production."""
    old, new = estimate_of(before, usage[0]), estimate_of(after, usage[1])
    (comparison,) = compare([old], [new])
    return comparison


def changes(comparison: Comparison) -> list[tuple[str, str, Decimal | None]]:
    """Return what happened to which thing, and what it makes of the sum."""
    return [(one.kind, one.line.name, one.difference) for one in comparison.changes]


def test_nothing_changes() -> None:
    """What is unknown on both sides is no change."""
    specs = "LogGroups: {/a: }\nAlarms: {X: {Condition: Lag > 2}}\n"
    comparison = compared(specs, specs)
    assert comparison.changes == ()
    assert comparison.difference == 0


def test_threshold_is_no_change_of_price() -> None:
    """Neither is anything else that is not paid for."""
    comparison = compared(
        "Alarms: {X: {Condition: Lag > 2}}\n", "Alarms: {X: {Condition: Lag > 3}}\n"
    )
    assert comparison.changes == ()


def test_things_are_added_removed_and_changed() -> None:
    """Each with its part of the difference, which they add up to."""
    comparison = compared(
        "Alarms: {X: {Condition: Lag > 2}, Y: {Condition: Lag > 3}}\n",
        "Alarms: {X: {Condition: Share > 2}, Z: {Condition: Fast > 3}}\n",
    )
    assert changes(comparison) == [
        ("changed", "X", Decimal("0.10")),
        ("removed", "Y", Decimal("-0.10")),
        ("added", "Z", Decimal("0.30")),
    ]
    assert comparison.difference == Decimal("0.30")
    assert comparison.not_counted == 0
    assert comparison.before is not None
    assert comparison.after is not None
    assert comparison.after.total - comparison.before.total == Decimal("0.30")


def test_what_is_unknown_on_one_side_is_in_no_difference() -> None:
    """Stating usage does not make anything dearer."""
    comparison = compared("LogGroups: {/a: }\n", "LogGroups: {/a: {ExpectedIngestion: 10 GB}}\n")
    assert changes(comparison) == [("changed", "/a", None)]
    assert comparison.difference == 0
    assert comparison.not_counted == 1


@pytest.mark.parametrize(
    ("usage", "name", "amount"),
    [("LogQueries: 200 GB", "queries", "1"), ("Traces: 2 million", "X-Ray", "10")],
)
def test_stated_usage_is_no_difference(usage: str, name: str, amount: str) -> None:
    """Of queries as of traces; what is in one of the sums only is told."""
    stated = compared("", "", ("", usage))
    assert changes(stated) == [("changed", name, None)]
    assert stated.difference == 0
    assert stated.only_after == {NotCounted.USAGE_NOT_STATED: Decimal(amount)}
    assert stated.only_before == {}
    withdrawn = compared("", "", (usage, ""))
    assert withdrawn.only_before == {NotCounted.USAGE_NOT_STATED: Decimal(amount)}
    assert withdrawn.only_after == {}


def test_unknown_price_changes_into_no_other() -> None:
    """Twice as many messages to a queue are requests of an unknown price as before."""
    queue = (
        "Channels: {q: {Kind: SQS, Queue: alarms}}\nTopics: {other: {Tier: high, Channels: [q]}}\n"
    )
    known = [
        line
        for line in estimate_of(queue).lines
        if line.not_counted is NotCounted.PRICE_UNKNOWN and line.quantity is not None
    ]
    assert known
    before = estimate_of(queue)
    after = replace(
        before,
        lines=tuple(
            replace(line, quantity=Decimal(7)) if line in known else line for line in before.lines
        ),
    )
    (comparison,) = compare([before], [after])
    assert comparison.changes == ()


def test_usage_changes_prices() -> None:
    """Twice as many traces are twice as dear."""
    comparison = compared("", "", ("Traces: 1 million", "Traces: 2 million"))
    assert changes(comparison) == [("changed", "X-Ray", Decimal(5))]


def _named(estimate: Estimate, name: str) -> Estimate:
    return replace(estimate, environment=replace(estimate.environment, name=name))


def test_environments_come_and_go() -> None:
    """Everything in them is added or removed; those that are gone come last."""
    one = estimate_of("Alarms: {X: {Condition: Lag > 2}}\n")
    old, kept, new = _named(one, "old"), _named(one, "kept"), _named(one, "new")
    found = list(compare([old, kept], [new, kept]))
    assert [comparison.environment for comparison in found] == ["new", "kept", "old"]
    assert found[0].before is None
    assert {change.kind for change in found[0].changes} == {"added"}
    assert found[0].difference == Decimal("0.10")
    assert found[1].changes == ()
    assert found[2].after is None
    assert found[2].difference == Decimal("-0.10")
