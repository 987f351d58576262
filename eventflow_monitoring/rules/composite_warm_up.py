"""A composite alarm has a warm-up, which CloudWatch knows for alarms on data only.

It has no data to wait for: while the alarms it names warm up, they are in INSUFFICIENT_DATA, and it
takes that for what it is. Source: CloudWatch API, PutCompositeAlarm, which has no WarmUpConfiguration.

Fails:

    Alarms:
      Slow:
        Tier: high
        Condition: Latency > 1 second for 10 minutes
      Full:
        Tier: high
        Condition: Memory > 90% for 10 minutes
      Overloaded:
        Kind: Composite
        Tier: high
        Rule: ALARM(Slow) AND ALARM(Full)
        WarmUp: 30 minutes
        Actions: [alerts]

Passes (the alarms it names do):

    Alarms:
      Slow:
        Tier: high
        Condition: Latency > 1 second for 10 minutes
        WarmUp: 30 minutes
      Full:
        Tier: high
        Condition: Memory > 90% for 10 minutes
        WarmUp: 30 minutes
      Overloaded:
        Kind: Composite
        Tier: high
        Rule: ALARM(Slow) AND ALARM(Full)
        Actions: [alerts]
"""

from collections.abc import Iterator

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.rules.rule import Rule

NAME = "composite-warm-up"


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find composite alarms with a warm-up."""
    for alarm in monitoring.alarms:
        if alarm.warm_up is not None and alarm.trigger.is_composite:
            yield Problem(
                NAME,
                f"`{alarm.name}` is a composite alarm and cannot have a warm-up",
                alarm.written.at("WarmUp", on_key=True),
                help="give it to the alarms that its rule names",
            )


RULE = Rule(NAME, check)
