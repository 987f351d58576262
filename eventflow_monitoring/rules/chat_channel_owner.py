"""One account would get two configurations of the same channel of Slack or Microsoft Teams.

Amazon Q Developer allows one configuration for a chat channel in an account: the second deployment
fails.

Fails (two names for one channel of Slack):

    Channels:
      team-again:
        Kind: Slack
        Workspace: T0EXAMPLE
        Channel: C0ALERTS

    Topics:
      alerts-database:
        Tier: high
        Channels: [team-again]

Fails (two environments in one account):

    Environments:
      staging:
        Account: 111111111111
        Region: eu-central-1
        LogRetention: 14 days
        Channels:
          team:
            StandIn: on-call

    Channels:
      database:
        Kind: Slack
        Workspace: T0EXAMPLE
        Channel: C0DATABASE

    Topics:
      alerts-database:
        Tier: high
        Channels: [database]

Passes (each environment has a channel of its own):

    Environments:
      staging:
        Account: 111111111111
        Region: eu-central-1
        LogRetention: 14 days
        Channels:
          team:
            StandIn: on-call

    Channels:
      database:
        Kind: Slack
        Workspace: T0EXAMPLE
        Channel: C0DATABASE
        Environments:
          staging:
            Channel: C0STAGING

    Topics:
      alerts-database:
        Tier: high
        Channels: [database]
"""

from collections.abc import Iterator, Sequence

from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.notification import ChatChannel
from eventflow_monitoring.problem import Problem, Related
from eventflow_monitoring.rules.rule import RuleAcross

NAME = "chat-channel-owner"


def check(monitorings: Sequence[Monitoring]) -> Iterator[Problem]:
    """Find chat channels that would be configured twice in one account."""
    owners: dict[tuple[str, ...], tuple[str, ChatChannel]] = {}
    for monitoring in monitorings:
        environment = monitoring.environment
        told = {channel for topic in monitoring.topics for channel in topic.channels}
        for channel in sorted(
            (one for one in told if isinstance(one, ChatChannel)), key=lambda one: one.name
        ):
            key = (environment.account, channel.APPLICATION, *channel.address)
            owner, first = owners.setdefault(key, (environment.name, channel))
            if owner == environment.name and first == channel:
                continue
            yield _problem(environment, owner, channel, first)


def _problem(
    environment: Environment, owner: str, channel: ChatChannel, first: ChatChannel
) -> Problem:
    if owner == environment.name:
        by = f"`{first.name}` and `{channel.name}`"
        help = f"name `{first.name}` wherever `{channel.name}` stands"
    else:
        by = f"{owner} and {environment.name}"
        help = f"another channel there: `Environments: {{{environment.name}: {{Channel: …}}}}`"
    return Problem(
        NAME,
        f"the {channel.APPLICATION} channel {channel.channel_id} would be configured twice in account "
        f"{environment.account}, by {by}",
        channel.origin,
        help=help,
        related=(Related("also configured by", first.origin),)
        if first.name != channel.name
        else (),
    )


RULE = RuleAcross(NAME, check)
