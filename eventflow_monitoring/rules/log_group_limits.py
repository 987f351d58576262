"""A log group asks for more than CloudWatch Logs takes, or than its class can do.

It has at most 20 field indexes of at most 100 characters, none twice. The class `INFREQUENT_ACCESS` has
no field indexes, metric filters or subscription filters, and runs no `pattern`, `diff`, `unmask` or
`filterIndex`; `DELIVERY` is for AWS's own deliveries, and runs no queries at all. Sources: CloudWatch
Logs API, PutIndexPolicy; CloudWatch Logs User Guide, "Log classes" and "Logs Insights QL commands
supported in log classes".

Fails (nothing is counted in logs of this class):

    LogGroups:
      /example/archive: {Class: INFREQUENT_ACCESS}
    MetricFilters:
      errors: {LogGroup: /example/archive, Pattern: ERROR, Metric: Errors}

Fails (nor is anything indexed):

    LogGroups:
      /example/archive: {Class: INFREQUENT_ACCESS, FieldIndexes: [request_id]}

Passes (queries run on any class):

    LogGroups:
      /example/archive: {Class: INFREQUENT_ACCESS}
    Queries:
      archived-errors:
        LogGroups: [/example/archive]
        Query: filter level = "ERROR" | stats count(*) by module
"""

from collections.abc import Iterator

from eventflow_monitoring.expression.logs_insights import (
    commands_need_standard_class,
    read_insights_query,
)
from eventflow_monitoring.model.log_group import LogGroup, LogGroupClass
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.position import Written
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.rules.rule import Rule

NAME = "log-group-limits"

_MAX_INDEXES = 20
_MAX_INDEX = 100


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find log groups of which too much, or something else, is asked."""
    for group in monitoring.log_groups:
        yield from _of_indexes(group)
    for what, filters in (
        ("metric filter", monitoring.metric_filters),
        ("subscription filter", monitoring.subscription_filters),
    ):
        for one in filters:
            if one.log_group.log_class is not LogGroupClass.STANDARD:
                yield _cannot(one.log_group, f"have no {what}", one.written)
    for query in monitoring.queries:
        special = commands_need_standard_class(read_insights_query(query.query))
        for group in query.log_groups:
            if group.log_class is LogGroupClass.DELIVERY:
                yield _cannot(group, "run no queries", query.written)
            elif special and group.log_class is not LogGroupClass.STANDARD:
                yield _cannot(group, f"run no `{special[0].name}`", query.written)


def _of_indexes(group: LogGroup) -> Iterator[Problem]:
    count = len(group.field_indexes)
    if count > _MAX_INDEXES:
        message = f"`{group.name}` has {count} field indexes, more than {_MAX_INDEXES}"
        yield Problem(NAME, message, group.origin)
    long = next((one for one in group.field_indexes if len(one) > _MAX_INDEX), None)
    if long is not None:
        message = (
            f"a field index has at most {_MAX_INDEX} characters, `{long[:20]}…` has {len(long)}"
        )
        yield Problem(NAME, message, group.origin)
    twice = {one for one in group.field_indexes if group.field_indexes.count(one) > 1}
    if twice:
        message = f"`{group.name}` indexes `{min(twice)}` twice"
        yield Problem(NAME, message, group.origin)
    if group.field_indexes and group.log_class is not LogGroupClass.STANDARD:
        message = f"logs of the class {group.log_class.value} have no field indexes"
        yield Problem(NAME, message, group.origin)


def _cannot(group: LogGroup, what: str, written: Written) -> Problem:
    message = f"logs of the class {group.log_class.value} {what}"
    return Problem(NAME, message, written.name, help=f"`{group.name}` has that class")


RULE = Rule(NAME, check)
