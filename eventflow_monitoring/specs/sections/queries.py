"""`Queries:` Logs Insights queries that are kept under a name, for people and for dashboards.

Comments in queries begin with `#`. What can be told without running it is checked: commands, functions,
quotes and parentheses, and fields, where the log groups have a `Record`.

Example:
    Queries:
      example/errors-by-route:
        LogGroups: [/example/backend]
        Query: |
          # What fails most
          fields @timestamp, @message
          | filter level = "ERROR"
          | stats count(*) as errors by route
          | sort errors desc
"""

from eventflow_monitoring.model.saved_query import SavedQuery
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.log_query import log_groups_of, query_is_right
from eventflow_monitoring.specs.section import Kind, Section
from eventflow_monitoring.specs.spec import Spec


class QuerySpec(Spec):
    """A query that is kept. A name with slashes stands in folders."""

    log_groups: list[str]
    """The log groups it is made for, of `LogGroups:`; at most 50."""
    query: str
    """The query, in the language of Logs Insights; at most 10,000 characters."""


def expand(spec: QuerySpec, entry: Entry, context: Context) -> SavedQuery | None:
    """Return the query of an entry."""
    groups = log_groups_of(spec.log_groups, entry, context)
    right = query_is_right(spec.query, groups or (), entry, context)
    if groups is None or not right:
        return None
    return SavedQuery(
        name=entry.name,
        physical_name=context.environment.physical_name(entry.name),
        query=spec.query.strip(),
        log_groups=groups,
        written=entry.written,
    )


SECTION = Section("Queries", (Kind("Query", QuerySpec, expand),), needs=("LogGroups",))
