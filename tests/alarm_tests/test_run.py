"""What comes of tests, calculated by hand."""

import pytest

from eventflow_monitoring.alarm_tests.suite import Suite, run_suite
from eventflow_monitoring.simulate.settings import Settings
from tests.alarm_tests.running import ALARMS, failures, read, result_of, told


def one(given: str, expect: str, more: str = "") -> str:
    """Return a file with one test."""
    rest = "".join(f"    {line}\n" for line in more.splitlines())
    return f"Tests:\n  - Name: a\n    Given: {given}\n    Expect: {expect}\n{rest}"


def test_transitions_are_exact() -> None:
    """Minutes 5 to 7 breach: at 8m three do; at 10m minute 9 does not."""
    lag = "{Lag: 50x4 101x3 50x2}"
    assert failures(one(lag, "{LagHigh: {Transitions: [OK, ALARM at 8m, OK at 10m]}}")) == []
    assert failures(one(lag, "{LagHigh: {Transitions: [OK, ALARM at 8m, OK at 11m]}}")) == [
        "LagHigh: [OK, ALARM at 8m, OK at 11m]; [OK, ALARM at 8m, OK at 10m]"
    ]
    assert failures(one(lag, "{LagHigh: {Transitions: [OK, ALARM at 8m]}}")) == [
        "LagHigh: [OK, ALARM at 8m]; [OK, ALARM at 8m, OK at 10m]"
    ]
    assert failures(one(lag, "{LagHigh: {Transitions: [OK]}}")) != []
    assert failures(one(lag, "{LagHigh: {Transitions: [ALARM, OK at 10m]}}")) != []


@pytest.mark.parametrize(("within", "fails"), [("1 minute", True), ("2 minutes", False)])
def test_tolerance_holds_for_every_transition(within: str, *, fails: bool) -> None:
    """Two minutes early is within two minutes, not within one."""
    steps = f"{{LagHigh: {{Transitions: [OK, ALARM at 6m, OK at 11m], Within: {within}}}}}"
    assert bool(failures(one("{Lag: 50x4 101x3 50x2}", steps))) is fails


def test_states_are_those_after_the_evaluation_at_the_time() -> None:
    """Seconds between two evaluations have the state of the earlier."""
    states = "{LagHigh: {State: {0: OK, 7m59s: OK, 8m: ALARM, 9m59s: ALARM, 10m: OK, 12m: OK}}}"
    assert failures(one("{Lag: 50x4 101x3 50x2}", states)) == []
    assert failures(one("{Lag: 50x4 101x3 50x2}", "{LagHigh: {State: {10m: ALARM, 7m: OK}}}")) == [
        "LagHigh: ALARM at 10m; OK at 10m"
    ]


def test_run_covers_all_of_the_data() -> None:
    """An alarm long after the last time that is named breaks `Never` and `Transitions`."""
    lag = "{Lag: 50x99 101x3}"
    assert failures(one(lag, "{LagHigh: {State: {1m: OK}}}")) == []
    assert failures(one(lag, "{LagHigh: {Never: ALARM}}")) == [
        "LagHigh: never ALARM; ALARM at 1h43m"
    ]
    assert failures(one(lag, "{LagHigh: {Transitions: [OK]}}")) != []


def test_missing_data_counts_as_the_alarm_says() -> None:
    """Without data `ignore` keeps ALARM, `missing` (of Memory) is INSUFFICIENT_DATA in the end.

    Memory breaches in minute 5 last; its range is 2 periods and 2 more, all missing at 10m.
    """
    expect = (
        "{LagHigh: {State: {20m: ALARM}, Never: INSUFFICIENT_DATA}, "
        "MemoryHigh: {Transitions: [ALARM, INSUFFICIENT_DATA at 10m]}}"
    )
    assert failures(one("{Lag: 101x5 _x14, Memory: 95x5 _x14}", expect)) == []


