"""What is wrong with many things of one `ForEach` is told once."""

from collections.abc import Iterable
from dataclasses import replace

from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem


def once_per_for_each(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems without those that a rule finds again in the same place of a `ForEach`.

    Each of its things has a name of its own, so that the messages differ.
    """
    groups: dict[object, list[Problem]] = {}
    for problem in dict.fromkeys(problems):
        repeated = problem.origin is not None and _of_for_each(problem.origin)
        key = (problem.rule, problem.origin) if repeated else problem
        groups.setdefault(key, []).append(problem)
    return [_one_of(group) for group in groups.values()]


def _of_for_each(origin: Origin) -> bool:
    """Tell whether a place belongs to a thing with a variable in its name."""
    return len(origin.pointer) > 1 and "${" in str(origin.pointer[1])


def _one_of(group: list[Problem]) -> Problem:
    first, *more = group
    if not more:
        return first
    return replace(first, message=f"{first.message} (and {len(more)} more of the same `ForEach`)")
