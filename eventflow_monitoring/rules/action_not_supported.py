"""An alarm has an action that CloudWatch does not run for alarms of its kind.

An alarm on a PromQL query tells of each series by itself, through SNS and Lambda; it cannot open an
OpsItem. A composite alarm that names it can, and so can the one beside an alarm with an
`ActionsSuppressor`. Source: CloudWatch User Guide, "Alarm actions".

Fails:

    Channels:
      ops-item:
        Kind: OpsItem
        Severity: 2

    Topics:
      operations:
        Tier: high
        Channels: [team, ops-item]

    Alarms:
      HighErrorRate:
        Kind: PromQL
        Tier: high
        Query: rate(errors_total[5m]) / rate(requests_total[5m]) > 0.05
        Actions: [operations]

Passes (a composite alarm does it):

    Channels:
      ops-item:
        Kind: OpsItem
        Severity: 2

    Topics:
      operations:
        Tier: high
        Channels: [team, ops-item]

    Alarms:
      HighErrorRate:
        Kind: PromQL
        Tier: high
        Query: rate(errors_total[5m]) / rate(requests_total[5m]) > 0.05
      Failing:
        Kind: Composite
        Tier: high
        Rule: ALARM(HighErrorRate)
        Actions: [operations]
"""

from collections.abc import Iterator

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.notification import OpsItemChannel
from eventflow_monitoring.model.trigger import PromqlTrigger
from eventflow_monitoring.problem import Problem, Related
from eventflow_monitoring.rules.rule import Rule

NAME = "action-not-supported"


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find actions that CloudWatch would not run."""
    for alarm in monitoring.alarms:
        if isinstance(alarm.trigger, PromqlTrigger) and not alarm.has_alert:
            yield from _ops_items(alarm)


def _ops_items(alarm: Alarm) -> Iterator[Problem]:
    for index, topic in enumerate(alarm.topics):
        for channel in topic.channels:
            if isinstance(channel, OpsItemChannel):
                yield Problem(
                    NAME,
                    f"`{alarm.name}` watches a PromQL query and cannot open an OpsItem, "
                    f"as `{topic.name}` would",
                    alarm.written.at("Actions", index, "SNS Topic"),
                    help="let a composite alarm do it: "
                    f"`Rule: ALARM({alarm.name})`, with this among its `Actions`",
                    related=(Related(f"`{channel.name}` opens one", channel.origin),),
                )


RULE = Rule(NAME, check)
