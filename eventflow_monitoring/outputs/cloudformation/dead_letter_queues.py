"""The queues that keep what SNS could not deliver, each with the policy that lets its topic write.

Rules behind the shapes, from the SNS Developer Guide ("Amazon SNS dead-letter queues", "Configuring a
dead-letter queue"): an encrypted queue needs a customer key that SNS may use, and the queue's policy
lets SNS send for the topic.
"""

from collections.abc import Iterator
from typing import Any

from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.notification import Channel, Topic
from eventflow_monitoring.outputs.cloudformation.resource import (
    Resource,
    arn,
    logical_id,
    reference,
    tags,
)
from eventflow_monitoring.outputs.cloudformation.topics import KEY, topic_arn

QUEUE_TYPE = "AWS::SQS::Queue"

_SNS = "sns.amazonaws.com"

_RETENTION = 14 * 24 * 60 * 60
"""Seconds; the longest there is (SQS API, CreateQueue.MessageRetentionPeriod)."""


def dead_letter_queue_resources(
    environment: Environment, topic: Topic, channel: Channel, name: str
) -> Iterator[tuple[str, Resource]]:
    """Yield the queue behind a channel of a topic, and its policy.

    They have no origin: where two names lead to one logical id, the subscription says so.
    """
    queue = logical_id("DeadLetterQueue", topic.name, channel.name)
    yield (
        queue,
        Resource(
            QUEUE_TYPE,
            {
                "QueueName": name,
                "KmsMasterKeyId": reference(KEY),
                "MessageRetentionPeriod": _RETENTION,
                "Tags": tags(Tier=topic.tier.value),
            },
        ),
    )
    own_arn = arn(environment, "sqs", name)
    yield (
        queue_policy_id(topic, channel),
        Resource(
            "AWS::SQS::QueuePolicy",
            {
                "Queues": [reference(queue)],
                "PolicyDocument": {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "KeepingWhatWasNotDelivered",
                            "Effect": "Allow",
                            "Principal": {"Service": _SNS},
                            "Action": "sqs:SendMessage",
                            "Resource": own_arn,
                            "Condition": {
                                "ArnEquals": {"aws:SourceArn": topic_arn(environment, topic)}
                            },
                        },
                        {
                            "Sid": "TlsOnly",
                            "Effect": "Deny",
                            "Principal": "*",
                            "Action": "sqs:*",
                            "Resource": own_arn,
                            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                        },
                    ],
                },
            },
        ),
    )


def queue_policy_id(topic: Topic, channel: Channel) -> str:
    """Return the logical id of the policy of a queue."""
    return logical_id("DeadLetterPolicy", topic.name, channel.name)


def key_statement(environment: Environment) -> dict[str, Any]:
    """Return what lets SNS encrypt what it writes to these queues, for the environment's topics.

    SNS names the topic it writes for when it uses the key (CDK restricts its own statement by that:
    feature flag `@aws-cdk/aws-sns-subscriptions:restrictSqsDescryption`).
    """
    return {
        "Sid": "KeepingWhatWasNotDelivered",
        "Effect": "Allow",
        "Principal": {"Service": _SNS},
        "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
        "Resource": "*",
        "Condition": {"ArnLike": {"aws:SourceArn": arn(environment, "sns", "*")}},
    }
