"""A log group has more than 2 subscription filters.

Source: CloudWatch Logs API, PutSubscriptionFilter.

Fails (the third is refused):

    SubscriptionFilters:
      one: {LogGroup: /example/backend, Function: index-logs}
      two: {LogGroup: /example/backend, Function: keep-logs}
      three: {LogGroup: /example/backend, Function: count-logs}

Passes (two of them):

    SubscriptionFilters:
      one: {LogGroup: /example/backend, Function: index-logs}
      two: {LogGroup: /example/backend, Function: keep-logs}
"""

from collections.abc import Iterator

from eventflow_monitoring.model.log_filter import past_limit
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.rules.rule import Rule

NAME = "subscription-filter-limits"

_MAX_FILTERS = 2


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find log groups with too many subscription filters."""
    for one in past_limit(monitoring.subscription_filters, _MAX_FILTERS):
        yield Problem(
            NAME,
            f"`{one.log_group.name}` has more than {_MAX_FILTERS} subscription filters",
            one.written.name,
            help="send to a stream, which several can read",
        )


RULE = Rule(NAME, check)
