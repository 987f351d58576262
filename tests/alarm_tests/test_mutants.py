"""The ways in which an alarm is changed, and whether a test notices."""

from eventflow_monitoring.alarm_tests.alarm_test import AlarmTest, Survivor
from eventflow_monitoring.alarm_tests.mutants import mutants_of
from eventflow_monitoring.alarm_tests.mutation import (
    Fate,
    MutationReport,
    mutation_report,
    needless_survivors,
)
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.trigger import ThresholdTrigger
from eventflow_monitoring.position import Origin
from tests.alarm_tests.running import ALARMS, monitorings, read

MORE = (
    ALARMS
    + """\
  Some:
    Tier: high
    Metric: Fast
    Threshold: 0 events
    ComparisonOperator: "<="
    Period: 30 seconds
    EvaluationPeriods: 5
    DatapointsToAlarm: 3
    TreatMissingData: breaching
    Actions: [alerts]
Metrics:
  Fast: {Namespace: A, Unit: Count of events, Statistic: Sum, Period: 10 seconds}
"""
)


def alarm(name: str) -> Alarm:
    """Return one of the alarms."""
    return next(one for one in monitorings(MORE)[0].alarms if one.name == name)


def changes(name: str) -> list[str]:
    """Return the changes of the mutants of an alarm."""
    return [mutant.change for mutant in mutants_of(alarm(name))]


def test_everything_one_may_mistype_is_changed() -> None:
    """Comparison, threshold, N and M together, missing data, period, statistic."""
    assert changes("LagHigh") == [
        "ComparisonOperator GreaterThanThreshold -> LessThanThreshold",
        "ComparisonOperator GreaterThanThreshold -> GreaterThanOrEqualToThreshold",
        "Threshold 100 -> 50",
        "Threshold 100 -> 200",
        "Threshold 100 -> 90",
        "Threshold 100 -> 110",
        "EvaluationPeriods 3 -> 2",
        "EvaluationPeriods 3 -> 4",
        "DatapointsToAlarm 3 -> 2",
        "TreatMissingData ignore -> missing",
        "TreatMissingData ignore -> breaching",
        "TreatMissingData ignore -> notBreaching",
        "Period 1 minute -> 2 minutes",
        "Statistic Maximum -> Average",
        "Statistic Maximum -> Sum",
        "Statistic Maximum -> Minimum",
        "Statistic Maximum -> SampleCount",
    ]


def test_m_of_n_is_changed_apart() -> None:
    """A threshold of 0 has no half; 30 seconds have none that CloudWatch knows."""
    found = changes("Some")
    assert [one for one in found if one.split()[0] in ("Threshold", "Period")] == [
        "Threshold 0 -> -1",
        "Threshold 0 -> 1",
        "Period 30 seconds -> 1 minute",
    ]
    assert [
        one for one in found if one.split()[0] in ("EvaluationPeriods", "DatapointsToAlarm")
    ] == [
        "EvaluationPeriods 5 -> 4",
        "EvaluationPeriods 5 -> 6",
        "DatapointsToAlarm 3 -> 2",
        "DatapointsToAlarm 3 -> 4",
    ]


def test_a_mutant_differs_in_one_thing_and_no_two_are_the_same() -> None:
    """All are alarms on a threshold that CloudWatch takes."""
    for name in ("LagHigh", "Some", "SlowRequests", "Failing"):
        mutants = list(mutants_of(alarm(name)))
        assert len({mutant.change for mutant in mutants}) == len(mutants)
        for mutant in mutants:
            trigger = mutant.alarm.trigger
            assert mutant.alarm != mutant.original == alarm(name)
            assert isinstance(trigger, ThresholdTrigger)
            evaluation = trigger.evaluation
            assert 1 <= evaluation.datapoints_to_alarm <= evaluation.evaluation_periods
            assert evaluation.period in (10, 20, 30) or evaluation.period % 60 == 0


