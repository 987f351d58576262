"""An account has more than 25 trace groups, which X-Ray refuses and AWS does not raise.

Environments that share an account and a region share the number. X-Ray's own `Default` is not counted
here. Source: AWS General Reference, "AWS X-Ray endpoints and quotas".

Fails (26 of them):

    TraceGroups:
      route-${N}:
        ForEach:
          N: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
              20, 21, 22, 23, 24, 25, 26]
        Filter: http.url CONTAINS "/route-${N}"

Passes (one for all of them):

    TraceGroups:
      routes:
        Filter: http.url CONTAINS "/route-"
"""

from collections.abc import Iterator, Sequence

from eventflow_monitoring.model.monitoring import Monitoring, by_account_and_region
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.rules.rule import RuleAcross

NAME = "trace-group-limits"

_MOST = 25


def check(monitorings: Sequence[Monitoring]) -> Iterator[Problem]:
    """Find the group that is one too many for its account and region."""
    for sharing in by_account_and_region(monitorings):
        place = sharing[0].environment
        written = [group for monitoring in sharing for group in monitoring.trace_groups]
        for group in written[_MOST : _MOST + 1]:
            message = f"account {place.account} would have more than {_MOST} trace groups in {place.region}"
            yield Problem(NAME, message, group.written.name, help="leave some of them out")


RULE = RuleAcross(NAME, check)
