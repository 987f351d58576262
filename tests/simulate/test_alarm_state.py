"""The state after one evaluation, against AWS's tables and as properties."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.metric import MissingData
from eventflow_monitoring.simulate.alarm_state import Rule, Verdict, state_after
from eventflow_monitoring.simulate.result import Why

_TABLES = json.loads(Path(__file__).with_name("missing_data_tables.json").read_text("utf-8"))
_POINTS = {"0": False, "X": True, "-": None}
_CELLS = [(row, treatment) for row in _TABLES["rows"] for treatment in MissingData]


def points_of(text: str) -> list[bool | None]:
    """Read points as AWS's tables write them."""
    return [_POINTS[sign] for sign in text.split()]


@pytest.mark.parametrize(
    ("row", "treatment"),
    _CELLS,
    ids=[f"{row['table']}-{row['row']}-{treatment.value}" for row, treatment in _CELLS],
)
@pytest.mark.parametrize("previous", list(State))
def test_aws_tables(row: dict[str, Any], treatment: MissingData, previous: State) -> None:
    """Every cell of AWS's two tables comes out, whatever the state was before."""
    rule = Rule(row["evaluation_periods"], row["datapoints_to_alarm"], treatment)
    documented = row["states"][treatment.value]
    state = previous if documented == "RETAIN_CURRENT_STATE" else State(documented)
    verdict = state_after(points_of(row["datapoints"]), rule, previous)
    assert verdict.state is state
    assert verdict.why is not Why.UNDOCUMENTED


def test_there_are_forty_cells() -> None:
    """The tables are whole: ten rows of four treatments."""
    assert len(_CELLS) == 40


@pytest.mark.parametrize(
    ("points", "treatment", "m", "verdict"),
    [
        ("0 X X - X", "missing", 3, Verdict(State.ALARM, Why.ENOUGH_BREACHING, (1, 2, 4))),
        ("0 - X - X", "missing", 3, Verdict(State.OK, Why.TOO_FEW_BREACHING, (0, 2, 4))),
        ("0 - - - -", "breaching", 3, Verdict(State.OK, Why.TOO_FEW_BREACHING, (0,))),
        ("- - X - -", "breaching", 3, Verdict(State.ALARM, Why.FILLED_BREACHING, (2,))),
        ("- - X - -", "notBreaching", 3, Verdict(State.OK, Why.FILLED_NOT_BREACHING, (2,))),
        ("- - X X -", "notBreaching", 2, Verdict(State.ALARM, Why.ENOUGH_BREACHING, (2, 3))),
        ("- - X X -", "breaching", 2, Verdict(State.ALARM, Why.ENOUGH_BREACHING, (2, 3))),
        ("- - - - -", "missing", 3, Verdict(State.INSUFFICIENT_DATA, Why.NO_DATA, ())),
        ("- - - - -", "ignore", 3, Verdict(State.OK, Why.NO_DATA_IGNORED, ())),
        ("- - X - -", "ignore", 3, Verdict(State.OK, Why.MISSING_IGNORED, (2,))),
        ("- - X X -", "ignore", 2, Verdict(State.ALARM, Why.ENOUGH_BREACHING, (2, 3))),
        ("- - X - -", "missing", 3, Verdict(State.ALARM, Why.OLD_BREACHING, (2,))),
        ("- - - X -", "missing", 3, Verdict(State.OK, Why.UNDOCUMENTED, (3,))),
        ("- - - - X", "missing", 3, Verdict(State.OK, Why.UNDOCUMENTED, (4,))),
        ("- - - - X", "missing", 2, Verdict(State.OK, Why.UNDOCUMENTED, (4,))),
        ("- X - - X", "missing", 3, Verdict(State.ALARM, Why.OLD_BREACHING, (1, 4))),
    ],
)
def test_reasons(points: str, treatment: str, m: int, verdict: Verdict) -> None:
    """The verdict says what decided, and which data points counted; the state before was OK."""
    rule = Rule(3, m, MissingData(treatment))
    assert state_after(points_of(points), rule, State.OK) == verdict


@pytest.mark.parametrize("previous", list(State))
def test_the_undocumented_case_is_a_setting(previous: State) -> None:
    """Where AWS documents nothing the state stays, or is what the setting says."""
    points = points_of("- - - - X")
    kept = state_after(points, Rule(3, 3, MissingData.MISSING), previous)
    assert kept.state is previous
    rule = Rule(3, 3, MissingData.MISSING, few_breaching=State.INSUFFICIENT_DATA)
    told = state_after(points, rule, previous)
    assert told == Verdict(State.INSUFFICIENT_DATA, Why.UNDOCUMENTED, (4,))


_RANGES = st.lists(st.sampled_from([True, False, None]), min_size=3, max_size=8)
_STATES = st.sampled_from(list(State))


@given(_RANGES, st.integers(1, 3), _STATES)
def test_more_breaching_never_leaves_alarm(
    points: list[bool | None], m: int, previous: State
) -> None:
    """Under `breaching`, turning any point into a breaching one keeps an ALARM."""
    rule = Rule(3, m, MissingData.BREACHING)
    if state_after(points, rule, previous).state is not State.ALARM:
        return
    for index, point in enumerate(points):
        if point is False:
            worse = [*points[:index], True, *points[index + 1 :]]
            assert state_after(worse, rule, previous).state is State.ALARM


@given(_RANGES, st.integers(1, 3), _STATES)
def test_a_full_window_ignores_the_treatment(
    points: list[bool | None], m: int, previous: State
) -> None:
    """With N real points, what missing ones count as and the state before do not matter."""
    if sum(point is not None for point in points) < 3:
        return
    verdicts = {
        state_after(points, Rule(3, m, treatment), before)
        for treatment in MissingData
        for before in (previous, State.OK, State.ALARM)
    }
    assert len(verdicts) == 1


@given(_RANGES, st.integers(1, 3), st.sampled_from(list(MissingData)), _STATES)
def test_alarm_needs_a_reason(
    points: list[bool | None], m: int, treatment: MissingData, previous: State
) -> None:
    """Nothing breaching and nothing filled in never goes into ALARM from another state."""
    verdict = state_after(points, Rule(3, m, treatment), previous)
    if verdict.state is State.ALARM and previous is not State.ALARM:
        assert True in points or treatment is MissingData.BREACHING
