"""The state of an alarm after one evaluation.

Source: CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data". Its two tables
are reproduced cell by cell. Its prose about data points that are old enough, read to the letter, would
contradict them for `0 - X - -` (M = 2) and `0 - X - X` (M = 3): there, the tables count.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.metric import MissingData
from eventflow_monitoring.simulate.result import Why


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state, what decided it, and the indices of the data points that counted."""

    state: State
    why: Why
    counted: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """ALARM when `m` of `n` data points breach; `missing_data` says what missing ones count as.

    `few_breaching` is the state where AWS documents none (None: as before), see `Settings`.
    """

    n: int
    m: int
    missing_data: MissingData
    few_breaching: State | None = None


def state_after(points: Sequence[bool | None], rule: Rule, previous: State) -> Verdict:
    """Return the state that the points of the evaluation range, oldest first, lead to.

    True is a breaching point, False one within the threshold, None a missing one.
    """
    real = [index for index, point in enumerate(points) if point is not None]
    if len(real) >= rule.n:
        newest = tuple(real[-rule.n :])
        return _compared(_breaching(points, newest), rule, newest)
    counted = tuple(real)
    breaching = _breaching(points, counted)
    filled = rule.n - len(real)
    match rule.missing_data:
        case MissingData.BREACHING:
            alarm = breaching + filled >= rule.m
            why = Why.FILLED_BREACHING if breaching < rule.m else Why.ENOUGH_BREACHING
            return Verdict(State.ALARM, why, counted) if alarm else _ok(counted)
        case MissingData.NOT_BREACHING:
            if breaching >= rule.m:
                return Verdict(State.ALARM, Why.ENOUGH_BREACHING, counted)
            return Verdict(State.OK, Why.FILLED_NOT_BREACHING, counted)
    ignored = rule.missing_data is MissingData.IGNORE
    if not real:
        if ignored:
            return Verdict(previous, Why.NO_DATA_IGNORED, ())
        return Verdict(State.INSUFFICIENT_DATA, Why.NO_DATA, ())
    if breaching >= rule.m or breaching < len(real):
        return _compared(breaching, rule, counted)
    if ignored:
        return Verdict(previous, Why.MISSING_IGNORED, counted)
    age = len(points) - real[0]  # the newest point has age 1
    if age >= rule.m:
        return Verdict(State.ALARM, Why.OLD_BREACHING, counted)
    return Verdict(rule.few_breaching or previous, Why.UNDOCUMENTED, counted)


def _breaching(points: Sequence[bool | None], indices: Sequence[int]) -> int:
    return sum(points[index] is True for index in indices)


def _compared(breaching: int, rule: Rule, counted: tuple[int, ...]) -> Verdict:
    if breaching >= rule.m:
        return Verdict(State.ALARM, Why.ENOUGH_BREACHING, counted)
    return _ok(counted)


def _ok(counted: tuple[int, ...]) -> Verdict:
    return Verdict(State.OK, Why.TOO_FEW_BREACHING, counted)
