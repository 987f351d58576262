"""A Logs Insights query: whether Logs takes it, and whether its log groups have what it reads."""

from collections.abc import Callable, Sequence

from eventflow_monitoring.expression.logs_insights import InsightsQuery, read_insights_query
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.model.log_group import LogGroup
from eventflow_monitoring.position import Origin, Span
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.suggestion import did_you_mean

MAX_LOG_GROUPS = 50
"""Log groups of one query (CloudWatch Logs API, StartQuery.logGroupNames)."""


def log_groups_of(
    names: Sequence[str], entry: Entry, context: Context
) -> tuple[LogGroup, ...] | None:
    """Return the log groups that stand under `LogGroups`; None after reporting what is wrong."""
    found = [
        context.find("LogGroups", LogGroup, name, entry.origin("LogGroups", index))
        for index, name in enumerate(names)
    ]
    groups = tuple(group for group in found if group is not None)
    if not 0 < len(names) <= MAX_LOG_GROUPS:
        message = f"a query reads 1 to {MAX_LOG_GROUPS} log groups"
        context.report(Problem("bad-query", message, entry.origin("LogGroups")))
        return None
    return groups if len(groups) == len(found) else None


def query_is_right(
    text: str,
    groups: Sequence[LogGroup],
    entry: Entry,
    context: Context,
    key: str = "Query",
    before: str = "",
) -> bool:
    """Tell whether the query under a key can be run on some log groups; reports what is wrong.

    `before` is what CloudWatch puts before what is written.
    """

    def place(span: Span) -> Origin:
        within = Span(*(max(0, end - len(before)) for end in span))
        return entry.origin(key, within=within)

    try:
        query = read_insights_query(f"{before}{text}")
    except ExpressionError as error:
        origin = place(error.span)
        context.report(Problem("bad-query", error.message, origin, help=error.help))
        return False
    return _fields_are_known(query, groups, place, context)


def _fields_are_known(
    query: InsightsQuery,
    groups: Sequence[LogGroup],
    place: Callable[[Span], Origin],
    context: Context,
) -> bool:
    """Report fields that no record has, where every log group says what its records are."""
    records = [group.record for group in groups]
    if not records or None in records:
        return True
    good = True
    for field in query.fields:
        if field.name.startswith("@"):
            continue
        path = tuple(field.name.split("."))
        if any(record is not None and record.knows(path) for record in records):
            continue
        good = False
        known = {name for record in records if record is not None for name in record.fields}
        named = " or ".join(f"`{group.name}`" for group in groups)
        context.report(
            Problem("unknown-field", f"a record of {named} has no field `{field.name}`",
                    place(field.span), help=did_you_mean(field.name, sorted(known)))
        )  # fmt: skip
    return good
