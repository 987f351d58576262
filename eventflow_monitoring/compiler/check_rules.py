"""Pass 7: the rules look at the finished model."""

from eventflow_monitoring.compiler.draft import Draft, Outcome
from eventflow_monitoring.problem import Findings
from eventflow_monitoring.rules.rule import rules


def check_rules(draft: Draft) -> Outcome:
    """Run every rule on the model."""
    if draft.monitoring is None:
        return draft, []
    problems = Findings()
    for rule in rules():
        problems += rule.problems(draft.monitoring)
    return draft, problems
