"""Deliveries of some topics are watched, and those of this one are not.

SNS counts the deliveries that fail, for every topic. Specs that watch the topics at all, by an alarm on
`NumberOfNotificationsFailed`, have most likely forgotten the one that was added last: when its channel
fails, nobody hears of it. A topic that no alarm tells anything needs no watching.

Fails (nobody hears of it when the e-mail does not arrive):

    Channels:
      team-email:
        Kind: Email
        Address: team@example.com

    Topics:
      notices:
        Tier: high
        Channels: [team-email]

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
        Actions: [notices]

Passes (each tells of the other):

    Metrics:
      FailedDeliveries-${Topic}:
        ForEach: { Topic: [alerts, pages] }
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
          - { Topic: alerts, Severity: critical, Told: pages }
          - { Topic: pages, Severity: high, Told: alerts }
        Tier: ${Severity}
        Condition: FailedDeliveries-${Topic} > 0 deliveries over 5 minutes
        Owner: team
        Runbook: not-delivered.md
        Actions: ["${Told}"]
"""

from collections.abc import Iterator

from eventflow_monitoring.model.failed_deliveries import watched_topics
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.notification import OpsItemChannel
from eventflow_monitoring.problem import Problem, Related, Severity
from eventflow_monitoring.rules.rule import Rule

NAME = "unwatched-topic"


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find topics that alarms publish to and none watches, where others are watched."""
    if not monitoring.complete:  # who would watch may be what is missing
        return
    watching = {
        topic.name: alarm
        for alarm in monitoring.alarms
        for topic in watched_topics(alarm, monitoring.topics)
    }
    if not watching:
        return
    told = {
        topic.name
        for alarm in monitoring.alarms
        if alarm.actions_enabled
        for topic in (*alarm.topics, *alarm.ok_topics, *alarm.insufficient_data_topics)
    }
    example = next(iter(watching.values()))
    for topic in monitoring.topics:
        # CloudWatch opens an OpsItem itself: SNS delivers nothing.
        delivers = any(not isinstance(one, OpsItemChannel) for one in topic.channels)
        if delivers and topic.name in told and topic.name not in watching:
            yield Problem(
                NAME,
                f"nobody hears of it when `{topic.name}` cannot deliver",
                topic.origin,
                help="watch it by an alarm, as other topics are",
                related=(Related(f"such as `{example.name}`", example.origin),),
            )


RULE = Rule(NAME, check, Severity.WARNING)
