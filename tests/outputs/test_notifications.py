"""What each kind of channel becomes in the stack of notifications."""

from collections.abc import Mapping
from typing import Any

import pytest

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.outputs.cloudformation.notifications import (
    action_arns,
    notification_resources,
)
from tests.compiler.compiling import monitoring_of

SQS = "arn:aws:sqs:us-east-1:111111111111:alarms"
FUNCTION = "arn:aws:lambda:us-east-1:111111111111:function:page:live"
REDRIVEN = {"deadLetterTargetArn": "arn:aws:sqs:us-east-1:111111111111:t-c-dead-letters"}
NO_RECOVERIES = {
    "FilterPolicyScope": "MessageBody",
    "FilterPolicy": {"NewStateValue": [{"anything-but": ["OK"]}]},
}
TEAMS = (
    "{Kind: MicrosoftTeams, Tenant: 0aa1bb22-cc33-44dd-95ee-ff6677889900, "
    "Team: 5f2e1d3c-4b5a-6978-8796-a5b4c3d2e1f0, Channel: 19%3ab6ef%40thread.tacv2}"
)


def monitoring(channels: Mapping[str, str], topics: Mapping[str, str]) -> Monitoring:
    """Return the model of channels, and of topics with the names of theirs."""
    lines = ["Channels:", *(f"  {name}: {written}" for name, written in channels.items())]
    lines += ["Topics:"]
    lines += [f"  {name}: {{Tier: low, Channels: [{told}]}}" for name, told in topics.items()]
    return monitoring_of("\n".join([*lines, ""]))


def resources(channel: str) -> dict[str, dict[str, Any]]:
    """Return type and properties of what a channel called `c` adds to a topic called `t`.

    The dead-letter queue has tests of its own.
    """
    nobody = dict(notification_resources(monitoring({}, {"t": ""})))
    told = dict(notification_resources(monitoring({"c": channel}, {"t": "c"})))
    return {
        logical_id: {"Type": resource.type, **resource.properties}
        for logical_id, resource in told.items()
        if logical_id not in nobody and not logical_id.startswith("DeadLetter")
    }


@pytest.mark.parametrize(
    ("channel", "protocol", "endpoint"),
    [
        ("{Kind: Email, Address: a@b.example, Recovery: yes}", "email", "a@b.example"),
        ("{Kind: Webhook, Url: 'https://a.example/b'}", "https", "https://a.example/b"),
        (
            "{Kind: Webhook, Url: {SecretsManager: hook}}",
            "https",
            "{{resolve:secretsmanager:hook:SecretString}}",
        ),
        (
            "{Kind: Webhook, Url: {SecretsManager: hook, Field: url}}",
            "https",
            "{{resolve:secretsmanager:hook:SecretString:url}}",
        ),
        ("{Kind: SQS, Queue: alarms}", "sqs", SQS),
        (f"{{Kind: SQS, Queue: '{SQS}'}}", "sqs", SQS),
    ],
)
def test_channel_is_one_subscription(channel: str, protocol: str, endpoint: str) -> None:
    """SNS delivers to e-mail, webhooks and queues with a subscription and nothing else of ours."""
    assert resources(channel) == {
        "SubscriptionTC": {
            "Type": "AWS::SNS::Subscription",
            "TopicArn": {"Ref": "TopicT"},
            "Protocol": protocol,
            "Endpoint": endpoint,
            "RedrivePolicy": REDRIVEN,
        }
    }


@pytest.mark.parametrize("function", ["page:live", FUNCTION])
def test_function_is_subscribed_and_lets_its_topic_call_it(function: str) -> None:
    """The permission is for the alias that is subscribed, and for this topic alone."""
    assert resources(f"{{Kind: Lambda, Function: '{function}'}}") == {
        "SubscriptionTC": {
            "Type": "AWS::SNS::Subscription",
            "TopicArn": {"Ref": "TopicT"},
            "Protocol": "lambda",
            "Endpoint": FUNCTION,
            "RedrivePolicy": REDRIVEN,
        },
        "PermissionTC": {
            "Type": "AWS::Lambda::Permission",
            "FunctionName": FUNCTION,
            "Action": "lambda:InvokeFunction",
            "Principal": "sns.amazonaws.com",
            "SourceArn": {"Ref": "TopicT"},
        },
    }


