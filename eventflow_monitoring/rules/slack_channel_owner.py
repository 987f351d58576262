"""One account would get two configurations of the same Slack channel.

Amazon Q Developer allows one configuration for a Slack channel in an account: the second deployment
fails.
"""

from collections.abc import Iterator, Sequence

from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.notification import SlackChannel
from eventflow_monitoring.problem import Problem, Related
from eventflow_monitoring.rules.rule import RuleAcross

NAME = "slack-channel-owner"


def check(monitorings: Sequence[Monitoring]) -> Iterator[Problem]:
    """Find Slack channels that would be configured twice in one account."""
    owners: dict[tuple[str, str, str], tuple[str, SlackChannel]] = {}
    for monitoring in monitorings:
        environment = monitoring.environment
        told = {channel for topic in monitoring.topics for channel in topic.channels}
        for channel in sorted(
            (one for one in told if isinstance(one, SlackChannel)), key=lambda one: one.name
        ):
            key = (environment.account, channel.workspace_id, channel.channel_id)
            owner, first = owners.setdefault(key, (environment.name, channel))
            if owner == environment.name and first == channel:
                continue
            yield _problem(environment, owner, channel, first)


def _problem(
    environment: Environment, owner: str, channel: SlackChannel, first: SlackChannel
) -> Problem:
    if owner == environment.name:
        by = f"`{first.name}` and `{channel.name}`"
        help = f"name `{first.name}` wherever `{channel.name}` stands"
    else:
        by = f"{owner} and {environment.name}"
        help = f"another channel there: `Environments: {{{environment.name}: {{Channel: …}}}}`"
    return Problem(
        NAME,
        f"the Slack channel {channel.channel_id} would be configured twice in account "
        f"{environment.account}, by {by}",
        channel.origin,
        help=help,
        related=(Related("also configured by", first.origin),)
        if first.name != channel.name
        else (),
    )


RULE = RuleAcross(NAME, check)