def test_settings_of_a_file_are_those_of_its_tests() -> None:
    """With one more period looked back over, the data are gone a minute later."""
    text = one(
        "{Memory: 95x5 _x14}",
        "{MemoryHigh: {Transitions: [ALARM, INSUFFICIENT_DATA at 11m]}}",
    )
    assert failures(text) != []
    assert failures(f"Settings: {{ExtraPoints: 3}}\n{text}") == []
    keys = "{FewBreaching: OK, MissingOperand: no data, DynamoDB: always ignore, AtExpiry: expiry}"
    settings = read(f"Settings: {keys}\n{text}").test.settings
    assert settings.dynamodb.value == "always ignore"
    assert settings.extra_points == Settings().extra_points


def test_history_is_the_first_value_or_missing() -> None:
    """A metric that did not exist has three data points after three minutes."""
    always = "{LagHigh: {Transitions: [ALARM]}}"
    new = "{LagHigh: {Transitions: [INSUFFICIENT_DATA, ALARM at 3m]}}"
    assert failures(one("{Lag: 101x9}", always)) == []
    assert failures(one("{Lag: 101x9}", new, "History: missing")) == []
    assert failures(one("{Lag: {Series: 101x9, History: missing}}", new)) == []
    first = "{Lag: {Series: 101x9, History: first value}}"
    assert failures(one(first, always, "History: missing")) == []


def test_initial_state_is_that_before_the_first_evaluation() -> None:
    """An alarm that was in ALARM recovers at the beginning, and tells so; a new one recovers not."""
    recovers = "{LagHigh: {Transitions: [OK], Notifies: {OK: [team], ALARM: []}}}"
    assert failures(one("{Lag: 50x9}", recovers, "InitialState: ALARM")) == []
    assert failures(one("{Lag: 50x9}", recovers)) == ["LagHigh: team told of OK; nobody told"]
    assert failures(one("{Lag: 50x9}", "{LagHigh: {Notifies: {OK: []}}}")) == []
    kept = "{LagHigh: {Transitions: [ALARM], Notifies: []}}"
    assert failures(one("{Lag: _x9}", kept, "InitialState: ALARM")) == []


def test_channels_are_exactly_those_that_are_told() -> None:
    """Of recoveries as well; a new alarm that fires at once tells of it."""
    lag = "{Lag: 50x4 101x3 50x2}"
    both = "{LagHigh: {Notifies: {ALARM: [team], OK: [team], INSUFFICIENT_DATA: []}}}"
    assert failures(one(lag, both)) == []
    assert failures(one(lag, "{LagHigh: {Notifies: [team, on-call]}}")) == [
        "LagHigh: on-call, team told of ALARM; team told"
    ]
    assert failures(one(lag, "{LagHigh: {Notifies: []}}")) == [
        "LagHigh: nobody told of ALARM; team told"
    ]
    assert failures(one("{Lag: 101x9}", "{LagHigh: {Notifies: [team]}}")) == []


ERRORS = "{Errors: 0x4 10x24, Requests: 100x29}"
"""From minute 9 on five minutes hold 25 of 500 or more: at 8m they are 30 of 500, 6 %."""


def test_suppressor_holds_messages_back() -> None:
    """The alarm fires all the same, and the reason is told."""
    fires = "{Failing: {State: {7m: OK, 8m: ALARM, 30m: ALARM}, Notifies: [team]}}"
    assert failures(one(ERRORS, fires)) == []
    held = one(ERRORS, fires, "GivenStates: {MemoryHigh: [ALARM]}")
    assert failures(held) == [
        "Failing: team told of ALARM; nobody told: the suppressor was in ALARM"
    ]
    memory = ERRORS.replace("}", ", Memory: 95x29}")
    assert failures(one(memory, "{Failing: {Notifies: []}}")) == []


def test_alarm_whose_suppressor_is_partly_unknown_is_run() -> None:
    """A suppressor that a test says nothing of is taken to be in OK."""
    assert failures(one(ERRORS, "{Failing: {Notifies: [team]}}")) == []


MUTED = f"""{ALARMS}Mutes:
  sunday: {{Alarms: [LagHigh], Schedule: cron(0 3 * * SUN), Duration: 2 hours}}
"""


