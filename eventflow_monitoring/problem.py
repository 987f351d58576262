"""A finding about what somebody wrote: a value that is collected and shown, never an exception."""

from dataclasses import dataclass
from enum import Enum

from eventflow_monitoring.position import Origin

HIDDEN_RULE = "secret-in-spec"
"""The rule of problems with a value that nobody may read, not even in the report of the problem."""


class Severity(Enum):
    """How much a problem weighs; only errors make a command fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a problem, such as the first of two duplicates."""

    message: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding.

    `rule` is its stable name (`unknown-metric`), `message` says what is wrong in one sentence,
    `help` what to do about it. `origin` is None only for what no file is to blame for.
    """

    rule: str
    message: str
    origin: Origin | None = None
    help: str | None = None
    related: tuple[Related, ...] = ()
    severity: Severity = Severity.ERROR

    @property
    def secret(self) -> bool:
        """Whether what it points at must not be shown."""
        return self.rule == HIDDEN_RULE

    @property
    def is_error(self) -> bool:
        """Whether it makes a command fail."""
        return self.severity is Severity.ERROR


def has_errors(problems: list[Problem]) -> bool:
    """Tell whether any of the problems is an error."""
    return any(problem.is_error for problem in problems)
