"""An alarm on too few of something stays OK when there is nothing at all.

A sender that is dead reports no 0: it reports nothing. With `notBreaching`, periods without data
count as good, and with `ignore` the alarm keeps its state (CloudWatch User Guide, "Configuring how
CloudWatch alarms treat missing data"): the one failure it is there for goes by unseen.

Fails:

    Alarms:
      NoHeartbeats:
        Tier: high
        Condition: Heartbeats < 1 for 5 minutes
        TreatMissingData: notBreaching
        Actions: [alerts]

Passes:

    Alarms:
      NoHeartbeats:
        Tier: high
        Condition: Heartbeats < 1 for 5 minutes
        TreatMissingData: breaching
        Actions: [alerts]
"""

from collections.abc import Iterator

from eventflow_monitoring.model.metric import Metric, MissingData
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import ThresholdTrigger
from eventflow_monitoring.problem import Problem, Related, Severity
from eventflow_monitoring.rules.rule import Rule

NAME = "quiet-heartbeat"

_COUNTED = ("Count", "Count/Second", "None")
_SILENCE = {
    MissingData.NOT_BREACHING: "counts as good",
    MissingData.IGNORE: "changes nothing",
}


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find alarms on a low count that a count of nothing does not set off."""
    for alarm in monitoring.alarms:
        trigger = alarm.trigger
        if not isinstance(trigger, ThresholdTrigger) or not _watches_for_few(trigger):
            continue
        missing_data = trigger.evaluation.missing_data
        if missing_data not in _SILENCE:
            continue
        metric = trigger.metric
        by_metric = "TreatMissingData" not in alarm.written.keys
        yield Problem(
            NAME,
            f"`{alarm.name}` stays quiet when `{metric.name}` stops: no data {_SILENCE[missing_data]}",
            alarm.written.key("TreatMissingData"),
            help="`TreatMissingData: breaching`",
            related=(Related(f"`{missing_data.value}` is the metric's", metric.origin),)
            if by_metric
            else (),
        )


def _watches_for_few(trigger: ThresholdTrigger) -> bool:
    """Tell whether a trigger fires when a stored metric counts too little.

    With `MinimumSamples`, points are left out on purpose, and nothing is wrong with that.
    """
    return (
        isinstance(trigger.metric, Metric)
        and not trigger.comparison.upward
        and trigger.minimum_samples is None
        and (trigger.metric.unit.name in _COUNTED or trigger.statistic == "SampleCount")
    )


RULE = Rule(NAME, check, Severity.WARNING)
