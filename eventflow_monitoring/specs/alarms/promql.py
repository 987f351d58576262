"""An alarm on a PromQL query.

Example:
    Alarms:
      HighErrorRate:
        Kind: PromQL
        Tier: high
        Query: rate(errors_total[5m]) / rate(requests_total[5m]) > 0.05
        PendingPeriod: 10 minutes
        Actions: [alerts]
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from eventflow_monitoring.expression.promql import check_query
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.trigger import PromqlTrigger
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.alarm_spec import AlarmSpec, expand_alarm
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.scalars import Duration
from eventflow_monitoring.specs.section import Kind


class PromqlAlarmSpec(AlarmSpec):
    """An alarm on a PromQL query over OpenTelemetry metrics: every series it returns breaches.

    The comparison is a part of the query, as in Prometheus' own rules. Nothing counts as missing.
    """

    PLACEHOLDERS: ClassVar[Mapping[str, Any]] = {**AlarmSpec.PLACEHOLDERS, "Query": "up"}

    INSTEAD: ClassVar[Mapping[str, str]] = {
        "Condition": "the comparison stands in the `Query`: `Query: … > 0.05`",
        "ComparisonOperator": "the comparison stands in the query",
        "DatapointsToAlarm": "`PendingPeriod` says how long a series must be returned",
        "EvaluationPeriods": "did you mean `PendingPeriod`?",
        "For": "did you mean `PendingPeriod`?",
        "Metric": "the metric stands in the query",
        "Period": "did you mean `EvaluationInterval`?",
        "Statistic": "the query says how the metric is read",
        "Threshold": "the comparison stands in the query",
    }

    query: str
    """The query, as Prometheus 3 reads it, such as `rate(errors_total[5m]) > 5`.

    At most 10,000 characters; names with dots stand in quotes: `{"http.server.errors"} > 5`.
    """
    evaluation_interval: Duration = 60
    """How often it is evaluated: 10, 20 or 30 seconds, or whole minutes up to an hour."""
    pending_period: Duration | None = None
    """How long a series must be returned before it is in ALARM (Prometheus' `for`)."""
    recovery_period: Duration | None = None
    """How long it stays there once it is no longer returned (`keep_firing_for`)."""


def expand(spec: PromqlAlarmSpec, entry: Entry, context: Context) -> Alarm | None:
    """Return the alarm of an entry."""
    return expand_alarm(spec, entry, context, _trigger(spec, entry, context))


def _trigger(spec: PromqlAlarmSpec, entry: Entry, context: Context) -> PromqlTrigger | None:
    try:
        check_query(spec.query)
    except ExpressionError as error:
        origin = entry.origin("Query", within=error.span)
        context.report(Problem("bad-query", error.message, origin, help=error.help))
        return None
    return PromqlTrigger(
        query=spec.query.strip(),
        interval=spec.evaluation_interval,
        pending=spec.pending_period or 0,
        recovery=spec.recovery_period or 0,
    )


KIND = Kind("PromQL", PromqlAlarmSpec, expand)
