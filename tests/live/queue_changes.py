"""Changes to dead-letter queues made behind CloudFormation's back."""

import json

from eventflow_monitoring.live.connection import Connection
from tests.live.change import Change, physical_id, planned
from tests.live.changes import OPEN

SUBSCRIPTION = "SubscriptionNoticesLowTeamEmail"
QUEUE = "DeadLetterQueueNoticesLowTeamEmail"
POLICY = "DeadLetterPolicyNoticesLowTeamEmail"


def set_queue(connection: Connection, url: str, name: str, value: str) -> None:
    """Set an attribute of a queue."""
    client = connection.client("sqs")
    # moto forgets the policy whenever other attributes are set, which SQS does not.
    kept = client.get_queue_attributes(QueueUrl=url, AttributeNames=["Policy"])
    client.set_queue_attributes(
        QueueUrl=url, Attributes={**kept.get("Attributes", {}), name: value}
    )


def set_redrive(connection: Connection, arn: str, policy: object) -> None:
    """Let a subscription keep what it could not deliver elsewhere."""
    connection.client("sns").set_subscription_attributes(
        SubscriptionArn=arn, AttributeName="RedrivePolicy", AttributeValue=json.dumps(policy)
    )


def url_of_queue(connection: Connection) -> str:
    """Return the address of the queue, which a policy's own id does not tell."""
    name = "notices-low-team-email-dead-letters"
    return str(connection.client("sqs").get_queue_url(QueueName=name)["QueueUrl"])


QUEUE_CHANGES = [
    Change(
        "AWS::SQS::Queue", QUEUE, "MessageRetentionPeriod",
        lambda c, url: set_queue(c, url, "MessageRetentionPeriod", "60"),
        lambda c, url, plan: set_queue(
            c, url, "MessageRetentionPeriod", str(planned(plan, QUEUE)["MessageRetentionPeriod"])
        ),
    ),
    Change(
        "AWS::SQS::Queue", QUEUE, "KmsMasterKeyId",
        lambda c, url: set_queue(c, url, "KmsMasterKeyId", "alias/aws/sqs"),
        lambda c, url, plan: set_queue(
            c, url, "KmsMasterKeyId", physical_id(c, plan, "NotificationKey")
        ),
    ),
    Change(
        "AWS::SQS::Queue", QUEUE, "Tags[0].Value",
        lambda c, url: c.client("sqs").tag_queue(QueueUrl=url, Tags={"Tier": "high"}),
        lambda c, url, plan: c.client("sqs").tag_queue(QueueUrl=url, Tags={"Tier": "low"}),
    ),
    Change(
        "AWS::SQS::QueuePolicy", POLICY, "PolicyDocument",
        lambda c, _: set_queue(c, url_of_queue(c), "Policy", OPEN),
        lambda c, _, plan: set_queue(
            c, url_of_queue(c), "Policy", json.dumps(planned(plan, POLICY)["PolicyDocument"])
        ),
    ),
    Change(
        "AWS::SNS::Subscription", SUBSCRIPTION, "RedrivePolicy.deadLetterTargetArn",
        lambda c, arn: set_redrive(
            c, arn, {"deadLetterTargetArn": "arn:aws:sqs:us-east-1:222222222222:elsewhere"}
        ),
        lambda c, arn, plan: set_redrive(c, arn, planned(plan, SUBSCRIPTION)["RedrivePolicy"]),
    ),
]  # fmt: skip
