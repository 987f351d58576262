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

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.rules.rule import Rule

NAME = "subscription-filter-limits"

_MAX_FILTERS = 2


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find log groups with too many subscription filters."""
    counts: dict[str, int] = {}
    for one in monitoring.subscription_filters:
        group = one.log_group.name
        counts[group] = counts.get(group, 0) + 1
        if counts[group] == _MAX_FILTERS + 1:
            yield Problem(
                NAME,
                f"`{group}` has more than {_MAX_FILTERS} subscription filters",
                one.written.name,
                help="send to a stream, which several can read",
            )


RULE = Rule(NAME, check)
