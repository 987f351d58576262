"""The expression of an alarm uses metric math that AWS advises against in alarms.

An alarm retrieves more data points than it evaluates, and how many is not documented: functions that
make one value of all of them are not to be relied upon. `RATE` is unpredictable where points are
missing. `FILL` may always make up the newest point of a metric that arrives late, so that the alarm
never leaves its state, unless it looks at M of N points, or each point of it covers several of the
metric: of 5 minutes the newest alone is late. Source: CloudWatch User Guide, "Using math expressions
with CloudWatch metrics".

Fails (every point must breach, the one that was made up too):

    Metrics:
      KnownLag:
        Expression: FILL(Lag, 0)
        Unit: Count of events

    Alarms:
      FarBehind:
        Tier: high
        Condition: KnownLag > 10,000 events for 5 minutes
        Actions: [alerts]

Fails (an average of nobody knows how many points):

    Alarms:
      Jump:
        Tier: high
        Expression: Latency / AVG(Latency)
        ComparisonOperator: ">"
        Threshold: 2
        Actions: [alerts]

Passes (a point of 2 minutes is never all made up for one minute that is late):

    Metrics:
      KnownLag:
        Expression: FILL(Lag, 0)
        Unit: Count of events

    Alarms:
      FarBehind:
        Tier: high
        Condition: KnownLag > 10,000 events over 2 minutes
        Actions: [alerts]

Passes (one of 5 points may be made up):

    Metrics:
      KnownLag:
        Expression: FILL(Lag, 0)
        Unit: Count of events

    Alarms:
      FarBehind:
        Tier: high
        Condition: KnownLag > 10,000 events for 4 of 5 periods
        Actions: [alerts]
"""

from collections.abc import Iterator

from eventflow_monitoring.expression.check import warnings
from eventflow_monitoring.expression.parser import parse
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import ComputedMetric
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import evaluation_of, watched_metric
from eventflow_monitoring.problem import Problem, Related, Severity
from eventflow_monitoring.rules.rule import Rule

NAME = "discouraged-math"

_HELP = {
    "FILL": "let one point of several be good: `EvaluationPeriods: 3` and `DatapointsToAlarm: 2`",
    "RATE": "watch the metric itself, or fill its gaps: `RATE(FILL(metric, REPEAT))`",
}
_OTHERWISE = "leave that to the alarm: its `Statistic`, `Period` and `EvaluationPeriods`"


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find alarms on expressions that AWS advises against."""
    for alarm in monitoring.alarms:
        metric = watched_metric(alarm.trigger)
        if isinstance(metric, ComputedMetric):
            # What stands in the catalogue twice is one problem of the alarm.
            yield from dict.fromkeys(_problems(alarm, metric))


def _problems(alarm: Alarm, metric: ComputedMetric) -> Iterator[Problem]:
    own = "Expression" in alarm.written.keys
    # An alarm's own expression is its label, as it was written; the model's has other positions.
    text = metric.label if own else metric.expression
    try:
        tree = parse(text)
    except ExpressionError:  # with all its parentheses, it may be too long to be read again
        return
    for message, span in warnings(tree, m_out_of_n=_bears_a_late_point(alarm, metric)):
        yield Problem(
            NAME,
            message,
            alarm.written.at("Expression", within=span) if own else alarm.written.key("Metric"),
            help=_HELP.get(text[span.start : span.end], _OTHERWISE),
            related=() if own else (Related("computed here", metric.origin),),
        )


def _bears_a_late_point(alarm: Alarm, metric: ComputedMetric) -> bool:
    """Tell whether one point of the metrics that is made up cannot decide alone."""
    evaluation = evaluation_of(alarm.trigger)
    if evaluation is None:
        return False
    slowest = max(operand.period for _, operand in metric.operands)
    return (
        evaluation.datapoints_to_alarm < evaluation.evaluation_periods
        or evaluation.period >= 2 * slowest
    )


RULE = Rule(NAME, check, Severity.WARNING)
