"""Queues for what SNS could not deliver: one for each subscription of a topic.

SNS gives a message up after its retries, and it is gone, unless the subscription has such a queue (SNS
Developer Guide, "Amazon SNS dead-letter queues").
"""

from collections.abc import Iterator

from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.notification import Channel, Topic


def dead_letter_queue(environment: Environment, topic: Topic, channel: Channel) -> str | None:
    """Return the name of the queue behind a channel of a topic.

    None where the subscription is not ours: Amazon Q Developer subscribes chat channels by itself, and
    an OpsItem is opened without the topic.
    """
    if not channel.IS_SUBSCRIBED:
        return None
    return environment.physical_name(f"{topic.name}-{channel.name}-dead-letters")


def dead_letter_queues(
    environment: Environment, topics: tuple[Topic, ...]
) -> Iterator[tuple[Topic, Channel, str]]:
    """Yield the topic, the channel and the name of every such queue of an environment."""
    for topic in topics:
        for channel in topic.channels:
            name = dead_letter_queue(environment, topic, channel)
            if name is not None:
                yield topic, channel, name
