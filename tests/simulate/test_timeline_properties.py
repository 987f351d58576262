"""What holds of alarms on a threshold, whatever the samples."""

from typing import Any

from hypothesis import given as for_any
from hypothesis import strategies as st

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.metric import MissingData
from eventflow_monitoring.model.trigger import Trigger
from eventflow_monitoring.simulate.alarm_state import Rule, state_after
from eventflow_monitoring.simulate.given import GivenSeries
from tests.simulate.models import (
    threshold,
)
from tests.simulate.running import timeline

_SAMPLES = st.lists(st.sampled_from([0.0, 200.0, None]), min_size=1, max_size=15)
_TRIGGERS = st.builds(
    lambda n, m, period, missing: threshold(
        evaluation_periods=n, datapoints_to_alarm=min(n, m), period=period, missing_data=missing
    ),
    st.integers(1, 3),
    st.integers(1, 3),
    st.sampled_from([60, 120, 300]),
    st.sampled_from([one.value for one in MissingData]),
)


@for_any(_TRIGGERS, _SAMPLES, st.integers(1, 10))
def test_shifted_data_shift_the_transitions(
    trigger: Trigger, samples: list[float | None], minutes_later: int
) -> None:
    """The same samples later make the same changes later."""
    quiet: list[float | None] = [0.0]
    early = timeline(trigger, {"Latency": GivenSeries(quiet + samples)})
    late = timeline(trigger, {"Latency": GivenSeries(quiet * (1 + minutes_later) + samples)})
    assert late.transitions[0] == early.transitions[0] == (0, State.OK)
    moved = [(time + minutes_later * 60, state) for time, state in early.transitions[1:]]
    assert list(late.transitions[1:]) == moved


@for_any(_TRIGGERS, _SAMPLES)
def test_the_same_by_brute_force(trigger: Any, samples: list[float | None]) -> None:
    """A run is what one gets by cutting the samples anew for every minute."""
    evaluation = trigger.evaluation
    length = evaluation.period // 60
    before = [samples[0]] * (10 * length)
    state = State.INSUFFICIENT_DATA
    rule = Rule(
        evaluation.evaluation_periods, evaluation.datapoints_to_alarm, evaluation.missing_data
    )
    expected = []
    for minute in range(len(samples) + 1):
        seen = before + samples[:minute]
        points: list[bool | None] = []
        for back in range(evaluation.evaluation_periods + 2, 0, -1):
            end = len(seen) - (back - 1) * length
            real = [one for one in seen[end - length : end] if one is not None]
            points.append(max(real) > 100 if real else None)
        state = state_after(points, rule, state).state
        expected.append(state)
    run = timeline(trigger, {"Latency": GivenSeries(samples)})
    assert [one.state for one in run.evaluations] == expected
