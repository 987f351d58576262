"""Subscriptions of topics: what each kind of channel that SNS delivers to needs.

Chat channels subscribe by themselves and OpsItems are no subscribers: nothing comes out for them.
Every subscription has a dead-letter queue, in the account and region of the subscription wherever its
endpoint is (SNS Developer Guide, "Amazon SNS dead-letter queues").
"""

from collections.abc import Iterator
from typing import Any

from eventflow_monitoring.model.dead_letter_queue import dead_letter_queue
from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.notification import (
    Channel,
    EmailChannel,
    FunctionChannel,
    PagerDutyChannel,
    QueueChannel,
    SecretReference,
    Topic,
    WebhookChannel,
)
from eventflow_monitoring.outputs.cloudformation.dead_letter_queues import (
    dead_letter_queue_resources,
    queue_policy_id,
)
from eventflow_monitoring.outputs.cloudformation.resource import (
    Resource,
    arn,
    function_arn,
    logical_id,
    reference,
)
from eventflow_monitoring.outputs.cloudformation.topics import topic_id

_SNS = "sns.amazonaws.com"


def subscription_resources(
    environment: Environment, topic: Topic, channel: Channel
) -> Iterator[tuple[str, Resource]]:
    """Yield what makes a channel listen to a topic."""
    endpoint = _endpoint(environment, channel)
    queue = dead_letter_queue(environment, topic, channel)
    if endpoint is None or queue is None:
        return
    yield from dead_letter_queue_resources(environment, topic, channel, queue)
    yield (
        logical_id("Subscription", topic.name, channel.name),
        _subscription(environment, topic, channel, endpoint, queue),
    )
    if isinstance(channel, FunctionChannel):
        yield (
            logical_id("Permission", topic.name, channel.name),
            _permission(environment, topic, channel),
        )


def _endpoint(environment: Environment, channel: Channel) -> tuple[str, str] | None:
    """Return the protocol and endpoint of a channel's subscription, None where it has none."""
    match channel:
        case EmailChannel(address=address):
            return "email", address
        case PagerDutyChannel(integration_key=key):
            return "https", f"https://events.pagerduty.com/integration/{_secret(key)}/enqueue"
        case WebhookChannel(url=SecretReference() as secret):
            return "https", _secret(secret)
        case WebhookChannel(url=str() as url):
            return "https", url
        case QueueChannel(queue=queue):
            return "sqs", queue if queue.startswith("arn:") else arn(environment, "sqs", queue)
        case FunctionChannel():
            return "lambda", function_arn(environment, channel.function)
        case _:
            return None


def _secret(secret: SecretReference) -> str:
    """Return the dynamic reference that CloudFormation resolves while it deploys."""
    field = f":{secret.json_field}" if secret.json_field is not None else ""
    return f"{{{{resolve:secretsmanager:{secret.secret_id}:SecretString{field}}}}}"


def _subscription(
    environment: Environment, topic: Topic, channel: Channel, endpoint: tuple[str, str], queue: str
) -> Resource:
    properties: dict[str, Any] = {
        "TopicArn": reference(topic_id(topic)),
        "Protocol": endpoint[0],
        "Endpoint": endpoint[1],
        "RedrivePolicy": {"deadLetterTargetArn": arn(environment, "sqs", queue)},
    }
    if not channel.recovery:
        # The message of an alarm names its new state; what says OK is kept from this channel.
        properties["FilterPolicyScope"] = "MessageBody"
        properties["FilterPolicy"] = {"NewStateValue": [{"anything-but": ["OK"]}]}
    # The ARN is made of names, and says nothing of an order.
    after = {"DependsOn": [queue_policy_id(topic, channel)]}
    return Resource("AWS::SNS::Subscription", properties, after, origin=channel.origin)


def _permission(environment: Environment, topic: Topic, channel: FunctionChannel) -> Resource:
    return Resource(
        "AWS::Lambda::Permission",
        {
            "FunctionName": function_arn(environment, channel.function),
            "Action": "lambda:InvokeFunction",
            "Principal": _SNS,
            # Without it, any topic of anybody's could call the function.
            "SourceArn": reference(topic_id(topic)),
        },
        origin=channel.origin,
    )
