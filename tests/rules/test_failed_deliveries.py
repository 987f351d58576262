"""Alarms on failed deliveries: through whom they tell, and which topics they leave out."""

import pytest

from eventflow_monitoring.reference.check_example import problems_of
from tests.rules.finding import found, messages, pointers

CHANNELS = """\
Channels:
  mail: {Kind: Email, Address: a@b.example}
  mail-too: {Kind: Email, Address: a@b.example, Recovery: yes}
  clerk: {Kind: OpsItem, Severity: 2}
Topics:
  mails: {Tier: high, Channels: [mail]}
  mails-too: {Tier: high, Channels: [mail-too]}
  both: {Tier: high, Channels: [team, mail]}
  clerks: {Tier: high, Channels: [clerk]}
"""


def watching(topic: str, told: str, keys: str = "", name: str = "A") -> str:
    """Return a metric of a topic's failed deliveries, and an alarm on it."""
    return CHANNELS + (
        "Metrics:\n"
        "  F: {Namespace: AWS/SNS, MetricName: NumberOfNotificationsFailed, Unit: Count, Statistic: Sum,\n"
        f"    Dimensions: {{TopicName: {topic}}}, TreatMissingData: notBreaching}}\n"
        "Alarms:\n"
        f"  {name}: {{Tier: high, Condition: F > 0 over 5 minutes, Actions: [{told}]{keys}}}\n"
    )


@pytest.mark.parametrize(
    ("topic", "told", "wrong"),
    [
        ("{Topic: alerts}", "alerts", True),
        ("{Topic: alerts}", "mails", False),
        ("{Topic: alerts}", "both", False),
        ("{Topic: alerts}", "alerts, mails", False),
        # A value that is written plainly is the topic's name in AWS.
        ("alerts", "alerts", True),
        # Whichever of two fails, the other tells; one of them alone may be the one that fails.
        ("{Topic: both}", "both", False),
        ("{Topic: both}", "alerts", True),
        ("{Topic: both}", "clerks", False),
        # Another name, and whether recoveries are told, make no other channel.
        ("{Topic: mails}", "mails-too", True),
        ("{Topic: mails}", "mails, mails-too", True),
        ("{Topic: mails}", "alerts", False),
    ],
)
def test_a_failure_told_through_the_channel_that_fails(topic: str, told: str, wrong: bool) -> None:  # noqa: FBT001 (the table's last column)
    """It is found where nobody hears of it when that channel fails."""
    at = pointers(found("failure-told-by-itself", watching(topic, told)))
    assert at == ([("Alarms", "A", "Actions")] if wrong else [])


def test_only_failed_deliveries_are_meant() -> None:
    """An alarm on another metric of a topic may tell that topic; so may one that tells nobody."""
    other = watching("{Topic: alerts}", "alerts").replace(
        "NotificationsFailed", "MessagesPublished"
    )
    assert found("failure-told-by-itself", other) == []
    silent = watching("{Topic: alerts}", "alerts", ", ActionsEnabled: false")
    assert found("failure-told-by-itself", silent) == []


def test_a_channel_that_stands_in_counts() -> None:
    """Pages go to Slack in staging: telling Slack of their failures will do in production only."""
    text = (
        "Environments:\n"
        "  staging: {Account: 222222222222, Region: us-east-1, LogRetention: 14 days,\n"
        "    RunbookBaseUrl: 'https://a.example/', Channels: {on-call: {StandIn: team}}}\n"
    )
    text += watching("{Topic: pages}", "alerts")
    assert messages("failure-told-by-itself", text) == [
        (
            "`A` tells of failed deliveries of `pages` through `team` only, "
            "which is a channel of that topic"
        )
    ]


@pytest.mark.parametrize(
    ("more", "unwatched"),
    [
        ("", ["both"]),
        ("  B: {Tier: high, Condition: Lag > 5 events, Actions: [alerts]}\n", ["both"]),
        ("  B: {Tier: high, Condition: Lag > 5 events, Actions: [mails]}\n", ["mails", "both"]),
        (
            "  B: {Tier: high, Condition: Lag > 5 events, Actions: [both], OKActions: [mails-too]}\n",
            ["mails-too", "both"],
        ),
        # Nobody is told through these.
        ("  B: {Tier: high, Condition: Lag > 5 events, Actions: [clerks]}\n", ["both"]),
        (
            "  B: {Tier: high, Condition: Lag > 5 events, Actions: [mails], ActionsEnabled: false}\n",
            ["both"],
        ),
    ],
)
def test_a_topic_that_is_told_and_not_watched(more: str, unwatched: list[str]) -> None:
    """It is found at the topic, where another topic is watched."""
    text = watching("{Topic: alerts}", "both") + more
    at = pointers(found("unwatched-topic", text))
    assert at == [("Topics", name) for name in unwatched]


def test_specs_that_watch_no_topic_are_left_alone() -> None:
    """Who does not watch deliveries at all has not forgotten one."""
    text = CHANNELS + "Alarms:\n  B: {Tier: high, Condition: Lag > 5 events, Actions: [mails]}\n"
    assert found("unwatched-topic", text) == []


def test_what_is_missing_by_a_mistake_is_not_called_unwatched() -> None:
    """The alarm that watches may be the one that is wrong."""
    text = watching("{Topic: alerts}", "both") + "  B: {Tier: high, Condition: Nothing > 5}\n"
    problems, _ = problems_of(text)
    assert "unknown-metric" in {problem.rule for problem in problems}
    assert "unwatched-topic" not in {problem.rule for problem in problems}
