"""A Lambda function of another account or region is to be told.

SNS may call a function only if the function's own policy lets it. The permission is deployed beside
the topic, and CloudFormation reaches the functions of its own account and region only.

Fails (production is in us-east-1):

    Channels:
      pager:
        Kind: Lambda
        Function: arn:aws:lambda:eu-central-1:111111111111:function:page-someone

    Topics:
      alerts-database:
        Tier: high
        Channels: [pager]

Passes (the function of that name in the account and region of production):

    Channels:
      pager:
        Kind: Lambda
        Function: arn:aws:lambda:us-east-1:111111111111:function:page-someone

    Topics:
      alerts-database:
        Tier: high
        Channels: [pager]
"""

from collections.abc import Iterator

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.notification import FunctionChannel
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.rules.rule import Rule

NAME = "function-elsewhere"


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find functions that topics tell and that are not of the environment's account and region."""
    environment = monitoring.environment
    channels = (channel for topic in monitoring.topics for channel in topic.channels)
    for channel in channels:
        if not isinstance(channel, FunctionChannel) or not channel.function.startswith("arn:"):
            continue
        region, account = channel.function.split(":")[3:5]
        if (region, account) != (environment.region, environment.account):
            yield Problem(
                NAME,
                f"`{channel.name}` calls a function of account {account} in {region}, but "
                f"{environment.name} is account {environment.account} in {environment.region}",
                channel.origin,
                help="name the function without its account and region, or another one here: "
                f"`Environments: {{{environment.name}: {{Function: …}}}}`",
            )


RULE = Rule(NAME, check)
