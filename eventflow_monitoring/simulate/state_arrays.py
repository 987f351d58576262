"""The states of an alarm after many evaluations at once: what `alarm_state` says of each."""

import numpy as np
from numpy.typing import NDArray

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.metric import MissingData
from eventflow_monitoring.simulate.alarm_state import Rule

STATES = (State.OK, State.ALARM, State.INSUFFICIENT_DATA)
"""What the codes in arrays mean."""
KEEP = len(STATES)
"""The code of an evaluation that leaves the state as it was."""

_OK, _ALARM, _INSUFFICIENT_DATA = range(len(STATES))


def codes_after(
    breaching: NDArray[np.bool_], real: NDArray[np.bool_], rule: Rule, count: int, between: int
) -> NDArray[np.int8]:
    """Return the code that each evaluation leads to.

    `breaching` and `real` say of each point whether it breaches, and whether it is there. Evaluation
    k sees `count` of them, the first in place k, each `between` places after the last.
    """
    length = len(real) - (count - 1) * between
    found = np.zeros(length, dtype=np.int32)
    breaches = np.zeros(length, dtype=np.int32)
    age = np.zeros(length, dtype=np.int32)  # of the oldest point; the newest has age 1
    for back in range(count):
        start = (count - 1 - back) * between
        there = real[start : start + length]
        # Of more than N points, the newest N count.
        breaches += breaching[start : start + length] & there & (found < rule.n)
        found += there
        age[there] = back + 1
    enough = breaches >= rule.m
    compared = np.where(enough, _ALARM, _OK)
    few = found < rule.n
    if not few.any():
        return compared.astype(np.int8)
    match rule.missing_data:
        case MissingData.BREACHING:
            undecided = np.where(breaches + rule.n - found >= rule.m, _ALARM, _OK)
        case MissingData.NOT_BREACHING:
            undecided = compared
        case _:
            undecided = _undecided(found, age, rule)
            undecided = np.where((found > 0) & (enough | (breaches < found)), compared, undecided)
    return np.where(few, undecided, compared).astype(np.int8)


def _undecided(found: NDArray[np.int32], age: NDArray[np.int32], rule: Rule) -> NDArray[np.int64]:
    """Return codes for evaluations without a point, or with less than M that all breach."""
    if rule.missing_data is MissingData.IGNORE:
        return np.full(len(found), KEEP)
    few = KEEP if rule.few_breaching is None else STATES.index(rule.few_breaching)
    breaching = np.where(age >= rule.m, _ALARM, few)
    return np.where(found == 0, _INSUFFICIENT_DATA, breaching)


def kept(codes: NDArray[np.int8], initial: int) -> NDArray[np.int8]:
    """Return codes in which whatever keeps the state has that of the last one that does not."""
    places = np.where(codes == KEEP, -1, np.arange(len(codes)))
    last = np.maximum.accumulate(places)
    return np.where(last < 0, initial, codes[last]).astype(np.int8)
