"""A Slack channel that does not want recoveries shares a topic with a channel that does.

SNS subscriptions of other channels filter them out. Amazon Q Developer subscribes to the topic by
itself, and its subscription takes no filter.
"""

from collections.abc import Iterator

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.notification import SlackChannel
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.rules.rule import Rule

NAME = "recovery-not-filterable"


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find topics whose recoveries would reach a Slack channel that does not want them."""
    for topic in monitoring.topics:
        for channel in topic.channels:
            if isinstance(channel, SlackChannel) and not channel.recovery and topic.recovery:
                yield Problem(
                    NAME,
                    f"`{topic.name}` would tell `{channel.name}` of recoveries, which it does not want",
                    topic.origin,
                    help=f"give `{channel.name}` a topic of its own, or `Recovery: true`",
                )


RULE = Rule(NAME, check)
