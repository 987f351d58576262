"""A sampling rule is never tried: one with a smaller priority matches every request that it does.

Environments that share an account and a region share their rules, too. Source: X-Ray Developer Guide,
"Configuring sampling rules": the first rule that matches decides.

Fails (what is posted to `/orders` is a request of `checkout` already):

    SamplingRules:
      checkout:
        Priority: 100
        Service: checkout
      orders:
        Priority: 200
        Service: checkout
        Method: POST
        Path: /orders*
        Rate: 50%

Passes (the narrow one comes first):

    SamplingRules:
      orders:
        Priority: 100
        Service: checkout
        Method: POST
        Path: /orders*
        Rate: 50%
      checkout:
        Priority: 200
        Service: checkout
"""

from collections.abc import Iterator, Sequence

from eventflow_monitoring.expression.wildcard import covers
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.tracing import SamplingRule
from eventflow_monitoring.problem import Problem, Related, Severity
from eventflow_monitoring.rules.rule import RuleAcross
from eventflow_monitoring.rules.same_sampling_priority import together, told_apart

NAME = "hidden-sampling-rule"


def check(monitorings: Sequence[Monitoring]) -> Iterator[Problem]:
    """Find sampling rules that no request reaches."""
    for shared in together(monitorings):
        in_order = sorted(shared, key=lambda one: one[1].priority)
        for index, (environment, rule) in enumerate(in_order):
            earlier = (
                one
                for one in in_order[:index]
                if one[1].priority < rule.priority and _covers(one[1], rule)
            )
            first = next(earlier, None)
            if first is None:
                continue
            mine, theirs = told_apart((environment, rule), first)
            yield Problem(
                NAME,
                f"{mine} is never tried: {theirs} matches every request that it does, and is first",
                rule.written.key("Priority"),
                help="give the narrower rule the smaller priority",
                related=(Related(theirs, first[1].written.key("Priority")),),
            )


def _covers(wide: SamplingRule, narrow: SamplingRule) -> bool:
    """Tell whether a rule matches every request that another matches."""
    own = dict(narrow.attributes)
    return all(
        covers(one, other) for one, other in zip(wide.patterns, narrow.patterns, strict=True)
    ) and all(key in own and covers(value, own[key]) for key, value in wide.attributes)


RULE = RuleAcross(NAME, check, Severity.WARNING)