def test_statistic_of_metric_math_and_what_has_no_threshold_stay() -> None:
    """An expression has no statistic, a composite alarm no threshold."""
    assert not any(change.startswith("Statistic") for change in changes("Failing"))
    assert any(change == "Statistic p90 -> p50" for change in changes("SlowRequests"))
    assert changes("Overload") == []


TEST = """\
Tests:
  - Name: strict
    Given: {Lag: 100x4 101x2 100x2}
    Expect: {LagHigh: {Transitions: [OK, ALARM at 8m, OK at 9m]}}
"""


def report(text: str, *survivors: Survivor) -> tuple[MutationReport, list[str]]:
    """Try the mutants of the only test of a text."""
    told: list[str] = []
    done = mutation_report([read(text).test], survivors, lambda alarm: told.append(alarm.name))
    assert told == ["LagHigh"]
    return done, [problem.message for problem in needless_survivors(done, survivors)]


def alive(done: MutationReport) -> list[str]:
    """Return the changes that were not noticed."""
    return [trial.mutant.change for trial in done.trials if trial.fate is Fate.SURVIVED]


def test_survivors_are_what_no_test_notices() -> None:
    """One sample a minute has the same maximum, minimum, sum and average; no data are missing."""
    done, problems = report(TEST)
    assert problems == []
    assert alive(done) == [
        "TreatMissingData ignore -> missing",
        "TreatMissingData ignore -> breaching",
        "TreatMissingData ignore -> notBreaching",
        "Statistic Maximum -> Average",
        "Statistic Maximum -> Sum",
        "Statistic Maximum -> Minimum",
    ]
    assert (done.killed, len(done.trials)) == (11, 17)
    killed = next(one for one in done.trials if one.mutant.change == "Threshold 100 -> 90")
    assert isinstance(killed.noticed_by, AlarmTest)
    assert killed.noticed_by.name == "strict"


def test_mutant_that_cannot_be_simulated_is_neither() -> None:
    """What is given as a p90 has no other statistic; that counts against the score."""
    done = mutation_report(
        [
            read(
                """\
Tests:
  - Name: slow
    Given: {Latency: {Series: 100x4 300x4, Statistic: p90}}
    Expect: {SlowRequests: {Transitions: [OK, ALARM at 7m]}}
"""
            ).test
        ],
        [],
        lambda _: None,
    )
    lost = [one.mutant.change for one in done.trials if one.fate is Fate.NOT_SIMULATED]
    assert "Statistic p90 -> Maximum" in lost
    assert "Period 1 minute -> 2 minutes" in lost
    assert done.score == 100 * done.killed / len(done.trials)


def test_test_that_expects_little_notices_little() -> None:
    """Whatever fires in the end passes it."""
    weak, _ = report(
        TEST.replace("{Transitions: [OK, ALARM at 8m, OK at 9m]}", "{State: {8m: ALARM}}")
    )
    strict, _ = report(TEST)
    assert set(alive(weak)) > set(alive(strict))
    assert "Threshold 100 -> 90" in alive(weak)


def test_known_survivor_has_its_reason_and_one_that_is_noticed_is_told() -> None:
    """A list that says too much is a mistake: the gap is closed."""
    place = Origin("specs/a.test.yaml")
    known = Survivor("LagHigh", "Statistic Maximum -> Sum", "one sample", place)
    noticed = Survivor("LagHigh", "Threshold 100 -> 90", "who cares", place)
    nothing = Survivor("LagHigh", "Threshold 1 -> 2", "typo", place)
    done, problems = report(TEST, known, noticed, nothing)
    assert done.reasons == {("LagHigh", "Statistic Maximum -> Sum"): "one sample"}
    assert problems == [
        "no mutant `Threshold 100 -> 90` of `LagHigh` survives",
        "no mutant `Threshold 1 -> 2` of `LagHigh` survives",
    ]


def test_score_of_nothing_is_whole() -> None:
    """Without a tested alarm nothing is left unnoticed."""
    assert mutation_report([], [], lambda _: None).score == 100
