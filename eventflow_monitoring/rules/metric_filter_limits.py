"""A metric filter asks for more than CloudWatch Logs takes.

It has at most 3 dimensions, which are fields of a JSON or space-delimited record, and then no
`Default`. A log group has at most 100 filters, of which 5 may have regular expressions. Sources:
CloudWatch Logs API, PutMetricFilter, MetricTransformation; CloudWatch Logs User Guide, "Filter pattern
syntax" and "CloudWatch Logs quotas".

Fails (a default beside dimensions):

    Metrics:
      Failures:
        Namespace: Example
        Unit: Count of failures
        Statistic: Sum
        DimensionSets: [[module]]
    MetricFilters:
      failures:
        LogGroup: /example/backend
        Pattern: '{ $.level = "ERROR" }'
        Metric: Failures
        Dimensions: {module: $.module}
        Default: 0

Fails (words have no fields):

    Metrics:
      Failures:
        Namespace: Example
        Unit: Count of failures
        Statistic: Sum
        DimensionSets: [[module]]
    MetricFilters:
      failures:
        LogGroup: /example/backend
        Pattern: ERROR
        Metric: Failures
        Dimensions: {module: $.module}

Passes (three dimensions, and no default):

    Metrics:
      Failures:
        Namespace: Example
        Unit: Count of failures
        Statistic: Sum
        DimensionSets: [[method, module, status]]
    MetricFilters:
      failures:
        LogGroup: /example/backend
        Pattern: '{ $.level = "ERROR" }'
        Metric: Failures
        Dimensions: {module: $.module, method: $.method, status: $.status}
"""

from collections.abc import Iterator

from eventflow_monitoring.expression.filter_pattern_parser import parse_filter_pattern
from eventflow_monitoring.expression.filter_pattern_syntax import has_fields, regex_count
from eventflow_monitoring.model.log_filter import (
    MAX_DIMENSIONS,
    MetricFilter,
    SubscriptionFilter,
    past_limit,
)
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.rules.rule import Rule

NAME = "metric-filter-limits"

_MAX_FILTERS = 100
_MAX_WITH_REGEX = 5


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find metric filters that CloudWatch Logs refuses."""
    for one in monitoring.metric_filters:
        yield from _of_filter(one)
    for one in past_limit(monitoring.metric_filters, _MAX_FILTERS):
        message = f"`{one.log_group.name}` has more than {_MAX_FILTERS} metric filters"
        yield Problem(NAME, message, one.written.name)
    every: tuple[MetricFilter | SubscriptionFilter, ...] = (
        *monitoring.metric_filters,
        *monitoring.subscription_filters,
    )
    with_regex = (one for one in every if regex_count(parse_filter_pattern(one.pattern)) > 0)
    for any_filter in past_limit(with_regex, _MAX_WITH_REGEX):
        yield Problem(
            NAME,
            f"`{any_filter.log_group.name}` has more than {_MAX_WITH_REGEX} filters with regular "
            "expressions",
            any_filter.written.key("Pattern"),
        )


def _of_filter(one: MetricFilter) -> Iterator[Problem]:
    dimensions = one.written.key("Dimensions")
    named = has_fields(parse_filter_pattern(one.pattern))
    if len(one.dimensions) > MAX_DIMENSIONS:
        message = f"`{one.name}` has {len(one.dimensions)} dimensions, more than {MAX_DIMENSIONS}"
        yield Problem(NAME, message, dimensions)
    if one.dimensions and one.default is not None:
        yield Problem(
            NAME,
            f"`{one.name}` has a default beside dimensions, of whose values Logs knows none before",
            one.written.key("Default"),
            help="leave one of the two out",
        )
    if one.dimensions and not named:
        yield Problem(
            NAME,
            f"the pattern of `{one.name}` names no fields, which its dimensions are read from",
            dimensions,
            help='such as `{ $.level = "ERROR" }`, or `[time, level = ERROR, ...]`',
        )
    if one.value.startswith("$") and not named:
        message = f"the pattern of `{one.name}` names no fields, which its value is read from"
        yield Problem(NAME, message, one.written.key("Value"))


RULE = Rule(NAME, check)
