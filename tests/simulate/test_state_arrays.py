"""The states after many evaluations at once."""

from itertools import product
from random import Random

import numpy as np
import pytest

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.metric import MissingData
from eventflow_monitoring.simulate.alarm_state import Rule, state_after
from eventflow_monitoring.simulate.state_arrays import KEEP, STATES, codes_after, kept

_RULES = [
    Rule(n, m, missing_data, few)
    for n in range(1, 5)
    for m in range(1, n + 1)
    for missing_data, few in product(MissingData, (None, *State))
]
_MARKS: list[bool | None] = Random(5).choices((True, True, False, None, None), k=2_000)  # noqa: S311 - to be had again, not to be secret


@pytest.mark.parametrize(("extra", "between"), [(0, 1), (2, 1), (2, 3)])
def test_the_same_as_one_by_one(extra: int, between: int) -> None:
    """Whatever the points and the rule, each evaluation leads to the state of `state_after`."""
    breaching = np.array([mark is True for mark in _MARKS])
    real = np.array([mark is not None for mark in _MARKS])
    for rule in _RULES:
        count = rule.n + extra
        codes = codes_after(breaching, real, rule, count, between)
        expected = [
            _code(_MARKS[start : start + (count - 1) * between + 1 : between], rule)
            for start in range(len(codes))
        ]
        assert codes.tolist() == expected, rule


def _code(points: list[bool | None], rule: Rule) -> int:
    """Return the one state that points lead to, or that they keep the state."""
    after = [state_after(points, rule, previous).state for previous in STATES]
    return KEEP if after == list(STATES) else STATES.index(after[0])


def test_the_last_state_is_kept() -> None:
    """What keeps the state has that of the last one that does not, or the initial one."""
    codes = np.array([KEEP, KEEP, 1, KEEP, 0, 2, KEEP], dtype=np.int8)
    assert kept(codes, 2).tolist() == [2, 2, 1, 1, 0, 2, 2]
