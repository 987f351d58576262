"""A critical alarm does not say who looks after it.

Whoever it wakes up may have to wake somebody else, and an alarm that nobody owns is one that nobody
mends when it goes off for nothing. `Owner` goes into the alarm's description and its tags; where one
team owns everything, `Defaults:` can say so once.

Fails:

    Alarms:
      ServiceSlow:
        Tier: critical
        Condition: Latency > 5 seconds for 5 minutes
        Runbook: service-slow
        Actions: [pages]

Passes:

    Defaults:
      Alarms:
        Owner: backend

    Alarms:
      ServiceSlow:
        Tier: critical
        Condition: Latency > 5 seconds for 5 minutes
        Runbook: service-slow
        Actions: [pages]
"""

from collections.abc import Iterator

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.problem import Problem, Severity
from eventflow_monitoring.rules.rule import Rule

NAME = "critical-without-owner"


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find critical alarms that tell somebody and have no owner."""
    for alarm in monitoring.alarms:
        tells = alarm.actions_enabled and alarm.topics
        if alarm.tier is Tier.CRITICAL and tells and alarm.owner is None:
            yield Problem(
                NAME,
                f"`{alarm.name}` is critical and has no owner",
                alarm.origin,
                help="`Owner:` names the team that looks after it; "
                "`Defaults: {Alarms: {Owner: …}}` names one for all",
            )


RULE = Rule(NAME, check, Severity.WARNING)
