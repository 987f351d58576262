"""An alarm would tell that a channel fails through that very channel.

It watches the deliveries of a topic that fail, and all that it tells in this environment is one channel,
which is one of that topic's. When that is the one that fails, the message about it fails as well. With a
second channel beside it, or one that is not the topic's, somebody hears of it whichever fails. Where a
channel stands in for another, look what it stands in for: a page that goes to Slack in staging fails with
Slack.

Fails (what is not delivered to the team's Slack channel is told there):

    Metrics:
      FailedAlerts:
        Namespace: AWS/SNS
        MetricName: NumberOfNotificationsFailed
        Dimensions:
          TopicName: { Topic: alerts }
        Unit: Count of deliveries
        Statistic: Sum
        TreatMissingData: notBreaching

    Alarms:
      AlertsNotDelivered:
        Tier: high
        Condition: FailedAlerts > 0 deliveries over 5 minutes
        Actions: [alerts]

Passes (Slack's failures are told by e-mail, and those of e-mail in Slack):

    Channels:
      team-email:
        Kind: Email
        Address: team@example.com

    Topics:
      notices:
        Tier: high
        Channels: [team-email]

    Metrics:
      Failed-${Topic}:
        ForEach: { Topic: [alerts, notices] }
        Namespace: AWS/SNS
        MetricName: NumberOfNotificationsFailed
        Dimensions:
          TopicName: { Topic: "${Topic}" }
        Unit: Count of deliveries
        Statistic: Sum
        TreatMissingData: notBreaching

    Alarms:
      NotDelivered-${Topic}:
        ForEach:
          - { Topic: alerts, Told: notices }
          - { Topic: notices, Told: alerts }
        Tier: high
        Condition: Failed-${Topic} > 0 deliveries over 5 minutes
        OKActions: []
        Actions: ["${Told}"]
"""

from collections.abc import Iterator
from dataclasses import replace

from eventflow_monitoring.model.failed_deliveries import watched_topics
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.notification import Channel, ChatChannel
from eventflow_monitoring.problem import Problem, Related, Severity
from eventflow_monitoring.rules.rule import Rule

NAME = "failure-told-by-itself"


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find alarms on failed deliveries whose only channel may be the one that fails."""
    for alarm in monitoring.alarms:
        watched = watched_topics(alarm, monitoring.topics)
        if not watched or not alarm.actions_enabled:  # almost every alarm watches something else
            continue
        told = {_way(channel): channel for topic in alarm.topics for channel in topic.channels}
        if len(told) != 1:
            continue
        ((way, channel),) = told.items()
        for topic in watched:
            if way in map(_way, topic.channels):
                yield Problem(
                    NAME,
                    f"`{alarm.name}` tells of failed deliveries of `{topic.name}` through "
                    f"`{channel.name}` only, which is a channel of that topic",
                    alarm.written.key("Actions"),
                    help="tell it to a topic with another channel, or to one more beside this",
                    related=(Related(f"`{topic.name}`", topic.origin),),
                )


def _way(channel: Channel) -> object:
    """Return what two channels have in common that reach the same people in the same way."""
    if isinstance(channel, ChatChannel):
        return channel.APPLICATION, *channel.address
    return replace(channel, name="", recovery=False)


RULE = Rule(NAME, check, Severity.WARNING)
