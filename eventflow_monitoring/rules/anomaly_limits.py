"""CloudWatch cannot draw a band of what it expects around such an expression.

For a band around metric math, periods last at least a minute and at most an hour, and the expression
has no band of its own and none of `METRICS`, `SEARCH` and `DB_PERF_INSIGHTS`. Source: CloudWatch User
Guide, "Using math expressions with CloudWatch metrics", anomaly detection.

Fails:

    Alarms:
      UnusualErrors:
        Kind: AnomalyDetection
        Tier: high
        Metric: ErrorRate
        Period: 2 hours
        Actions: [alerts]

Fails (a band around a band):

    Alarms:
      UnusualLatency:
        Kind: AnomalyDetection
        Tier: high
        Expression: Latency - LAST(ANOMALY_DETECTION_BAND(Latency))
        Unit: Milliseconds
        Actions: [alerts]

Passes (an hour):

    Alarms:
      UnusualErrors:
        Kind: AnomalyDetection
        Tier: high
        Metric: ErrorRate
        Period: 1 hour
        Actions: [alerts]

Passes (a metric that is not computed can have longer ones):

    Alarms:
      UnusualLatency:
        Kind: AnomalyDetection
        Tier: high
        Metric: Latency
        Period: 2 hours
        Actions: [alerts]
"""

from collections.abc import Iterator

from eventflow_monitoring.expression.check import function_span
from eventflow_monitoring.expression.parser import parse
from eventflow_monitoring.expression.signature import NOT_IN_BAND
from eventflow_monitoring.expression.syntax import Call, ExpressionError, walk
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import ComputedMetric
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import AnomalyTrigger
from eventflow_monitoring.model.wording import duration_in_words
from eventflow_monitoring.problem import Problem, Related
from eventflow_monitoring.rules.rule import Rule

NAME = "anomaly-limits"

_SHORTEST, _LONGEST = 60, 3_600
"""Seconds of a period."""


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find alarms on anomalies of expressions that CloudWatch refuses."""
    for alarm in monitoring.alarms:
        trigger = alarm.trigger
        if isinstance(trigger, AnomalyTrigger) and isinstance(trigger.metric, ComputedMetric):
            yield from _of_period(alarm, trigger.metric, trigger.evaluation.period)
            yield from _of_functions(alarm, trigger.metric)


def _of_period(alarm: Alarm, metric: ComputedMetric, period: int) -> Iterator[Problem]:
    if _SHORTEST <= period <= _LONGEST:
        return
    written = "Period" in alarm.written.keys
    yield Problem(
        NAME,
        f"`{alarm.name}` expects something of an expression in periods of "
        f"{duration_in_words(period)}",
        alarm.written.key("Period" if written else _key(alarm)),
        help=f"at least {duration_in_words(_SHORTEST)}, at most {duration_in_words(_LONGEST)}",
        related=() if written else _computed(alarm, metric),
    )


def _of_functions(alarm: Alarm, metric: ComputedMetric) -> Iterator[Problem]:
    own = "Expression" in alarm.written.keys
    # An alarm's own expression is its label, as it was written; the model's has other positions.
    try:
        tree = parse(metric.label if own else metric.expression)
    except ExpressionError:  # with all its parentheses, it may be too long to be read again
        return
    for part in walk(tree):
        if not isinstance(part, Call) or part.function not in NOT_IN_BAND:
            continue
        yield Problem(
            NAME,
            f"an anomaly band cannot be made of `{part.function}`",
            alarm.written.at("Expression", within=function_span(part))
            if own
            else alarm.written.key("Metric"),
            help="watch what is inside it"
            if part.function == "ANOMALY_DETECTION_BAND"
            else "compare the expression with a threshold, or name the metrics",
            related=_computed(alarm, metric),
        )


def _key(alarm: Alarm) -> str:
    return "Expression" if "Expression" in alarm.written.keys else "Metric"


def _computed(alarm: Alarm, metric: ComputedMetric) -> tuple[Related, ...]:
    if "Expression" in alarm.written.keys:
        return ()
    return (Related("computed here", metric.origin),)


RULE = Rule(NAME, check)
