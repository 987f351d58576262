"""Which alarms must say what to do and who does it."""

import pytest

from tests.rules.finding import messages


@pytest.mark.parametrize("rule", ["critical-without-runbook", "critical-without-owner"])
@pytest.mark.parametrize(
    ("keys", "count"),
    [
        ("Tier: critical, Actions: [pages]", 1),
        ("Tier: high, Actions: [alerts]", 0),
        ("Tier: critical, Actions: [pages], ActionsEnabled: false", 0),
        ("Tier: critical, Actions: [pages], Owner: backend, Runbook: lag", 0),
    ],
)
def test_alarm_that_wakes_people_up(rule: str, keys: str, count: int) -> None:
    """Critical alarms that tell somebody need both, no others do."""
    text = f"Alarms:\n  A: {{Condition: Lag > 5 events, {keys}}}\n"
    missing = rule.rpartition("-")[2]
    assert messages(rule, text) == [f"`A` is critical and has no {missing}"] * count
