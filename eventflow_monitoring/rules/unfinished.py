"""The description of an alarm still begins with "To be filled in", as `new alarm` writes it.

Whoever is woken up by it reads that first.

Fails:

    Alarms:
      HighLatency:
        Description: To be filled in - what it means, for whoever it wakes up.
        Tier: high
        Condition: Latency > 1 second for 10 minutes
        Actions: [alerts]

Passes:

    Alarms:
      HighLatency:
        Description: People wait longer than a second for their page.
        Tier: high
        Condition: Latency > 1 second for 10 minutes
        Actions: [alerts]
"""

from collections.abc import Iterator

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.problem import Problem, Severity
from eventflow_monitoring.rules.rule import Rule

NAME = "unfinished"

MARK = "To be filled in"
"""How a text begins that nobody has written yet."""


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find alarms that do not say yet what they mean."""
    for alarm in monitoring.alarms:
        if alarm.description.startswith(MARK):
            yield Problem(
                NAME,
                f"the description of `{alarm.name}` is still to be filled in",
                alarm.written.key("Description"),
                help="say what it means, for whoever it wakes up",
            )


RULE = Rule(NAME, check, Severity.WARNING)
