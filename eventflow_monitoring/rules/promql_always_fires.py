"""A PromQL query returns every series whatever its value, so that the alarm always fires.

Every series that the query of a PromQL alarm returns is in ALARM. A query that compares returns only
those for which it holds; so do `absent`, and `and` and `unless` with a second query. Without any of
them, or with `bool`, which returns 0 and 1 instead, the alarm fires as soon as the metric is there,
and for as long. Where a metric is there only while something is wrong, allow it.

Fails:

    Alarms:
      HighErrorRate:
        Kind: PromQL
        Tier: high
        Query: rate(errors_total[5m]) / rate(requests_total[5m])
        Actions: [alerts]

Fails (the right side is always there):

    Alarms:
      HighErrorRate:
        Kind: PromQL
        Tier: high
        Query: rate(errors_total[5m]) > 5 or vector(0)
        Actions: [alerts]

Passes:

    Alarms:
      HighErrorRate:
        Kind: PromQL
        Tier: high
        Query: rate(errors_total[5m]) / rate(requests_total[5m]) > 0.05
        Actions: [alerts]

Passes (there is something only while the metric is not):

    Alarms:
      NoRequests:
        Kind: PromQL
        Tier: high
        Query: absent(requests_total{job="api"})
        Actions: [alerts]
"""

from collections.abc import Iterator

from eventflow_monitoring.expression.promql import compares
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import PromqlTrigger
from eventflow_monitoring.problem import Problem, Severity
from eventflow_monitoring.rules.rule import Rule

NAME = "promql-always-fires"


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find PromQL alarms whose query leaves no series out."""
    for alarm in monitoring.alarms:
        if isinstance(alarm.trigger, PromqlTrigger) and not _compares(alarm.trigger.query):
            yield Problem(
                NAME,
                f"the query of `{alarm.name}` returns every series, and each of them is in ALARM",
                alarm.written.key("Query"),
                help="compare it with a threshold: `... > 0.05`",
            )


def _compares(query: str) -> bool:
    try:
        return compares(query)
    except ExpressionError:  # no query that the specs let through
        return True


RULE = Rule(NAME, check, Severity.WARNING)
