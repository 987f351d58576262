"""Two sampling rules with one priority match the same requests: AWS does not say which decides.

Environments that share an account and a region share their rules, too. Source: X-Ray API,
CreateSamplingRule: rules are tried "in ascending order of priority", and no more is said.

Fails (a POST to `/orders` matches both):

    SamplingRules:
      posts:
        Priority: 100
        Method: POST
        Rate: 50%
      orders:
        Priority: 100
        Path: /orders*
        Rate: 20%

Passes (nothing is posted and got at once):

    SamplingRules:
      posts:
        Priority: 100
        Method: POST
        Rate: 50%
      gets:
        Priority: 100
        Method: GET
        Rate: 20%
"""

from collections.abc import Iterator, Sequence

from eventflow_monitoring.expression.wildcard import overlap
from eventflow_monitoring.model.monitoring import Monitoring, by_account_and_region
from eventflow_monitoring.model.tracing import SamplingRule
from eventflow_monitoring.problem import Problem, Related, Severity
from eventflow_monitoring.rules.rule import RuleAcross

NAME = "same-sampling-priority"

RuleOf = tuple[str, SamplingRule]
"""The name of an environment, and a rule of it."""


def check(monitorings: Sequence[Monitoring]) -> Iterator[Problem]:
    """Find sampling rules of which nobody knows which comes first."""
    for shared in together(monitorings):
        for index, (environment, rule) in enumerate(shared):
            first = next((one for one in shared[:index] if _compete(one[1], rule)), None)
            if first is None:
                continue
            mine, theirs = told_apart((environment, rule), first)
            yield Problem(
                NAME,
                f"{mine} and {theirs} have the priority {rule.priority}, and match the same requests",
                rule.written.key("Priority"),
                help="give each a priority of its own",
                related=(Related(theirs, first[1].written.key("Priority")),),
            )


def together(monitorings: Sequence[Monitoring]) -> list[list[RuleOf]]:
    """Return the sampling rules of each account and region, in the order written."""
    return [
        [(one.environment.name, rule) for one in sharing for rule in one.sampling_rules]
        for sharing in by_account_and_region(monitorings)
    ]


def told_apart(one: RuleOf, other: RuleOf) -> tuple[str, str]:
    """Return how two rules are called, with their environments where these differ."""
    if one[0] == other[0]:
        return f"`{one[1].name}`", f"`{other[1].name}`"
    return f"`{one[1].name}` of {one[0]}", f"`{other[1].name}` of {other[0]}"


def _compete(one: SamplingRule, other: SamplingRule) -> bool:
    """Tell whether two rules have one priority and some request matches both."""
    theirs = dict(other.attributes)
    return (
        one.priority == other.priority
        and all(overlap(a, b) for a, b in zip(one.patterns, other.patterns, strict=True))
        and all(overlap(value, theirs.get(key, "*")) for key, value in one.attributes)
    )


RULE = RuleAcross(NAME, check, Severity.WARNING)
