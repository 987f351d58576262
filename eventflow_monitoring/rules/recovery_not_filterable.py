"""A channel of a chat application that does not want recoveries shares a topic with a channel that does.

SNS subscriptions of other channels filter them out. Amazon Q Developer subscribes to the topic by
itself, and its subscription takes no filter.

Fails:

    Channels:
      night-watch:
        Kind: Slack
        Workspace: T0EXAMPLE
        Channel: C0NIGHT
        Recovery: false

    Topics:
      alerts-database:
        Tier: high
        Channels: [team, night-watch]

Passes (each has a topic of its own):

    Channels:
      night-watch:
        Kind: Slack
        Workspace: T0EXAMPLE
        Channel: C0NIGHT
        Recovery: false

    Topics:
      alerts-database:
        Tier: high
        Channels: [team]
      alerts-database-at-night:
        Tier: high
        Channels: [night-watch]
"""

from collections.abc import Iterator

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.notification import ChatChannel
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.rules.rule import Rule

NAME = "recovery-not-filterable"


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find topics whose recoveries would reach a chat channel that does not want them."""
    for topic in monitoring.topics:
        for channel in topic.channels:
            if isinstance(channel, ChatChannel) and not channel.recovery and topic.recovery:
                yield Problem(
                    NAME,
                    f"`{topic.name}` would tell `{channel.name}` of recoveries, which it does not want",
                    topic.origin,
                    help=f"give `{channel.name}` a topic of its own, or `Recovery: true`",
                )


RULE = Rule(NAME, check)
