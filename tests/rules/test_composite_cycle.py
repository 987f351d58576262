"""What is said of composite alarms that lead back to themselves."""

import pytest

from tests.rules.finding import found as found_by
from tests.rules.finding import messages, pointers

NAME = "composite-cycle"


def test_two_are_one_circle() -> None:
    """It is told once, from the first of them."""
    text = """\
Alarms:
  One: {Kind: Composite, Tier: high, Rule: ALARM(Other), Actions: [alerts]}
  Other: {Kind: Composite, Tier: high, Rule: ALARM(One), Actions: [alerts]}
"""
    assert messages(NAME, text) == ["`One` depends on itself: `One` → `Other` → `One`"]


@pytest.mark.parametrize(
    ("keys", "key"),
    [
        ("Rule: NOT ALARM(X)", "Rule"),
        ("Rule: ALARM(Slow), ActionsSuppressor: X", "ActionsSuppressor"),
    ],
)
def test_alarm_that_names_itself_is_told_so(keys: str, key: str) -> None:
    """In its rule or as its suppressor: the caret stands there."""
    text = f"""\
Alarms:
  Slow: {{Tier: high, Condition: Latency > 1 second, Actions: [alerts]}}
  X: {{Kind: Composite, Tier: high, {keys}, Actions: [alerts]}}
"""
    found = found_by(NAME, text)
    assert [one.message for one in found] == [f"`{key}` of `X` names `X` itself"]
    assert pointers(found) == [("Alarms", "X", key)]


def test_alarm_of_any_kind_that_suppresses_itself_is_told_so() -> None:
    """The suppressor of an alarm that is no composite may be itself as well."""
    text = """\
Alarms:
  X: {Tier: high, Condition: Latency > 1 second, ActionsSuppressor: X, Actions: [alerts]}
"""
    found = found_by(NAME, text)
    assert [one.message for one in found] == ["`ActionsSuppressor` of `X` names `X` itself"]
    assert pointers(found) == [("Alarms", "X", "ActionsSuppressor")]
