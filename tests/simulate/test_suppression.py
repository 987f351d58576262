"""When an alarm with a suppressor runs its actions: the cases of AWS's documentation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.simulate.result import Evaluated, HeldBackBy, Timeline, Why
from eventflow_monitoring.simulate.settings import AtExpiry
from eventflow_monitoring.simulate.suppression import Action, Periods, suppressed_actions

OK, ALARM = State.OK, State.ALARM
_DURATION = 3_600
_PERIODS = Periods(wait=120, extension=180)


def timeline(*changes: tuple[int, State], initial: State = OK) -> Timeline:
    """Return a timeline that changes at some times."""
    return Timeline("x", initial, tuple(Evaluated(time, one, Why.GIVEN) for time, one in changes))


def actions(
    alarm: Timeline,
    suppressor: Timeline | None,
    first: AtExpiry = AtExpiry.CHANGE,
    periods: Periods = _PERIODS,
) -> list[tuple[int, str] | tuple[int, str, HeldBackBy]]:
    """Return when the actions of which state run, or what kept them back."""
    found = suppressed_actions(alarm, suppressor, periods, _DURATION, first)
    return [_shown(one) for one in found]


def _shown(action: Action) -> tuple[int, str] | tuple[int, str, HeldBackBy]:
    shown = action.time, action.change.state.value
    return shown if action.held_back is None else (*shown, action.held_back)


def test_case_1_the_wait_is_over() -> None:
    """With a suppressor that stays OK, actions run when the wait is over."""
    assert actions(timeline((60, ALARM)), timeline()) == [(180, "ALARM")]
    assert actions(timeline((60, ALARM)), None) == [(180, "ALARM")]


def test_case_2_the_suppressor_goes_off_within_the_wait() -> None:
    """The wait is discarded and the alarm suppressed for as long as the suppressor is in ALARM."""
    suppressor = timeline((120, ALARM))
    assert actions(timeline((60, ALARM)), suppressor) == [(60, "ALARM", HeldBackBy.SUPPRESSOR)]


def test_case_3_the_alarm_changes_again_within_the_wait() -> None:
    """A new wait begins, at whose end the actions of the new state run."""
    assert actions(timeline((60, ALARM), (120, OK)), timeline()) == [
        (60, "ALARM", HeldBackBy.CHANGED_AGAIN),
        (240, "OK"),
    ]


def test_case_4_the_suppressor_is_in_alarm_already() -> None:
    """The alarm is suppressed at once."""
    suppressor = timeline(initial=ALARM)
    assert actions(timeline((60, ALARM), (600, OK)), suppressor) == [
        (60, "ALARM", HeldBackBy.SUPPRESSOR),
        (600, "OK", HeldBackBy.SUPPRESSOR),
    ]


def test_case_5_the_suppressor_leaves_alarm() -> None:
    """When the extension is over, the actions of the state run that the alarm is in."""
    suppressor = timeline((0, ALARM), (600, OK))
    assert actions(timeline((60, ALARM)), suppressor) == [(780, "ALARM")]
    assert actions(timeline((60, ALARM), (300, OK)), suppressor) == [
        (60, "ALARM", HeldBackBy.SUPPRESSOR),
        (780, "OK"),
    ]


def test_case_6_the_alarm_changes_within_the_extension() -> None:
    """The extension is discarded and a new wait begins."""
    suppressor = timeline((0, ALARM), (600, OK))
    assert actions(timeline((60, ALARM), (660, OK)), suppressor) == [
        (60, "ALARM", HeldBackBy.CHANGED_AGAIN),
        (780, "OK"),
    ]
    assert actions(timeline((60, ALARM), (720, OK)), suppressor)[-1] == (840, "OK")


def test_the_suppressor_comes_back_within_the_extension() -> None:
    """The alarm is suppressed again, and the extension begins anew."""
    suppressor = timeline((0, ALARM), (600, OK), (700, ALARM), (900, OK))
    assert actions(timeline((60, ALARM)), suppressor) == [(1_080, "ALARM")]


def test_actions_that_ran_do_not_run_again() -> None:
    """A suppressor that comes and goes after the wait changes nothing."""
    suppressor = timeline((600, ALARM), (900, OK))
    assert actions(timeline((60, ALARM)), suppressor) == [(180, "ALARM")]


@pytest.mark.parametrize(
    ("first", "told"),
    [
        (AtExpiry.CHANGE, [(60, "ALARM", HeldBackBy.SUPPRESSOR)]),
        (AtExpiry.EXPIRY, [(180, "ALARM")]),
    ],
)
def test_the_last_moment_is_a_setting(first: AtExpiry, told: list[tuple[int, str]]) -> None:
    """A suppressor that goes off just as the wait is over is in time, or is not."""
    assert actions(timeline((60, ALARM)), timeline((180, ALARM)), first) == told


def test_the_run_ends_within_a_wait() -> None:
    """What waits at the end of a run is told apart."""
    alarm = timeline((_DURATION - 60, ALARM))
    assert actions(alarm, timeline()) == [(_DURATION - 60, "ALARM", HeldBackBy.RUN_ENDED)]
    at_the_end = timeline((_DURATION - 120, ALARM))
    assert actions(at_the_end, timeline()) == [(_DURATION, "ALARM")]


def test_without_periods() -> None:
    """Periods of no length are over at once."""
    periods = Periods(0, 0)
    assert actions(timeline((60, ALARM)), timeline(), periods=periods) == [(60, "ALARM")]
    suppressor = timeline((60, ALARM), (600, OK))
    assert actions(timeline((60, ALARM)), suppressor, periods=periods) == [(600, "ALARM")]


_CHANGES = st.lists(st.integers(0, 50), unique=True, max_size=8).map(
    lambda times: timeline(
        *((60 * time, ALARM if index % 2 == 0 else OK) for index, time in enumerate(sorted(times)))
    )
)


@given(_CHANGES, _CHANGES, st.sampled_from(list(AtExpiry)))
def test_every_change_comes_to_something(
    alarm: Timeline, suppressor: Timeline, first: AtExpiry
) -> None:
    """Each change is told or held back once, none before it happens, none while suppressed."""
    found = list(suppressed_actions(alarm, suppressor, _PERIODS, _DURATION, first))
    assert sorted(one.change.time for one in found) == [one.time for one in alarm.changes]
    for one in found:
        if one.held_back is None:
            assert one.time >= one.change.time + 120
            assert alarm.state_at(one.time - 1) is one.change.state
            assert suppressor.state_at(one.time - 1) is not ALARM
