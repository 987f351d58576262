"""An alarm follows the wall clock with a period that has no place on it.

Periods that begin with the hour, the day or the week of a time zone last 1 or 5 minutes, 1 hour, 1 day
or 7 days. Every kind of alarm on data points can have them, one on a Metrics Insights query too.
Source: CloudWatch API, WallClockWindow.

Fails:

    Alarms:
      FewRequests:
        Tier: high
        Metric: Requests
        ComparisonOperator: "<"
        Threshold: 100 requests
        TreatMissingData: breaching
        Period: 12 hours
        EvaluationWindow:
          TimeZone: Europe/Berlin
        Actions: [alerts]

Passes (from midnight to midnight):

    Alarms:
      FewRequests:
        Tier: high
        Metric: Requests
        ComparisonOperator: "<"
        Threshold: 100 requests
        TreatMissingData: breaching
        Period: 24 hours
        EvaluationWindow:
          TimeZone: Europe/Berlin
        Actions: [alerts]

Passes (sliding periods last as long as they like):

    Alarms:
      FewRequests:
        Tier: high
        Metric: Requests
        ComparisonOperator: "<"
        Threshold: 100 requests
        TreatMissingData: breaching
        Period: 12 hours
        EvaluationWindow: sliding
        Actions: [alerts]
"""

from collections.abc import Iterator

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import evaluation_of
from eventflow_monitoring.model.wording import duration_in_words
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.rules.rule import Rule

NAME = "wall-clock-window"

_PERIODS = (60, 300, 3_600, 86_400, 604_800)


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find alarms that follow the wall clock with a period CloudWatch refuses there."""
    for alarm in monitoring.alarms:
        evaluation = evaluation_of(alarm.trigger)
        if evaluation is None or evaluation.time_zone is None or evaluation.period in _PERIODS:
            continue
        yield Problem(
            NAME,
            f"`{alarm.name}` follows the clock of {evaluation.time_zone} in periods of "
            f"{duration_in_words(evaluation.period)}",
            alarm.written.key("Period" if "Period" in alarm.written.keys else "EvaluationWindow"),
            help="1 or 5 minutes, 1 hour, 1 day or 7 days, or `EvaluationWindow: sliding`",
        )


RULE = Rule(NAME, check)