@pytest.mark.parametrize(
    "channel",
    [
        "{Kind: Webhook, Url: 'https://a.example/b', Recovery: no}",
        "{Kind: SQS, Queue: alarms, Recovery: no}",
        "{Kind: Lambda, Function: page, Recovery: no}",
    ],
)
def test_recoveries_are_filtered_by_the_subscription(channel: str) -> None:
    """Who does not want them never gets a message that says OK."""
    subscription = resources(channel)["SubscriptionTC"]
    assert {key: subscription.get(key) for key in NO_RECOVERIES} == NO_RECOVERIES


def test_microsoft_teams_has_guardrails_and_a_role_of_its_own() -> None:
    """One configuration with all topics of the channel; Amazon Q Developer may only read alarms."""
    found = resources(TEAMS)
    assert found["TeamsC"] == {
        "Type": "AWS::Chatbot::MicrosoftTeamsChannelConfiguration",
        "ConfigurationName": "eventflow-c",
        "TeamsTenantId": "0aa1bb22-cc33-44dd-95ee-ff6677889900",
        "TeamId": "5f2e1d3c-4b5a-6978-8796-a5b4c3d2e1f0",
        "TeamsChannelId": "19%3ab6ef%40thread.tacv2",
        "IamRoleArn": {"Fn::GetAtt": ["TeamsRole", "Arn"]},
        "GuardrailPolicies": [{"Ref": "TeamsPolicy"}],
        "LoggingLevel": "ERROR",
        "SnsTopicArns": ["arn:aws:sns:us-east-1:111111111111:t"],
    }
    assert set(found) == {"TeamsC", "TeamsRole", "TeamsPolicy"}
    assert found["TeamsRole"]["ManagedPolicyArns"] == [{"Ref": "TeamsPolicy"}]
    (statement,) = found["TeamsPolicy"]["PolicyDocument"]["Statement"]
    assert all(action.startswith("cloudwatch:") for action in statement["Action"])


def test_applications_have_a_role_each_and_channels_a_configuration_each() -> None:
    """Two Slack channels share a role; Microsoft Teams has another."""
    channels = {
        "a": "{Kind: Slack, Workspace: T0, Channel: C0}",
        "b": "{Kind: Slack, Workspace: T0, Channel: C1}",
        "c": TEAMS,
    }
    found = dict(notification_resources(monitoring(channels, {"t": "a, b", "u": "a, c"})))
    types = [resource.type.rpartition("::")[2] for resource in found.values()]
    assert types.count("Role") == types.count("ManagedPolicy") == 2
    assert types.count("SlackChannelConfiguration") == 2
    assert found["SlackA"].attributes == {"DependsOn": ["TopicT", "TopicU"]}
    assert found["TeamsC"].attributes == {"DependsOn": ["TopicU"]}


def test_ops_item_is_no_resource() -> None:
    """CloudWatch opens it without the topic."""
    assert resources("{Kind: OpsItem, Severity: 1}") == {}


def test_alarm_runs_its_topics_and_then_their_ops_items() -> None:
    """Each once, topics first, in the order written; the category is left out with its sign."""
    channels = {
        "one": "{Kind: OpsItem, Severity: 1, Category: Availability}",
        "same": "{Kind: OpsItem, Severity: 1, Category: Availability}",
        "other": "{Kind: OpsItem, Severity: 3}",
        "queue": "{Kind: SQS, Queue: alarms}",
    }
    model = monitoring(channels, {"t": "queue, one, other", "u": "other, same", "v": "queue"})
    first, second, third = model.topics
    sns, ssm = ("arn:aws:sns:us-east-1:111111111111", "arn:aws:ssm:us-east-1:111111111111")
    assert action_arns(model.environment, (second, first, third, first)) == [
        f"{sns}:u",
        f"{sns}:t",
        f"{sns}:v",
        f"{ssm}:opsitem:3",
        f"{ssm}:opsitem:1#CATEGORY=Availability",
    ]
    assert action_arns(model.environment, (third,)) == [f"{sns}:v"]
    assert action_arns(model.environment, ()) == []
    assert (first.recovery, second.recovery) == (True, False)
