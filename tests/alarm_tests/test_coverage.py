"""An alarm is covered where some test fails if it never fires, and some if it always does."""

import pytest

from eventflow_monitoring.alarm_tests.coverage import (
    coverage_of,
    not_simulated,
    percent_text,
    percentage,
)
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.report.alarm_coverage import render_coverage
from tests.alarm_tests.running import monitorings, result_of


def covered(given: str, *expectations: str) -> tuple[bool, bool]:
    """Return whether tests hold `LagHigh` to firing, and to staying quiet."""
    texts = [
        f"Tests:\n  - Name: a\n    Given: {{Lag: {given}}}\n    Expect: {{LagHigh: {expect}}}\n"
        for expect in expectations
    ]
    coverage = coverage_of([result_of(text) for text in texts], monitorings())
    (one,) = (one for one in coverage.alarms if one.alarm.name == "LagHigh")
    return one.fires, one.stays_quiet


FIRES, QUIET = (True, False), (False, True)


@pytest.mark.parametrize(
    ("expect", "both"),
    [
        ("{State: {9m: ALARM}}", FIRES),
        ("{State: {0: OK}}", QUIET),
        ("{State: {0: OK, 9m: ALARM}}", (True, True)),
        ("{Transitions: [OK, ALARM at 8m]}", (True, True)),
        ("{Never: INSUFFICIENT_DATA}", (False, False)),
        ("{Notifies: [team]}", FIRES),
        ("{Notifies: {OK: []}}", (False, False)),
    ],
)
def test_what_an_expectation_asserts(expect: str, both: tuple[bool, bool]) -> None:
    """The lag is too high from minute 5 on."""
    assert covered("50x4 101x4", expect) == both


@pytest.mark.parametrize("expect", ["{Never: ALARM}", "{Notifies: []}", "{Transitions: [OK]}"])
def test_silence_is_asserted(expect: str) -> None:
    """Each fails for an alarm that always fires."""
    assert covered("50x9", expect) == QUIET


def test_two_tests_cover_together() -> None:
    """One for each side."""
    assert covered("50x4 101x4", "{State: {0: OK}}", "{State: {9m: ALARM}}") == (True, True)


def test_test_that_fails_covers_nothing() -> None:
    """It asserts what is not so, which is told."""
    assert covered("50x9", "{State: {0: OK, 9m: ALARM}}") == (False, False)
    text = (
        "Tests:\n  - Name: a\n    Given: {Lag: 50x9}\n    Expect: {LagHigh: {State: {9m: ALARM}}}\n"
    )
    coverage = coverage_of([result_of(text)], monitorings())
    assert [one.alarm.name for one in coverage.alarms if one.fails] == ["LagHigh"]
    shown = render_coverage(coverage)
    assert "LagHigh: a test of it fails, and none that passes asserts ALARM or not ALARM" in shown
    assert "Overload: no test asserts ALARM or not ALARM" in shown


def test_alarms_that_no_test_can_be_about_are_apart() -> None:
    """They are in no tier's count, and are listed with the reason."""
    coverage = coverage_of([], monitorings())
    assert "Odd" not in [one.alarm.name for one in coverage.alarms]
    assert [alarm.name for alarm, _ in not_simulated(monitorings())] == ["Odd"]
    assert [one.alarm.name for one in coverage.of(Tier.CRITICAL)] == ["Overload"]
    assert percentage(coverage.of(Tier.CRITICAL)) == 0
    assert percentage(coverage.of(Tier.LOW)) == 100


@pytest.mark.parametrize(
    ("share", "text"),
    [(100.0, "100 %"), (99.99, "99.9 %"), (100 * 2 / 3, "66.6 %"), (0.0, "0 %"), (55.0, "55 %"),
     (100 * 0.29, "29 %")],
)  # fmt: skip
def test_share_is_never_rounded_up(share: float, text: str) -> None:
    """What is shown as 100 % is all."""
    assert percent_text(share) == text
