"""What SNS could not deliver is kept, encrypted, by a queue of the subscription."""

from typing import Any

import pytest

from eventflow_monitoring.outputs.cloudformation.notifications import notification_resources
from eventflow_monitoring.outputs.cloudformation.plan import plan
from eventflow_monitoring.outputs.cloudformation.resource import Resource
from tests.compiler.compiling import compile_texts, monitoring_of

QUEUE = "arn:aws:sqs:us-east-1:111111111111:t-c-dead-letters"
TOPIC = "arn:aws:sns:us-east-1:111111111111:t"
SLACK = "{Kind: Slack, Workspace: T0, Channel: C0}"
TEAMS = (
    "{Kind: MicrosoftTeams, Tenant: 0aa1bb22-cc33-44dd-95ee-ff6677889900, "
    "Team: 5f2e1d3c-4b5a-6978-8796-a5b4c3d2e1f0, Channel: 19%3ab6ef%40thread.tacv2}"
)
ENVIRONMENT = (
    "{Account: 111111111111, Region: us-east-1, LogRetention: 1 day, NamePattern: 'x-${Name}-e'}"
)
EMAIL = "{Kind: Email, Address: a@b.example}"


def resources(channel: str, topic: str = "t", name: str = "c") -> dict[str, Resource]:
    """Return the stack of notifications of a topic with one channel."""
    text = (
        f"Channels:\n  {name}: {channel}\nTopics:\n  {topic}: {{Tier: low, Channels: [{name}]}}\n"
    )
    return dict(notification_resources(monitoring_of(text)))


def statements(resource: Resource, key: str) -> dict[str, dict[str, Any]]:
    """Return the statements of a policy by their ids."""
    return {one["Sid"]: one for one in resource.properties[key]["Statement"]}


@pytest.mark.parametrize(
    "channel",
    [
        EMAIL,
        "{Kind: PagerDuty, IntegrationKey: {SecretsManager: key}}",
        "{Kind: Webhook, Url: 'https://a.example/b'}",
        "{Kind: SQS, Queue: alarms}",
        "{Kind: SQS, Queue: 'arn:aws:sqs:us-east-1:999999999999:alarms'}",
        "{Kind: Lambda, Function: page}",
    ],
)
def test_every_subscription_of_ours_has_a_queue_of_its_own(channel: str) -> None:
    """It stands in the subscription's account, keeps for 14 days, and uses the topics' key."""
    found = resources(channel)
    assert found["DeadLetterQueueTC"].template() == {
        "Type": "AWS::SQS::Queue",
        "Properties": {
            "QueueName": "t-c-dead-letters",
            "KmsMasterKeyId": {"Ref": "NotificationKey"},
            "MessageRetentionPeriod": 1_209_600,
            "Tags": [{"Key": "Tier", "Value": "low"}],
        },
    }
    subscription = found["SubscriptionTC"]
    assert subscription.properties["RedrivePolicy"] == {"deadLetterTargetArn": QUEUE}
    # SNS must be able to write before it may have to.
    assert subscription.attributes["DependsOn"] == ["DeadLetterPolicyTC"]


@pytest.mark.parametrize("channel", [SLACK, TEAMS, "{Kind: OpsItem, Severity: 1}"])
def test_what_sns_has_no_subscription_of_ours_for_has_no_queue(channel: str) -> None:
    """Amazon Q Developer subscribes by itself, OpsItems are opened by CloudWatch."""
    found = resources(channel)
    assert [name for name in found if name.startswith("DeadLetter")] == []
    assert set(statements(found["NotificationKey"], "KeyPolicy")) == {
        "Administration",
        "PublishingByAlarms",
    }


def test_only_the_topic_writes_to_its_queue_and_only_by_tls() -> None:
    """The policy names the service, the topic and the queue."""
    policy = resources(EMAIL)["DeadLetterPolicyTC"]
    assert policy.type == "AWS::SQS::QueuePolicy"
    assert policy.properties["Queues"] == [{"Ref": "DeadLetterQueueTC"}]
    assert statements(policy, "PolicyDocument") == {
        "KeepingWhatWasNotDelivered": {
            "Sid": "KeepingWhatWasNotDelivered",
            "Effect": "Allow",
            "Principal": {"Service": "sns.amazonaws.com"},
            "Action": "sqs:SendMessage",
            "Resource": QUEUE,
            "Condition": {"ArnEquals": {"aws:SourceArn": TOPIC}},
        },
        "TlsOnly": {
            "Sid": "TlsOnly",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "sqs:*",
            "Resource": QUEUE,
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        },
    }


def test_sns_may_use_the_key_for_topics_of_the_account() -> None:
    """Without it, an encrypted queue takes nothing from SNS."""
    statement = statements(resources(EMAIL)["NotificationKey"], "KeyPolicy")[
        "KeepingWhatWasNotDelivered"
    ]
    assert statement["Principal"] == {"Service": "sns.amazonaws.com"}
    assert statement["Action"] == ["kms:Decrypt", "kms:GenerateDataKey*"]
    assert statement["Condition"] == {
        "ArnLike": {"aws:SourceArn": "arn:aws:sns:us-east-1:111111111111:*"}
    }


def test_the_name_pattern_is_that_of_the_environment() -> None:
    """Environments that share an account have a queue each."""
    text = (
        f"Environments:\n  e: {ENVIRONMENT}\n"
        f"Channels:\n  c: {EMAIL}\nTopics:\n  t: {{Tier: low, Channels: [c]}}\n"
    )
    (monitoring,) = compile_texts({"a.yaml": text}).monitorings
    found = dict(notification_resources(monitoring))
    assert found["DeadLetterQueueTC"].properties["QueueName"] == "x-t-c-dead-letters-e"


def test_two_subscriptions_with_one_queue_are_told_once() -> None:
    """What leads to one name of a queue leads to one logical id as well."""
    text = (
        f"Channels:\n  c: {EMAIL}\n  b-c: {{Kind: Email, Address: b@b.example}}\n"
        "Topics:\n  a: {Tier: low, Channels: [b-c]}\n  a-b: {Tier: low, Channels: [c]}\n"
    )
    _, problems = plan(monitoring_of(text))
    assert [problem.message for problem in problems] == [
        "two names lead to the same logical id `SubscriptionABC`"
    ]
