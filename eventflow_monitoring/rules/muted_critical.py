"""A mute keeps all critical alarms quiet at once.

While it lasts, nobody is woken by anything: an outage that has nothing to do with the maintenance
goes unnoticed until the mute ends. One critical alarm that the maintenance cannot set off is enough to
tell of it. Only alarms that would tell somebody count; where there is just one of those, it is the one
that was meant.

Fails:

    Alarms:
      Silent:
        Tier: critical
        Metric: Heartbeats
        ComparisonOperator: "<"
        Threshold: 1 heartbeat
        TreatMissingData: breaching
        Owner: backend
        Runbook: silent
        Actions: [pages]
      MemoryFull:
        Tier: critical
        Condition: Memory > 95% for 5 minutes
        Owner: backend
        Runbook: memory
        Actions: [pages]

    Mutes:
      vacuum:
        Tiers: [critical]
        Schedule: cron(0 3 * * SUN)
        Duration: 2 hours

Passes (one can still tell):

    Alarms:
      Silent:
        Tier: critical
        Metric: Heartbeats
        ComparisonOperator: "<"
        Threshold: 1 heartbeat
        TreatMissingData: breaching
        Owner: backend
        Runbook: silent
        Actions: [pages]
      MemoryFull:
        Tier: critical
        Condition: Memory > 95% for 5 minutes
        Owner: backend
        Runbook: memory
        Actions: [pages]

    Mutes:
      vacuum:
        Alarms: [MemoryFull]
        Schedule: cron(0 3 * * SUN)
        Duration: 2 hours
"""

from collections.abc import Iterator

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.mute import Mute
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.rules.rule import Rule

NAME = "muted-critical"


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find mutes that leave no critical alarm to tell anybody."""
    if not monitoring.complete:  # what is missing may be an alarm that is not muted
        return
    critical = [alarm.name for alarm in monitoring.alarms if _wakes_people(alarm)]
    if len(critical) < 2:
        return
    all_of_them = "both" if len(critical) == 2 else f"all {len(critical)}"
    for mute in monitoring.mutes:
        if set(critical) <= set(mute.alarms):
            yield Problem(
                NAME,
                f"`{mute.name}` mutes {all_of_them} critical alarms of "
                f"{monitoring.environment.name} at once",
                _origin(mute),
                help="name the alarms that the maintenance would set off, and leave one that tells "
                f"of everything else: `{critical[0]}`?",
            )


def _wakes_people(alarm: Alarm) -> bool:
    return alarm.tier is Tier.CRITICAL and alarm.actions_enabled and bool(alarm.topics)


def _origin(mute: Mute) -> Origin:
    """Return where the mute names the critical tier; its name where it names alarms instead."""
    if Tier.CRITICAL not in mute.tiers:
        return mute.origin
    index = mute.tiers.index(Tier.CRITICAL)
    return Origin(mute.origin.file, (*mute.origin.pointer, "Tiers", index))


RULE = Rule(NAME, check)
