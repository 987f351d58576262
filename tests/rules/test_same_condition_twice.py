"""When two alarms are one too many."""

import pytest

from tests.rules.finding import found, messages

NAME = "same-condition-twice"
_FIRST = "  A: {Tier: high, Condition: Lag > 5 events, Actions: [alerts]}\n"


@pytest.mark.parametrize(
    ("second", "count"),
    [
        ("Tier: high, Condition: Lag > 5 events, Actions: [alerts]", 1),
        ("Tier: high, Condition: Lag > 5 events, Actions: [other]", 1),
        ("Tier: critical, Condition: Lag > 5 events, Actions: [pages, alerts]", 1),
        ("Tier: critical, Condition: Lag > 5 events, Actions: [pages]", 0),
        ("Tier: high, Condition: Lag > 6 events, Actions: [alerts]", 0),
        ("Tier: high, Condition: Lag > 5 events for 2 minutes, Actions: [alerts]", 0),
        ("Tier: high, Condition: Lag > 5 events, WarmUp: 5 minutes, Actions: [alerts]", 1),
        ("Tier: high, Condition: Lag > 5 events, TreatMissingData: ignore, Actions: [alerts]", 0),
        ("Tier: high, Condition: Lag > 5 events, Dimensions: {group: a}, Actions: [alerts]", 0),
    ],
)
def test_second_alarm(second: str, count: int) -> None:
    """Everything about the condition is the same, and the tier or one of the topics."""
    topics = "Topics:\n  other: {Tier: high, Channels: [team]}\n"
    text = f"{topics}Alarms:\n{_FIRST}  B: {{{second}}}\n"
    assert messages(NAME, text) == ["`B` fires exactly when `A` does"] * count


def test_every_further_alarm_is_compared_with_the_first() -> None:
    """Each of them is reported once, and the first not at all."""
    alarms = "".join(_FIRST.replace("A:", f"{name}:") for name in "ABC")
    problems = found(NAME, f"Alarms:\n{alarms}")
    assert [one.message for one in problems] == [
        "`B` fires exactly when `A` does",
        "`C` fires exactly when `A` does",
    ]
    assert {one.related[0].origin.pointer for one in problems} == {("Alarms", "A")}


@pytest.mark.parametrize(
    "condition",
    [
        'Expression: Lag + Requests, ComparisonOperator: ">", Threshold: 5',
        "Kind: AnomalyDetection, Expression: Lag + Requests",
        "Kind: Composite, Rule: ALARM(C)",
    ],
)
def test_conditions_of_every_kind(condition: str) -> None:
    """An expression of an alarm's own is not another one because the alarm has another name."""
    alarms = "".join(
        f"  {name}: {{Tier: high, {condition}, Actions: [alerts]}}\n" for name in "AB"
    ) + _FIRST.replace("A:", "C:")
    assert messages(NAME, f"Alarms:\n{alarms}") == ["`B` fires exactly when `A` does"]
