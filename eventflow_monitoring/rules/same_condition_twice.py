"""Two alarms of one tier, or with a topic in common, have exactly the same condition.

Whoever is told hears everything twice, and one of the two is forgotten when the other is changed.
Two tiers that tell different people of one condition are fine.

Fails:

    Alarms:
      SlowRequests:
        Tier: high
        Condition: Latency > 1 second for 10 minutes
        Actions: [alerts]
      BadLatency:
        Tier: high
        Metric: Latency
        ComparisonOperator: GreaterThanThreshold
        Threshold: 1,000 ms
        EvaluationPeriods: 10
        Actions: [alerts]

Passes (others are told of the second):

    Alarms:
      SlowRequests:
        Tier: high
        Condition: Latency > 1 second for 10 minutes
        Actions: [alerts]
      BadLatency:
        Tier: critical
        Condition: Latency > 1 second for 10 minutes
        Owner: backend
        Runbook: latency
        Actions: [pages]
"""

from collections.abc import Iterator
from dataclasses import replace

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import ComputedMetric
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import AnomalyTrigger, ThresholdTrigger, Trigger
from eventflow_monitoring.problem import Problem, Related, Severity
from eventflow_monitoring.rules.rule import Rule

NAME = "same-condition-twice"


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find alarms whose condition an earlier one has, of their tier or with one of their topics."""
    seen: dict[Trigger, list[Alarm]] = {}
    for alarm in monitoring.alarms:
        earlier = seen.setdefault(_unnamed(alarm.trigger), [])
        first = next((one for one in earlier if _overlap(one, alarm)), None)
        earlier.append(alarm)
        if first is not None:
            yield Problem(
                NAME,
                f"`{alarm.name}` fires exactly when `{first.name}` does",
                alarm.origin,
                help="one of the two is enough: it can have the actions of both",
                related=(Related(f"`{first.name}`", first.origin),),
            )


def _unnamed(trigger: Trigger) -> Trigger:
    """Return a trigger without the name of what it computes, which in an alarm is the alarm's."""
    if isinstance(trigger, ThresholdTrigger | AnomalyTrigger):
        metric = trigger.metric
        if isinstance(metric, ComputedMetric):
            return replace(trigger, metric=replace(metric, name="", label=""))
    return trigger


def _overlap(one: Alarm, other: Alarm) -> bool:
    topics = {topic.name for topic in one.topics}
    return one.tier is other.tier or any(topic.name in topics for topic in other.topics)


RULE = Rule(NAME, check, Severity.WARNING)
