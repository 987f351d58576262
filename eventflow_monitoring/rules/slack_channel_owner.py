"""Two environments of one account configure the same Slack channel.

Amazon Q Developer allows one configuration for a Slack channel in an account: the second deployment
fails.
"""

from collections.abc import Iterator, Sequence

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
            yield Problem(
                NAME,
                f"the Slack channel {channel.channel_id} would be configured twice in account "
                f"{environment.account}, by {owner} and {environment.name}",
                channel.origin,
                help=f"another channel there: `Environments: {{{environment.name}: {{Channel: …}}}}`",
                related=(Related("also configured by", first.origin),) if first != channel else (),
            )


RULE = RuleAcross(NAME, check)
