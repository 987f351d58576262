"""The result of a Logs Insights query.

Example:
    Queries:
      errors-by-route:
        LogGroups: [/example/backend]
        Query: filter level = "ERROR" | stats count(*) as errors by route | sort errors desc
    Dashboards:
      operations:
        Rows:
          - - Kind: LogQuery
              Title: Errors by route
              SavedQuery: errors-by-route
              View: bar
            - Kind: LogQuery
              Title: Newest errors
              LogGroups: [/example/backend]
              Query: fields @timestamp, @message | filter level = "ERROR" | sort @timestamp desc
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import Field

from eventflow_monitoring.expression.logs_insights import read_insights_query
from eventflow_monitoring.model.saved_query import SavedQuery
from eventflow_monitoring.model.widget import LogView, LogWidget
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.log_query import log_groups_of, query_is_right
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.widget_spec import PlacedDataSpec, place_of


class LogQuerySpec(PlacedDataSpec):
    """The result of a Logs Insights query, run again whenever the dashboard refreshes.

    Every run is paid for by the logs it reads.
    """

    ONE_OF: ClassVar[tuple[tuple[str, ...], ...]] = (("SavedQuery", "Query"),)
    PLACEHOLDERS: ClassVar[Mapping[str, Any]] = {"Title": "x"}

    title: str
    """What stands above it."""
    saved_query: str | None = None
    """The query, of `Queries:`, which brings its log groups."""
    query: str | None = None
    """The query itself, in the language of Logs Insights."""
    log_groups: list[str] = Field(default_factory=list)
    """The log groups that `Query` reads, of `LogGroups:`; at most 50."""
    view: LogView = LogView.TABLE
    """How the result is shown; `line` and `stacked` need `by bin(…)` in the query."""


def expand(spec: LogQuerySpec, entry: Entry, context: Context) -> LogWidget | None:
    """Return the widget of an entry."""
    if spec.saved_query is not None:
        for key in ("Query", "LogGroups"):
            if key in entry.data:
                message = f"`{key}` comes with the saved query"
                context.report(Problem("bad-query", message, entry.origin(key, on_key=True)))
                return None
        origin = entry.origin("SavedQuery")
        saved = context.find("Queries", SavedQuery, spec.saved_query, origin)
        if saved is None:
            return None
        query, groups = saved.query, saved.log_groups
    else:
        if spec.query is None:
            return None  # one of the two is needed, and was reported as missing
        if "LogGroups" not in entry.data:
            missing = Problem("missing-key", "`LogGroups` is missing", entry.origin(on_key=True),
                              help="the log groups that the query reads")  # fmt: skip
            context.report(missing)
            return None
        found = log_groups_of(spec.log_groups, entry, context)
        if not query_is_right(spec.query, found or (), entry, context) or found is None:
            return None
        query, groups = spec.query.strip(), found
    over_time = spec.view in (LogView.LINE, LogView.STACKED)
    if over_time and all(call.name != "bin" for call in read_insights_query(query).functions):
        message = f"the view `{spec.view.value}` needs times, and the query has no `by bin(…)`"
        help = "such as `stats count(*) by bin(5m)`"
        context.report(Problem("bad-query", message, entry.origin("View"), help=help))
        return None
    return LogWidget(
        title=spec.title,
        query=query,
        log_groups=groups,
        view=spec.view,
        place=place_of(spec, entry, context),
    )


KIND = Kind("LogQuery", LogQuerySpec, expand)
