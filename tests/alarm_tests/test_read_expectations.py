"""Everything that can be wrong with what a test expects is told where it stands."""

import pytest

from tests.alarm_tests.running import read, told

GOOD = """
Tests:
  - Name: a
    Given: {Lag: 0x9}
    Expect: {LagHigh: {Never: ALARM}}
"""

EXPECT = {
    "{}": ["5:13 '{}' no-expectation: nothing is expected"],
    "{LagHigh: {}}": ["5:14 'LagHigh' no-expectation: nothing is expected of `LagHigh`"],
    "{LagHigh: {Within: 1 minute}}": [
        "5:14 'LagHigh' no-expectation: nothing is expected of `LagHigh`"
    ],
    "{LagHigh: {State: {}, Never: [], Notifies: {}}}": [
        "5:14 'LagHigh' no-expectation: nothing is expected of `LagHigh`"
    ],
    "{LagHihg: {Never: ALARM}}": [
        "5:14 'LagHihg' unknown-alarm: no alarm is called `LagHihg` in production"
    ],
    "{Lg*: {Never: ALARM}}": ["5:14 'Lg*' unknown-alarm: `Lg*` matches no alarm in production"],
    "{LagHigh: {Never: ALRM}}": ["5:31 'ALRM' bad-value: `Never` cannot be `ALRM`"],
    "{LagHigh: {Never: [OK, ALRM]}}": ["5:36 'ALRM' bad-value: `Never` cannot be `ALRM`"],
    "{LagHigh: {State: {5m: OK, 11m: OK}}}": [
        "5:40 '11m' after-the-end: `11m` is after the end of the test, 10m"
    ],
    "{LagHigh: {State: {soon: OK}}}": ["5:32 'soon' bad-duration: `soon` is no time in a test"],
    "{LagHigh: {State: {5m: OK, 300 seconds: ALARM}}}": [
        "5:40 '300 seconds' duplicate-key: 5m has two states"
    ],
    "{LagHigh: {State: ALARM}}": ["5:31 'ALARM' bad-value: `State` takes keys and values"],
    "{LagHigh: {Transitions: []}}": ["5:37 '[]' bad-transition: there are no states in the list"],
    "{LagHigh: {Transitions: [OK at 1m]}}": [
        ("5:38 'OK at 1m' bad-transition: the first is the state that it begins in, without a time")
    ],
    "{LagHigh: {Transitions: [OK, ALARM]}}": [
        "5:42 'ALARM' bad-transition: `ALARM` does not say when"
    ],
    "{LagHigh: {Transitions: [OK, OK at 2m]}}": [
        "5:42 'OK at 2m' bad-transition: it is in OK already"
    ],
    "{LagHigh: {Transitions: [OK, ALARM at 5m, OK at 5m]}}": [
        "5:55 'OK at 5m' bad-transition: 5m is not after 5m"
    ],
    "{LagHigh: {Transitions: [OK, alarm at 5m]}}": [
        "5:42 'alarm at 5m' bad-transition: `alarm at 5m` is no transition"
    ],
    "{LagHigh: {Transitions: [OK, ALARM at 0m]}}": [
        (
            "5:42 'ALARM at 0m' bad-transition: nothing changes at the beginning: "
            "the first state is that of the first evaluation"
        )
    ],
    "{LagHigh: {Transitions: [OK, ALARM at 99m]}}": [
        "5:42 'ALARM at 99m' after-the-end: `99m` is after the end of the test, 10m"
    ],
    "{LagHigh: {Transitions: [up, OK at 5m, OK at 7m]}}": [
        "5:38 'up' bad-transition: `up` is no transition",
        "5:52 'OK at 7m' bad-transition: it is in OK already",
    ],
    "{LagHigh: {Notifies: [tem]}}": ["5:35 'tem' unknown-channel: no channel is called `tem`"],
    "{LagHigh: {Notifies: {OK: [team, on-cal]}}}": [
        "5:46 'on-cal' unknown-channel: no channel is called `on-cal`"
    ],
    "{LagHigh: {Notifies: {Ok: [team]}}}": ["5:35 'Ok' unknown-key: no key is called `Ok` here"],
    "{LagHigh: {Notifies: team}}": ["5:34 'team' bad-value: `ALARM` takes a list"],
    "{LagHigh: {Notifies: [[team]]}}": ["5:35 '[team]' bad-value: each of `ALARM` takes one value"],
    "{LagHigh: {Nver: ALARM}}": ["5:24 'Nver' unknown-key: no key is called `Nver` here"],
    "{LagHigh: ALARM}": ["5:23 'ALARM' bad-value: `LagHigh` takes keys and values"],
    "{Odd: {Never: ALARM}}": [
        (
            "5:14 'Odd' not-simulated: `Odd` is not simulated: "
            "it watches a band that AWS learns from weeks of data"
        )
    ],
}


@pytest.mark.parametrize("expect", EXPECT)
def test_what_is_wrong_with_an_expectation_is_told(expect: str) -> None:
    """Each mistake with its place, and no other."""
    done = read(GOOD.replace("{LagHigh: {Never: ALARM}}", expect))
    assert told(done) == EXPECT[expect]


STATES = {
    "{Overlod: [OK]}": ["6:19 'Overlod' unknown-alarm: no alarm is called `Overlod` in production"],
    "{Overload: []}": ["6:29 '[]' bad-transition: there are no states in the list"],
    "{Overload: [OK, ALARM]}": ["6:34 'ALARM' bad-transition: `ALARM` does not say when"],
    "{LagHigh: [OK]}": [
        (
            "5:14 'LagHigh' told-alarm: "
            "`LagHigh` is told what it does, so nothing can be expected of it"
        )
    ],
}


@pytest.mark.parametrize("states", STATES)
def test_what_is_wrong_with_told_states_is_told(states: str) -> None:
    """They are written as transitions are, and nothing is expected of such an alarm."""
    assert told(read(f"{GOOD}    GivenStates: {states}\n")) == STATES[states]
