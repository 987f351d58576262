"""Which topics an alarm may publish to."""

import pytest

from tests.rules.finding import found, pointers

NAME = "topic-of-another-tier"


@pytest.mark.parametrize(
    ("tier", "actions", "wrong"),
    [
        ("high", "alerts", []),
        ("critical", "pages, alerts, notices", []),
        ("critical", "alerts", [0]),
        ("critical", "alerts, notices", [0, 1]),
        ("high", "notices, alerts, pages", [2]),
        ("low", "notices", [0]),
    ],
)
def test_topics_of_other_tiers(tier: str, actions: str, wrong: list[int]) -> None:
    """A more severe one is always wrong, a less severe one unless the alarm's own is beside it."""
    text = (
        "Topics:\n  notices: {Tier: medium, Channels: [team]}\n"
        f"Alarms:\n  A: {{Tier: {tier}, Condition: Lag > 5 events, Actions: [{actions}]}}\n"
    )
    assert pointers(found(NAME, text)) == [("Alarms", "A", "Actions", index) for index in wrong]


def test_help_names_the_topics_of_the_tier() -> None:
    """What there is of the alarm's tier is named; where there is nothing, it has to be made."""
    alarm = "Alarms:\n  A: {Tier: %s, Condition: Lag > 5 events, Actions: [%s]}\n"
    (wrong,) = found(NAME, alarm % ("critical", "alerts"))
    assert wrong.help == "topics of tier critical: `pages`"
    (missing,) = found(NAME, alarm % ("low", "alerts"))
    assert missing.help == "under `Topics:`, make one of `Tier: low` for it"
