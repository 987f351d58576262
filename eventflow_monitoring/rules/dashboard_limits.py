"""A dashboard asks for more than CloudWatch takes.

A widget draws at most 500 metrics, hidden ones included, or shows the states of at most 100 alarms;
the metrics explorer follows at most 100 metrics. A dashboard has at most 25 variables. One with too
many widgets or metrics is split, but a row is not. Source: CloudWatch API reference, "Dashboard body
structure and syntax".

Fails (26 variables):

    Dashboards:
      operations:
        Rows: [[{Title: Requests, Metrics: [Requests]}]]
        Variables:
          v1: &v {Property: group, Values: [a, b]}
          v2: *v
          v3: *v
          v4: *v
          v5: *v
          v6: *v
          v7: *v
          v8: *v
          v9: *v
          v10: *v
          v11: *v
          v12: *v
          v13: *v
          v14: *v
          v15: *v
          v16: *v
          v17: *v
          v18: *v
          v19: *v
          v20: *v
          v21: *v
          v22: *v
          v23: *v
          v24: *v
          v25: *v
          v26: *v

Passes (2 of them):

    Dashboards:
      operations:
        Rows: [[{Title: Requests, Metrics: [Requests]}]]
        Variables:
          group: {Property: group, Values: [a, b]}
          region: {Property: region, Values: [us-east-1, eu-west-1]}
"""

from collections.abc import Iterator

from eventflow_monitoring.model.dashboard import (
    MAX_METRICS,
    MAX_WIDGETS,
    Dashboard,
    Placed,
    is_too_large,
    metrics_drawn,
    rows_of,
)
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.widget import (
    MAX_ALARMS,
    AlarmStatusWidget,
    ExplorerWidget,
    MetricWidget,
)
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.rules.rule import Rule

NAME = "dashboard-limits"

_MAX_VARIABLES = 25
_MAX_METRICS = 500
_MAX_EXPLORED = 100
_MAX_NAME = 255
_NUMBER = 4
"""Characters of the number of a part: `-999`."""


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find dashboards that CloudWatch refuses."""
    for dashboard in monitoring.dashboards:
        count = len(dashboard.variables)
        if count > _MAX_VARIABLES:
            message = f"`{dashboard.name}` has {count} variables, more than {_MAX_VARIABLES}"
            yield Problem(NAME, message, dashboard.origin)
        for placed in dashboard.widgets:
            yield from _of_widget(dashboard, placed)
        if is_too_large(dashboard.widgets):
            yield from _of_parts(dashboard)


def _of_parts(dashboard: Dashboard) -> Iterator[Problem]:
    """Find what keeps a dashboard from being split: a row stays whole, and links take a widget."""
    if len(dashboard.physical_name) > _MAX_NAME - _NUMBER:
        message = f"the parts of `{dashboard.name}` have no room for a number in their names"
        help = f"it is split, and needs a name of at most {_MAX_NAME - _NUMBER} characters"
        yield Problem(NAME, message, dashboard.origin, help=help)
    for row in rows_of(dashboard.widgets):
        drawn = metrics_drawn(row)
        if len(row) >= MAX_WIDGETS:
            what = f"has {len(row):,} widgets, a part of it at most {MAX_WIDGETS - 1}"
        elif drawn > MAX_METRICS:
            what = f"draws {drawn:,} metrics, more than {MAX_METRICS:,}"
        else:
            continue
        message = f"a row of `{dashboard.name}` {what}"
        yield Problem(NAME, message, row[0].origin, help="make two rows of it")


def _of_widget(dashboard: Dashboard, placed: Placed) -> Iterator[Problem]:
    widget = placed.widget
    match widget:
        case MetricWidget():
            what, count, most = "metrics", widget.metrics_read, _MAX_METRICS
        case AlarmStatusWidget():
            what, count, most = "alarms", len(widget.alarms), MAX_ALARMS
        case ExplorerWidget():
            what, count, most = "metrics", len(widget.metrics), _MAX_EXPLORED
        case _:
            return
    if count > most:
        yield Problem(
            NAME,
            f"`{widget.title}` of `{dashboard.name}` shows {count:,} {what}, more than {most}",
            placed.origin,
        )


RULE = Rule(NAME, check)
