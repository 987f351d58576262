"""What a rule is, and the list of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.problem import Problem, Severity
from eventflow_monitoring.registry import registered


@dataclass(frozen=True, slots=True)
class Rule:
    """A check on the monitoring of one environment.

    `name` is the rule's id and, with `_` for `-`, the name of its module, whose docstring is its
    page in the reference: what it finds and why, an example that `Fails:` and one that `Passes:`.
    A warning can be allowed, an error cannot.
    """

    name: str
    check: Callable[[Monitoring], Iterable[Problem]]
    severity: Severity = Severity.ERROR

    def problems(self, monitoring: Monitoring) -> Iterator[Problem]:
        """Yield what the rule finds."""
        for problem in self.check(monitoring):
            yield replace(problem, severity=self.severity)


@dataclass(frozen=True, slots=True)
class RuleAcross:
    """A check on the environments together."""

    name: str
    check: Callable[[Sequence[Monitoring]], Iterable[Problem]]
    severity: Severity = Severity.ERROR

    def problems(self, monitorings: Sequence[Monitoring]) -> Iterator[Problem]:
        """Yield what the rule finds."""
        for problem in self.check(monitorings):
            yield replace(problem, severity=self.severity)


def rules() -> list[Rule]:
    """Return every rule for one environment."""
    return [rule for rule in registered(__package__, "RULE") if isinstance(rule, Rule)]


def rules_across() -> list[RuleAcross]:
    """Return every rule for the environments together."""
    return [rule for rule in registered(__package__, "RULE") if isinstance(rule, RuleAcross)]
