"""What a notification says of an alarm."""

import dataclasses

import pytest

from eventflow_monitoring.model.alarm_text import MAX_LENGTH, console_link
from eventflow_monitoring.model.trigger import PromqlTrigger
from eventflow_monitoring.outputs.cloudformation.alarms import alarm_resources
from eventflow_monitoring.outputs.cloudformation.description import description
from tests.specs.expanding import alarm_of, expanded

ENVIRONMENT = expanded("").monitoring.environment
LINK = "https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#alarmsV2:alarm/prod-X"


def description_of(keys: str) -> str:
    """Return the description of an alarm."""
    alarm = alarm_of(keys)
    return description(alarm, ENVIRONMENT, alarm.physical_name)


def test_description_has_a_line_for_each_thing() -> None:
    """Its meaning, its condition, the runbook, the owner and the way to the console."""
    keys = (
        "Condition: Wait > 2 minutes for 10 minutes, Description: It is slow., "
        "Runbook: slow.md, Owner: shop team"
    )
    assert description_of(keys).splitlines() == [
        "It is slow.",
        "p95 wait > 2 minutes for 10 minutes",
        "Runbook: https://wiki.example/runbooks/slow.md",
        "Owner: shop team",
        f"Console: {LINK}",
    ]


def test_what_is_not_said_has_no_line() -> None:
    """The condition and the link are always there."""
    assert description_of("Condition: Lag > 5").splitlines() == [
        "Maximum lag > 5 events over 1 minute",
        f"Console: {LINK}",
    ]


def test_alert_leads_to_itself() -> None:
    """The alarm and its alert have a link each."""
    found = expanded(
        "Alarms:\n  A: {Tier: low, Condition: Lag > 5}\n"
        "  X: {Tier: low, Condition: Lag > 6, ActionsSuppressor: A}\n"
    )
    texts = {
        id: resource.properties["AlarmDescription"]
        for id, resource in alarm_resources(found.monitoring)
    }
    assert texts["AlarmX"].endswith("alarm/prod-X")
    assert texts["AlertX"].endswith("alarm/prod-X-alert")


@pytest.mark.parametrize("extra", [0, 1, 500])
def test_condition_is_cut_where_there_is_no_room(extra: int) -> None:
    """Nothing else is; the whole is as long as CloudWatch takes and no longer."""
    alarm = alarm_of("Kind: PromQL, Query: x, Description: It is slow.")
    whole = description(alarm, ENVIRONMENT, "prod-X")
    room = MAX_LENGTH - len(whole) + 1
    query = "y" * (room + extra)
    trigger = PromqlTrigger(query=query, interval=60, pending=0, recovery=0)
    text = description(dataclasses.replace(alarm, trigger=trigger), ENVIRONMENT, "prod-X")
    first, condition, link = text.splitlines()
    assert (first, link) == ("It is slow.", f"Console: {LINK}")
    assert len(text) == MAX_LENGTH
    assert condition.endswith("…") is (extra > 0)
    assert condition.startswith("`yyy")


@pytest.mark.parametrize(
    ("region", "host"),
    [
        ("eu-west-1", "eu-west-1.console.aws.amazon.com"),
        ("cn-north-1", "cn-north-1.console.amazonaws.cn"),
        ("us-gov-west-1", "us-gov-west-1.console.amazonaws-us-gov.com"),
    ],
)
def test_console_is_that_of_the_region(region: str, host: str) -> None:
    """Each partition has its own; names are quoted."""
    environment = dataclasses.replace(ENVIRONMENT, region=region)
    assert console_link(environment, "a b/c?") == (
        f"https://{host}/cloudwatch/home?region={region}#alarmsV2:alarm/a%20b%2Fc%3F"
    )
