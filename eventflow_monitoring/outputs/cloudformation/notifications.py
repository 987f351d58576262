"""Topics with their key, policies and channels, and what an alarm runs to reach them.

Rules behind the shapes, from the CloudWatch User Guide ("Alarm actions") and the SNS Developer Guide
("Key management"): CloudWatch publishes to an encrypted topic only if the key's policy lets it, which
the policy of `alias/aws/sns` never does; and whoever may publish over plain HTTP may read along.
"""

from collections.abc import Iterator, Sequence

from eventflow_monitoring.model.dead_letter_queue import dead_letter_queues
from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.notification import OpsItemChannel, Topic
from eventflow_monitoring.outputs.cloudformation.chat import chat_resources
from eventflow_monitoring.outputs.cloudformation.dead_letter_queues import key_statement
from eventflow_monitoring.outputs.cloudformation.resource import (
    Resource,
    arn,
    logical_id,
    reference,
    tags,
)
from eventflow_monitoring.outputs.cloudformation.subscriptions import subscription_resources
from eventflow_monitoring.outputs.cloudformation.topics import KEY, topic_arn, topic_id

__all__ = ["KEY", "action_arns", "notification_resources", "topic_arn", "topic_id"]

_CLOUDWATCH = "cloudwatch.amazonaws.com"


def notification_resources(monitoring: Monitoring) -> Iterator[tuple[str, Resource]]:
    """Yield the resources of the notifications stack."""
    environment = monitoring.environment
    if not monitoring.topics:
        return
    yield KEY, _key(monitoring)
    yield logical_id("NotificationKeyAlias"), _key_alias(environment)
    for topic in monitoring.topics:
        yield topic_id(topic), _topic(topic)
        yield logical_id("TopicPolicy", topic.name), _topic_policy(environment, topic)
        for channel in topic.channels:
            yield from subscription_resources(environment, topic, channel)
    yield from chat_resources(monitoring)


def action_arns(environment: Environment, topics: Sequence[Topic]) -> list[str]:
    """Return what an alarm of these topics runs when it goes off, each ARN once.

    First the topics in their order, then the OpsItems of their channels. CloudWatch takes 5 at most
    (PutMetricAlarm).
    """
    channels = (channel for topic in topics for channel in topic.channels)
    arns = [topic_arn(environment, topic) for topic in topics]
    arns += [_ops_item_arn(environment, one) for one in channels if isinstance(one, OpsItemChannel)]
    return list(dict.fromkeys(arns))


def _ops_item_arn(environment: Environment, channel: OpsItemChannel) -> str:
    """Return the action that opens an OpsItem (PutMetricAlarm, `AlarmActions`)."""
    category = f"#CATEGORY={channel.category.value}" if channel.category is not None else ""
    return arn(environment, "ssm", f"opsitem:{channel.severity}{category}")


def _key(monitoring: Monitoring) -> Resource:
    environment = monitoring.environment
    root = f"arn:{environment.partition}:iam::{environment.account}:root"
    queues = any(dead_letter_queues(environment, monitoring.topics))
    return Resource(
        "AWS::KMS::Key",
        {
            "Description": f"Encrypts the notifications of {environment.service}",
            "EnableKeyRotation": True,
            "KeyPolicy": {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Sid": "Administration",
                        "Effect": "Allow",
                        "Principal": {"AWS": root},
                        "Action": "kms:*",
                        "Resource": "*",
                    },
                    {
                        "Sid": "PublishingByAlarms",
                        "Effect": "Allow",
                        "Principal": {"Service": _CLOUDWATCH},
                        "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
                        "Resource": "*",
                        "Condition": {"StringEquals": {"aws:SourceAccount": environment.account}},
                    },
                    *([key_statement(environment)] if queues else []),
                ],
            },
        },
    )


def _key_alias(environment: Environment) -> Resource:
    name = environment.physical_name(f"{environment.service}-notifications")
    return Resource(
        "AWS::KMS::Alias", {"AliasName": f"alias/{name}", "TargetKeyId": reference(KEY)}
    )


def _topic(topic: Topic) -> Resource:
    return Resource(
        "AWS::SNS::Topic",
        {
            "TopicName": topic.physical_name,
            "KmsMasterKeyId": reference(KEY),
            "Tags": tags(Tier=topic.tier.value),
        },
        origin=topic.origin,
    )


def _topic_policy(environment: Environment, topic: Topic) -> Resource:
    own_arn = topic_arn(environment, topic)
    return Resource(
        "AWS::SNS::TopicPolicy",
        {
            "Topics": [reference(topic_id(topic))],
            "PolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Sid": "PublishingByAlarms",
                        "Effect": "Allow",
                        "Principal": {"Service": _CLOUDWATCH},
                        "Action": "sns:Publish",
                        "Resource": own_arn,
                        "Condition": {"StringEquals": {"aws:SourceAccount": environment.account}},
                    },
                    {
                        "Sid": "TlsOnly",
                        "Effect": "Deny",
                        "Principal": "*",
                        "Action": "sns:Publish",
                        "Resource": own_arn,
                        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                    },
                ],
            },
        },
    )
