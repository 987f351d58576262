"""Who counts as told."""

import pytest

from tests.rules.finding import found, messages

NAME = "reaches-nobody"
_EMPTY = "Topics:\n  empty: {Tier: high, Channels: []}\n  void: {Tier: high, Channels: []}\n"
_ALARM = "  A: {Tier: high, Condition: Lag > 5 events, %s}\n"


@pytest.mark.parametrize(
    "keys",
    [
        "ActionsEnabled: false",
        "Actions: [empty, alerts]",
        "OKActions: [alerts]",
        "InsufficientDataActions: [alerts]",
    ],
)
def test_alarm_that_tells_somebody_or_is_to_tell_nobody(keys: str) -> None:
    """One channel behind any of the actions is enough, and silence that was asked for is fine."""
    assert messages(NAME, f"{_EMPTY}Alarms:\n{_ALARM % keys}") == []


def test_all_topics_are_without_channels() -> None:
    """Every topic of the alarm is named, each once, and where it stands."""
    text = f"{_EMPTY}Alarms:\n{_ALARM % 'Actions: [empty, void], OKActions: [empty]'}"
    (problem,) = found(NAME, text)
    message = "`A` tells nobody in production: `empty` and `void` have no channels"
    assert problem.message == message
    assert [one.message for one in problem.related] == ["`empty`", "`void`"]


def test_help_names_a_topic_of_the_tier() -> None:
    """An alarm without actions is shown one that would do, if there is any."""
    (problem,) = found(NAME, "Alarms:\n  A: {Tier: critical, Condition: Lag > 5 events}\n")
    assert str(problem.help).startswith("`Actions: [pages]`")
    (problem,) = found(NAME, "Alarms:\n  A: {Tier: low, Condition: Lag > 5 events}\n")
    assert str(problem.help).startswith("`Actions: […]`")


def test_suppressor_need_not_tell() -> None:
    """An alarm that keeps others quiet does that without telling anybody."""
    other = "  B: {Tier: high, Condition: Lag > 9 events, Actions: [alerts]%s}\n"
    alone = f"Alarms:\n{_ALARM % 'Actions: []'}"
    assert messages(NAME, alone + other % "") == ["`A` tells nobody: it has no actions"]
    assert messages(NAME, alone + other % ", ActionsSuppressor: A") == []


def test_composite_alarm_that_is_not_deployed_tells_nobody() -> None:
    """An alarm relies on another only where that is deployed."""
    composite = (
        "  B: {Kind: Composite, Tier: high, Rule: ALARM(A), Actions: [alerts], "
        "Environments: {production: {Enabled: %s}}}\n"
    )
    text = f"Alarms:\n{_ALARM % 'Actions: []'}{composite}"
    assert messages(NAME, text % "true") == []
    assert messages(NAME, text % "false") == ["`A` tells nobody: it has no actions"]
