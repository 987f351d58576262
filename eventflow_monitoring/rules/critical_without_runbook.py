"""A critical alarm does not say what to do about it.

Whoever it wakes up at night reads the notification first; a runbook in it saves them from finding out
what to do while the service is down. `Runbook` takes a URL, or a path below the environment's
`RunbookBaseUrl`.

Fails:

    Alarms:
      ServiceSlow:
        Tier: critical
        Condition: Latency > 5 seconds for 5 minutes
        Owner: backend
        Actions: [pages]

Passes (an alarm that tells nobody itself wakes nobody up):

    Alarms:
      ServiceSlow:
        Tier: critical
        Condition: Latency > 5 seconds for 5 minutes
      ServiceSlowOrFull:
        Kind: Composite
        Tier: critical
        Rule: ALARM(ServiceSlow)
        Owner: backend
        Runbook: service-slow
        Actions: [pages]
"""

from collections.abc import Iterator

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.problem import Problem, Severity
from eventflow_monitoring.rules.rule import Rule

NAME = "critical-without-runbook"


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find critical alarms that tell somebody and have no runbook."""
    for alarm in monitoring.alarms:
        tells = alarm.actions_enabled and alarm.topics
        if alarm.tier is Tier.CRITICAL and tells and alarm.runbook is None:
            yield Problem(
                NAME,
                f"`{alarm.name}` is critical and has no runbook",
                alarm.origin,
                help="`Runbook:` says what to do: a URL, or a path below `RunbookBaseUrl`",
            )


RULE = Rule(NAME, check, Severity.WARNING)
