"""Subscriptions of topics: what each kind of channel that SNS delivers to needs.

Chat channels subscribe by themselves and OpsItems are no subscribers: nothing comes out for them.
"""

from collections.abc import Iterator
from typing import Any

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
    if endpoint is None:
        return
    yield (
        logical_id("Subscription", topic.name, channel.name),
        _subscription(topic, channel, *endpoint),
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


def _subscription(topic: Topic, channel: Channel, protocol: str, endpoint: str) -> Resource:
    properties: dict[str, Any] = {
        "TopicArn": reference(topic_id(topic)),
        "Protocol": protocol,
        "Endpoint": endpoint,
    }
    if not channel.recovery:
        # The message of an alarm names its new state; what says OK is kept from this channel.
        properties["FilterPolicyScope"] = "MessageBody"
        properties["FilterPolicy"] = {"NewStateValue": [{"anything-but": ["OK"]}]}
    return Resource("AWS::SNS::Subscription", properties, origin=channel.origin)


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
