"""What an alarm says does not fit into its notification.

A description has at most 1,024 characters (CloudWatch API, PutMetricAlarm.AlarmDescription). Ours
holds the author's text, the condition, the runbook, the owner and a link to the console. The
condition is cut where it is too long, but for 40 characters that would no longer tell what it is.

Fails:

    Alarms:
      HighLatency:
        Tier: high
        Condition: Latency > 1 second for 10 minutes
        Runbook: >-
          https://wiki.example/0123456789012345678901234567890123456789012345678901234567890123456789/0123456789012345678901234567890123456789012345678901234567890123456789/0123456789012345678901234567890123456789012345678901234567890123456789/0123456789012345678901234567890123456789012345678901234567890123456789/0123456789012345678901234567890123456789012345678901234567890123456789/0123456789012345678901234567890123456789012345678901234567890123456789/0123456789012345678901234567890123456789012345678901234567890123456789/0123456789012345678901234567890123456789012345678901234567890123456789/0123456789012345678901234567890123456789012345678901234567890123456789/0123456789012345678901234567890123456789012345678901234567890123456789/0123456789012345678901234567890123456789012345678901234567890123456789/0123456789012345678901234567890123456789012345678901234567890123456789
        Actions: [alerts]

Passes:

    Alarms:
      HighLatency:
        Tier: high
        Description: One request in twenty takes longer than a second.
        Condition: Latency > 1 second for 10 minutes
        Runbook: high-latency.md
        Actions: [alerts]
"""

from collections.abc import Iterator

from eventflow_monitoring.model.alarm_text import MAX_LENGTH, room_for_condition
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.rules.rule import Rule

NAME = "long-description"

_NEEDED = 40


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find alarms that leave no room for their condition in their notification."""
    for alarm in monitoring.alarms:
        room = room_for_condition(alarm, monitoring.environment, alarm.alert_name)
        if room >= _NEEDED:
            continue
        longest = max(("Description", alarm.description), ("Runbook", alarm.runbook or ""),
                      ("Owner", alarm.owner or ""), key=lambda part: len(part[1]))[0]  # fmt: skip
        yield Problem(
            NAME,
            f"the notification of `{alarm.name}` would be {_NEEDED - room:,} characters too long; "
            f"CloudWatch takes {MAX_LENGTH:,}",
            alarm.written.key(longest),
            help="the condition, the owner and a link go into it as well; the runbook has more room",
        )


RULE = Rule(NAME, check)