@pytest.mark.parametrize(
    ("start", "told_of"),
    [("2026-01-04T03:00Z", "[]"), ("2026-01-04T04:55+01:00", "[]"), ("2026-01-05T03:00Z", "[team]")],
)  # fmt: skip
def test_mute_holds_messages_back(start: str, told_of: str) -> None:
    """4 January 2026 was a Sunday; on the Monday after it nothing is muted."""
    expect = f"{{LagHigh: {{State: {{8m: ALARM}}, Notifies: {told_of}}}}}"
    assert failures(one("{Lag: 50x4 101x3 50x2}", expect, f"Start: {start}"), MUTED) == []


def test_message_of_a_muted_alarm_is_sent_when_the_mute_ends() -> None:
    """If it is still in that state: it fires at 4:59, and the mute ends at 5:00."""
    expect = "{LagHigh: {State: {4m: ALARM}, Notifies: [team]}}"
    text = one("{Lag: 50x0 101x29}", expect, "Start: 2026-01-04T04:55Z")
    (message,) = [
        message
        for message in result_of(text, MUTED).simulation.notifications
        if message.sent and message.state.value == "ALARM"
    ]
    assert (message.time, message.changed) == (300, 240)
    assert failures(text, MUTED) == []


def test_composite_asks_its_children() -> None:
    """One of which nothing is given is in OK; with both, the later decides.

    Memory breaches from minute 6 on, two minutes of it are seen at 8m.
    """
    assert failures(one("{Lag: 101x9}", "{Overload: {Never: ALARM, Notifies: []}}")) == []
    both = "{Overload: {Transitions: [OK, ALARM at 8m], Notifies: [on-call]}}"
    assert failures(one("{Lag: 101x9, Memory: 80x5 95x3}", both)) == []
    told_one = "{Overload: {Transitions: [OK, ALARM at 5m, OK at 7m]}}"
    more = "GivenStates: {MemoryHigh: [OK, ALARM at 5m, OK at 7m]}"
    assert failures(one("{Lag: 101x9}", told_one, more)) == []


def test_composite_over_what_cannot_be_simulated_needs_its_states() -> None:
    """An anomaly band is never guessed; its states may be told."""
    alarms = ALARMS + (
        "  Strange: {Kind: Composite, Tier: high, Rule: ALARM(Odd) OR ALARM(LagHigh), Actions: [alerts]}\n"
    )
    expect = "{Strange: {Transitions: [OK, ALARM at 2m]}}"
    more = "GivenStates: {Odd: [OK, ALARM at 2m]}"
    assert failures(one("{Lag: 50x9}", expect, more), alarms) == []
    done = read(one("{Lag: 50x9}", expect), alarms)
    ran = run_suite(Suite(done.read.tests, (), (), {}))
    assert [problem.rule for problem in ran.problems] == ["not-simulated"]
    assert "a band that AWS learns" in ran.problems[0].message
    assert ran.results == ()
    assert not ran.passed


def test_message_that_nobody_is_sure_of_cannot_be_expected() -> None:
    """Its suppressor watches a band; the states of the alarm itself are known."""
    alarms = ALARMS.replace("ActionsSuppressor: MemoryHigh", "ActionsSuppressor: Odd")
    done = read(one(ERRORS, "{Failing: {State: {8m: ALARM}, Notifies: [team]}}"), alarms)
    (problem,) = run_suite(Suite(done.read.tests, (), (), {})).problems
    assert problem.rule == "not-simulated"
    assert "whether `Failing` tells of ALARM is not known: " in problem.message
    assert failures(one(ERRORS, "{Failing: {State: {8m: ALARM}}}"), alarms) == []
    quiet = one(ERRORS, "{Failing: {Notifies: [team]}}", "GivenStates: {Odd: [OK]}")
    assert failures(quiet, alarms) == []


