"""A finding about what somebody wrote: a value that is collected and shown, never an exception."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Self

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


MOST_ERRORS = 1_000
"""Errors after which nobody looks for more: a machine wrote them, or one mistake led to them all."""


class StoppedError(Exception):
    """The specs are looked at no further; `problems` are those found, and why not."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__()
        self.problems = list(problems)


class Findings(list[Problem]):
    """Problems as they are found. One error too many, the same counted once, ends the search.

    Without an end, a file of a few megabytes would take minutes, and as much memory as there is.
    """

    def __init__(self) -> None:
        super().__init__()
        self._errors: set[Problem] = set()

    def append(self, problem: Problem) -> None:
        """Add a problem. Raises StoppedError."""
        super().append(problem)
        if problem.is_error:
            self._errors.add(problem)
            if len(self._errors) > MOST_ERRORS:
                raise StoppedError([*self, _TOO_MANY])

    def extend(self, problems: Iterable[Problem]) -> None:
        """Add problems one by one, so that those after the last are never made."""
        for problem in problems:
            self.append(problem)

    def __iadd__(self, problems: Iterable[Problem]) -> Self:  # type: ignore[misc,override]
        self.extend(problems)
        return self


_TOO_MANY = Problem(
    "too-many-errors",
    f"more than {MOST_ERRORS:,} errors: what else is wrong was not looked for",
    help="one mistake may have led to many of them",
)
