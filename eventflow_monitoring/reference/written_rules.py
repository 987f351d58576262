"""Every rule with its docstring, which is its page."""

import inspect
import sys

from eventflow_monitoring.rules.rule import Rule, RuleAcross, rules_across
from eventflow_monitoring.rules.rule import rules as rules_for_one


def written_rules() -> list[Rule | RuleAcross]:
    """Return every rule, sorted by name."""
    return sorted([*rules_for_one(), *rules_across()], key=lambda rule: rule.name)


def rule_docstring(name: str) -> str:
    """Return what the module of a rule says."""
    rule = next(rule for rule in written_rules() if rule.name == name)
    return inspect.getdoc(sys.modules[rule.check.__module__]) or ""