def test_metric_with_dimensions_is_another_one() -> None:
    """The alarm of one group does not see the lag of all, nor the other way round."""
    lag = "{Lag: [50x9, {Series: 101x9, Dimensions: {group: billing}}]}"
    assert (
        failures(one(lag, "{LagOfBilling: {Transitions: [ALARM]}, LagHigh: {Never: ALARM}}")) == []
    )
    done = read(one("{Lag: 50x9}", "{LagOfBilling: {Never: ALARM}}"))
    assert told(done) == [
        (
            "4:14 'LagOfBilling' not-given: `LagOfBilling` reads `Lag{group=billing}`, "
            "which is not given"
        )
    ]
    other = "{Lag: {Series: 50x9, Dimensions: {group: orders}}}"
    assert told(read(one(other, "{LagOfBilling: {Never: ALARM}}"))) != []


def test_interval_may_be_shorter_than_a_period() -> None:
    """Six values are a minute; a minute of 80, 80, 80, 95, 110, 110 is 92.5 on average."""
    memory = "{Memory: 80x5 80x2 95 110x15}"
    fires = "{MemoryHigh: {Transitions: [OK, ALARM at 3m]}}"
    assert failures(one(memory, fires, "Interval: 10 seconds")) == []


def test_interval_that_is_no_part_of_a_period_is_refused() -> None:
    """Seven seconds are none of a minute, five minutes are more than it."""
    for interval in ("7 seconds", "5 minutes"):
        done = read(one("{Lag: 0x9}", "{LagHigh: {Never: ALARM}}", f"Interval: {interval}"))
        ran = run_suite(Suite(done.read.tests, (), (), {}))
        assert [problem.rule for problem in ran.problems] == ["not-simulated"]
        assert "whole number of samples" in ran.problems[0].message


FEW = """\
Alarms:
  Rare:
    Tier: high
    Condition: p90(Latency) > 200 ms for 2 minutes
    EvaluateLowSampleCountPercentile: ignore
    Actions: [alerts]
"""


@pytest.mark.parametrize(("count", "states"), [(49, "[OK]"), (50, "[OK, ALARM at 4m]")])
def test_few_samples_of_a_percentile_change_nothing(count: int, states: str) -> None:
    """A p90 takes 10 / (1 - 0.9) = 100 samples: those of two minutes."""
    latency = f"{{Latency: {{Series: 100x1 300x4, SampleCount: {count}}}}}"
    expect = f"{{Rare: {{Transitions: {states}}}}}"
    initial = "InitialState: OK"
    assert failures(one(latency, expect, initial), FEW) == []


def test_samples_may_be_statistics() -> None:
    """Where they are the one that the alarm compares, period by period."""
    expect = "{SlowRequests: {Transitions: [OK, ALARM at 7m]}}"
    assert failures(one("{Latency: {Series: 100x4 300x4, Statistic: p90}}", expect)) == []
    done = read(one("{Latency: {Series: 100x4 300x4, Statistic: p95}}", expect))
    assert [one.rule for one in run_suite(Suite(done.read.tests, (), (), {})).problems] == [
        "not-simulated"
    ]


def test_names_of_alarms_may_be_patterns() -> None:
    """One expectation stands for all that match."""
    result = result_of(one("{Lag: 50x9, Memory: 95x9}", "{'*High': {Never: [OK, ALARM]}}"))
    assert [(fail.alarm.name, fail.actual) for fail in result.failures] == [
        ("LagHigh", "OK at 0m"),
        ("MemoryHigh", "ALARM at 0m"),
    ]


def test_what_fails_is_told_with_its_place() -> None:
    """The key that was broken, of each alarm."""
    text = one("{Lag: 101x9}", "{LagHigh: {State: {1m: OK}, Never: ALARM, Notifies: []}}")
    (state, never, notifies) = result_of(text).failures
    pointer = ("Tests", 0, "Expect", "LagHigh")
    assert [fail.origin.pointer for fail in (state, never, notifies)] == [
        (*pointer, "State"),
        (*pointer, "Never"),
        (*pointer, "Notifies"),
    ]
    assert (state.at, never.at) == (60, 0)
