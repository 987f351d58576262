"""An account has more than 25 sampling rules of its own, which X-Ray refuses unless AWS has raised it.

Environments that share an account and a region share the number. Source: AWS General Reference, "AWS
X-Ray endpoints and quotas", where it can be raised.

Fails (26 of them):

    SamplingRules:
      route-${N}:
        ForEach:
          N: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
              20, 21, 22, 23, 24, 25, 26]
        Priority: ${N}
        Path: /route-${N}

Passes (one for all of them):

    SamplingRules:
      routes:
        Priority: 100
        Path: /route-*
"""

from collections.abc import Iterator, Sequence

from eventflow_monitoring.model.monitoring import Monitoring, by_account_and_region
from eventflow_monitoring.problem import Problem, Severity
from eventflow_monitoring.rules.rule import RuleAcross

NAME = "many-sampling-rules"

_MOST = 25


def check(monitorings: Sequence[Monitoring]) -> Iterator[Problem]:
    """Find the rule that is one too many for its account and region."""
    for sharing in by_account_and_region(monitorings):
        place = sharing[0].environment
        written = [rule for monitoring in sharing for rule in monitoring.sampling_rules]
        for rule in written[_MOST : _MOST + 1]:
            message = f"account {place.account} would have more than {_MOST} sampling rules in {place.region}"
            help = "fewer, with wildcards; or let AWS raise the quota, and allow this"
            yield Problem(NAME, message, rule.written.name, help=help)


RULE = RuleAcross(NAME, check, Severity.WARNING)
