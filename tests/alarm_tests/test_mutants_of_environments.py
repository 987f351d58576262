"""Mutants of alarms that several environments have, and survivors of alarms that look alike."""

from dataclasses import replace
from textwrap import dedent

from eventflow_monitoring.alarm_tests.mutants import mutants_of
from eventflow_monitoring.alarm_tests.mutation import (
    Fate,
    MutationReport,
    mutation_report,
    needless_survivors,
)
from eventflow_monitoring.alarm_tests.read import read_tests
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.trigger import MinimumSamples, ThresholdTrigger
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.source.tree import Source
from eventflow_monitoring.source.yaml_reader import read_yaml
from tests.compiler.compiling import compile_texts

SPECS = """\
Environments:
  production: {Account: 111111111111, Region: us-east-1, LogRetention: 30 days}
  staging:
    Account: 222222222222
    Region: us-east-1
    LogRetention: 30 days
    Channels: {pager: {StandIn: team}}
Channels:
  pager: {Kind: Slack, Workspace: T0, Channel: C0}
  team: {Kind: Slack, Workspace: T0, Channel: C1}
Topics: {alerts: {Tier: high, Channels: [pager]}}
Metrics:
  Lag: {Namespace: A, Unit: Count of events, Statistic: Maximum, TreatMissingData: notBreaching}
Alarms:
  Lag-1: {Tier: high, Condition: Lag > 10 events, Actions: [{SNS Topic: alerts}]}
  Lag-2: {Tier: high, Condition: Lag > 10 events, Actions: [{SNS Topic: alerts}]}
"""

TESTS = """\
Tests:
  - Name: fires
    Given: {Lag: 0 11 0}
    Expect: {Lag-*: {Transitions: [OK, ALARM at 2m, OK at 3m], Notifies: [pager]}}
  - Name: does not fire at the threshold
    Environment: staging
    Given: {Lag: 0 10 0}
    Expect: {Lag-*: {Never: ALARM}}
"""


def _report(tests: str, staging_threshold: float = 10) -> tuple[MutationReport, list[Problem]]:
    production, staging = compile_texts({"specs.yaml": SPECS}).monitorings
    alarms = tuple(_moved(alarm, staging_threshold) for alarm in staging.alarms)
    tree, _ = read_yaml(Source("a.test.yaml", dedent(tests)))
    monitorings = [production, replace(staging, alarms=alarms)]
    read = read_tests([tree], monitorings, lambda path: None)
    assert read.problems == ()
    report = mutation_report(read.tests, read.survivors, lambda alarm: None)
    return report, list(needless_survivors(report, read.survivors))


def _moved(alarm: Alarm, threshold: float) -> Alarm:
    assert isinstance(alarm.trigger, ThresholdTrigger)
    return replace(alarm, trigger=replace(alarm.trigger, threshold=threshold))


def _fates(report: MutationReport, change: str) -> list[tuple[str, str, Fate]]:
    return [
        (trial.mutant.alarm.name, trial.environment, trial.fate)
        for trial in report.trials
        if trial.mutant.change.startswith(change)
    ]


def test_a_test_of_any_environment_notices_what_is_the_same_in_all() -> None:
    """An alarm that two environments share is mutated once, for the tests of both."""
    report, _ = _report(TESTS)
    change = "ComparisonOperator GreaterThanThreshold -> GreaterThanOrEqual"
    assert _fates(report, change) == [
        ("Lag-1", "production", Fate.KILLED),
        ("Lag-2", "production", Fate.KILLED),
    ]
    noticed = {one.noticed_by.name for one in report.trials if one.noticed_by is not None}
    assert noticed == {"fires", "does not fire at the threshold"}


def test_an_alarm_that_an_environment_changes_has_its_own_mutants() -> None:
    """Tests of production say nothing of a threshold that only staging has."""
    report, _ = _report(TESTS, staging_threshold=12)
    assert _fates(report, "Threshold 12 -> 24") == [
        ("Lag-1", "staging", Fate.SURVIVED),
        ("Lag-2", "staging", Fate.SURVIVED),
    ]
    assert _fates(report, "Threshold 10 -> 20") == [
        ("Lag-1", "production", Fate.KILLED),
        ("Lag-2", "production", Fate.KILLED),
    ]


def test_a_mutant_tells_whom_the_environment_of_the_test_tells() -> None:
    """Only what is watched changes, so a test about somebody else's channel stays what it was."""
    only_told = """\
    Tests:
      - Name: production
        Given: {Lag: 0 11 0}
        Expect: {Lag-1: {Notifies: [pager]}}
      - Name: staging
        Environment: staging
        Given: {Lag: 0 11 0}
        Expect: {Lag-1: {Notifies: [team]}}
    """
    report, _ = _report(only_told)
    assert _fates(report, "Threshold 10 -> 9") == [("Lag-1", "production", Fate.SURVIVED)]


def test_the_least_number_of_samples_is_mutated() -> None:
    """Half of it and twice of it, where there is one."""
    production, _ = compile_texts({"specs.yaml": SPECS}).monitorings
    plain = production.alarms[0]
    assert isinstance(plain.trigger, ThresholdTrigger)
    guarded = replace(
        plain, trigger=replace(plain.trigger, minimum_samples=MinimumSamples(5, None))
    )
    more = {one.change: one.alarm.trigger for one in mutants_of(guarded)}
    for one in mutants_of(plain):
        del more[one.change]
    assert list(more) == ["MinimumSamples 5 -> 2.5", "MinimumSamples 5 -> 10"]
    last = more["MinimumSamples 5 -> 10"]
    assert isinstance(last, ThresholdTrigger)
    assert last.minimum_samples == MinimumSamples(10, None)


def test_survivors_of_alarms_that_look_alike_are_named_by_a_pattern() -> None:
    """One reason stands for every alarm that matches."""
    survivors = """\
    Survivors:
      - Alarm: Lag-*
        Changes: Threshold 10 -> 11
        Reason: none
    """
    fires_late = TESTS.replace("0 11 0", "0 12 0")
    report, problems = _report(fires_late + dedent(survivors))
    assert problems == []
    assert set(report.reasons) == {
        ("Lag-1", "Threshold 10 -> 11"),
        ("Lag-2", "Threshold 10 -> 11"),
    }


def test_a_pattern_that_no_survivor_matches_is_reported() -> None:
    """A survivor that is noticed by now has to leave the list."""
    survivors = """\
    Survivors:
      - Alarm: Lag-*
        Changes: Threshold 10 -> 20
        Reason: none
    """
    _, problems = _report(TESTS + dedent(survivors))
    assert [problem.rule for problem in problems] == ["no-survivor"]
