"""What a topic is called in CloudFormation and in AWS."""

from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.notification import Topic
from eventflow_monitoring.outputs.cloudformation.resource import arn, logical_id

KEY = logical_id("NotificationKey")
"""The key that topics and what they could not deliver are encrypted with."""


def topic_id(topic: Topic) -> str:
    """Return the logical id of a topic."""
    return logical_id("Topic", topic.name)


def topic_arn(environment: Environment, topic: Topic) -> str:
    """Return the ARN of a topic, which follows from its name."""
    return arn(environment, "sns", topic.physical_name)
