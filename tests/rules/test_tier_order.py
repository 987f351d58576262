"""Which alarms can be told to come too late."""

import pytest

from tests.rules.finding import found, messages, pointers

NAME = "tier-order"


def alarms(lesser: str, severe: str) -> str:
    """Return a high and a critical alarm."""
    return (
        "Alarms:\n"
        f"  Lesser: {{Tier: high, Actions: [alerts], {lesser}}}\n"
        f"  Severe: {{Tier: critical, Actions: [pages], {severe}}}\n"
    )


def condition(text: str) -> str:
    """Return a condition as a key; texts with keys of their own are returned as they are."""
    return text if text.startswith("Condition") else f"Condition: {text}"


@pytest.mark.parametrize(
    ("lesser", "severe"),
    [
        ("Memory > 90%", "Memory > 80%"),
        ("Memory >= 90%", "Memory > 80%"),
        ("Memory > 80%", "Memory >= 80%"),
        ("Memory < 10%", "Memory < 20%"),
        ("Memory < 20%", "Memory <= 20%"),
        ("Memory > 80% for 6 minutes", "Memory > 80% for 5 minutes"),
        ("Memory > 90% for 3 of 5 periods", "Memory > 80% for 3 of 5 periods"),
        ("Memory > 90% for 3 of 4 periods", "Memory > 80% for 3 of 5 periods"),
        ("Memory > 90% for 4 of 6 periods", "Memory > 80% for 3 of 5 periods"),
        ("Memory > 90% for 5 of 5 periods", "Memory > 80% for 3 of 3 periods"),
        ("Memory > 90% over 5 minutes", "Memory > 80% over 1 minute"),
        ("Memory > 90% over 1 minute for 5 minutes", "Memory > 80% over 5 minutes"),
        ("ErrorRate > 90% over 5 minutes", "ErrorRate > 80% over 1 minute"),
        ("Requests > 90", "Requests > 80"),
        ("Condition: Memory > 90%, TreatMissingData: breaching",
         "Condition: Memory > 80%, TreatMissingData: breaching"),
        ("Condition: Memory > 90%, MinimumSamples: 5", "Memory > 80%"),
    ],
)  # fmt: skip
def test_lesser_alarm_that_comes_too_late(lesser: str, severe: str) -> None:
    """Whatever makes the lesser alarm fire has made the severe one fire, at once or before."""
    (problem,) = found(NAME, alarms(condition(lesser), condition(severe)))
    assert problem.message.startswith("`Lesser` (high) never fires before `Severe` (critical) does")
    assert [pointer[:2] for pointer in pointers([problem])] == [("Alarms", "Lesser")]


@pytest.mark.parametrize(
    ("lesser", "severe"),
    [
        ("Memory > 70%", "Memory > 80%"),
        ("Memory > 80%", "Memory > 80%"),
        ("Memory >= 80%", "Memory > 80%"),
        ("Memory < 30%", "Memory < 20%"),
        ("Memory < 10%", "Memory > 20%"),
        ("Memory > 90% for 4 minutes", "Memory > 80% for 5 minutes"),
        ("Memory > 90% for 3 of 6 periods", "Memory > 80% for 3 of 5 periods"),
        ("Memory > 90% for 2 of 5 periods", "Memory > 80% for 3 of 5 periods"),
        ("Memory > 90% over 5 minutes", "Memory > 80% over 1 minute for 2 minutes"),
        ("Memory > 90% over 1 minute for 4 minutes", "Memory > 80% over 5 minutes"),
        ("Maximum(Memory) > 90%", "Memory > 80%"),
        ("Requests > 90 over 5 minutes", "Requests > 80 over 1 minute"),
        ("Condition: Memory > 90%, TreatMissingData: breaching", "Memory > 80%"),
        ("Memory > 90%", "Condition: Memory > 80%, MinimumSamples: 5"),
        ("Memory > 90%", "Condition: Memory > 80%, ActionsEnabled: false"),
        ("Memory > 90%", "Condition: Memory > 80%, ActionsSuppressor: Lesser"),
        ("Memory > 90%", "Condition: Memory > 80%, EvaluationWindow: {TimeZone: UTC}"),
    ],
)
def test_lesser_alarm_that_can_come_first(lesser: str, severe: str) -> None:
    """There are data on which it fires before the severe alarm, or alone."""
    assert messages(NAME, alarms(condition(lesser), condition(severe))) == []


def test_alarm_is_reported_once_and_only_against_severer_tiers() -> None:
    """One severer alarm is enough to be late, and two of a tier have no order."""
    text = """\
Topics:
  notices: {Tier: medium, Channels: [team]}
Alarms:
  M: {Tier: medium, Actions: [notices], Condition: Memory > 95%}
  N: {Tier: medium, Actions: [notices], Condition: Memory > 40%}
  H: {Tier: high, Actions: [alerts], Condition: Memory > 80%}
  C: {Tier: critical, Actions: [pages], Condition: Memory > 90%}
"""
    assert messages(NAME, text) == [
        "`M` (medium) never fires before `H` (high) does, at > 80 % over 1 minute"
    ]


def test_help_says_on_which_side_a_warning_lies() -> None:
    """The lower tier's threshold comes before the severe one, whichever way that is."""
    (above,) = found(NAME, alarms("Condition: Memory > 90%", "Condition: Memory > 80%"))
    (below,) = found(NAME, alarms("Condition: Memory < 10%", "Condition: Memory < 20%"))
    assert "below 80 %" in str(above.help)
    assert "above 20 %" in str(below.help)
