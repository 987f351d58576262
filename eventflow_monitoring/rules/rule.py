"""What a rule is, and the list of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.registry import registered


@dataclass(frozen=True, slots=True)
class Rule:
    """A check on the monitoring of one environment."""

    name: str
    check: Callable[[Monitoring], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class RuleAcross:
    """A check on the environments together."""

    name: str
    check: Callable[[Sequence[Monitoring]], Iterable[Problem]]


def rules() -> list[Rule]:
    """Return every rule for one environment."""
    return [rule for rule in registered(__package__, "RULE") if isinstance(rule, Rule)]


def rules_across() -> list[RuleAcross]:
    """Return every rule for the environments together."""
    return [rule for rule in registered(__package__, "RULE") if isinstance(rule, RuleAcross)]
