"""What one rule finds in a spec file beside the base of the reference's examples."""

from collections.abc import Iterable

from eventflow_monitoring.position import Pointer
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.reference.check_example import problems_of


def found(rule: str, text: str) -> list[Problem]:
    """Return the problems of a rule, wherever they stand. Refuses specs that cannot be compiled."""
    problems, _ = problems_of(text)
    assert [one for one in problems if one.is_error and one.rule != rule] == []
    return [one for one in problems if one.rule == rule]


def pointers(problems: Iterable[Problem]) -> list[Pointer]:
    """Return where problems stand."""
    return [problem.origin.pointer for problem in problems if problem.origin is not None]


def messages(rule: str, text: str) -> list[str]:
    """Return what a rule says."""
    return [problem.message for problem in found(rule, text)]
