"""Which environments may share an account."""

import pytest

from tests.compiler.compiling import compile_texts

_SPECS = """\
Metrics:
  M: {Namespace: EventFlow, Unit: Count, Statistic: Sum}
Channels:
  team: {Kind: Slack, Workspace: T0, Channel: C0, %s}
Topics:
  alerts: {Tier: low, Channels: [team]}
LogGroups:
  /eventflow/backend: {Existing: true}
"""


def messages(second: str, specs: str = _SPECS) -> list[str]:
    """Return what is wrong with a second environment beside staging in Virginia."""
    environments = (
        "Environments:\n"
        "  staging: {Account: 222222222222, Region: us-east-1, LogRetention: 14 days}\n"
        f"  second: {{LogRetention: 14 days, {second}}}\n"
    )
    overridden = specs % "Environments: {second: {Channel: C1}}" if "%s" in specs else specs
    return compile_texts({"a.yaml": environments, "b.yaml": overridden}).messages


@pytest.mark.parametrize(
    "second",
    [
        "Account: 333333333333, Region: us-east-1",
        "Account: 222222222222, Region: eu-west-1",
        "Account: 222222222222, Region: us-east-1, NamePattern: '${Name}-second'",
    ],
)
def test_other_account_region_or_pattern_keeps_names_apart(second: str) -> None:
    """Names collide only in one region of one account."""
    assert messages(second) == []


def test_first_name_that_collides_is_enough() -> None:
    """Two environments are reported once, not for each name they share."""
    assert messages("Account: 222222222222, Region: us-east-1") == [
        "name-collision: staging and second share account 222222222222, and both have the topic `alerts`"
    ]


@pytest.mark.parametrize(
    ("specs", "thing"),
    [
        ("SamplingRules: {s: {Priority: 1, Environments: {second: {Priority: 2, Service: x}}}}",
         "sampling rule"),
        ("TraceGroups: {s: {Filter: fault}}", "trace group"),
    ],
)  # fmt: skip
def test_names_in_x_ray_collide(specs: str, thing: str) -> None:
    """Rules and groups have names of their own in an account and region."""
    found = messages("Account: 222222222222, Region: us-east-1", f"{specs}\n")
    own = f"staging and second share account 222222222222, and both have the {thing} `s`"
    assert f"name-collision: {own}" in found


def test_existing_log_groups_do_not_collide() -> None:
    """What was made elsewhere can be named by several environments."""
    specs = "LogGroups:\n  /eventflow/backend: {Existing: true}\n"
    assert messages("Account: 222222222222, Region: us-east-1", specs) == []


def test_slack_channel_is_one_for_all_regions_of_an_account() -> None:
    """A Slack channel has one owner in an account, whatever the region."""
    specs = _SPECS % "Recovery: true"
    (message,) = messages("Account: 222222222222, Region: eu-west-1", specs)
    assert message == (
        "chat-channel-owner: the Slack channel C0 would be configured twice in account 222222222222, "
        "by staging and second"
    )
    assert messages("Account: 333333333333, Region: us-east-1", specs) == []


def test_channel_that_no_topic_names_has_no_owner() -> None:
    """A Slack channel that nobody tells anything is not configured at all."""
    specs = _SPECS % "Recovery: true"
    specs = specs.replace("Channels: [team]", "Channels: []")
    assert messages("Account: 222222222222, Region: eu-west-1", specs) == []
