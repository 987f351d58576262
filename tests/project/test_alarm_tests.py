"""EventFlow's alarms do what the tests beside their specs say, and the tests are worth something."""

import json
import subprocess
import sys
from functools import cache
from typing import Any

import pytest

from eventflow_monitoring.alarm_tests.alarm_test import Expectation
from eventflow_monitoring.alarm_tests.read import read_tests
from eventflow_monitoring.cli.load import read_named_file
from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.source.directory import find_test_files, read_files
from tests.eventflow import ROOT, SPECS, plans_of

MINIMUM = [f"--minimum={tier}=100" for tier in ("critical", "high", "medium")]
MONITORINGS = [plan.monitoring for plan in plans_of(SPECS)]
ALARMS = sorted({alarm.name for monitoring in MONITORINGS for alarm in monitoring.alarms})


@cache
def outcome() -> dict[str, Any]:
    """Run all tests with coverage and mutants, and return what comes of it."""
    command = [sys.executable, "-m", "eventflow_monitoring", "test", "--format=json"]
    options = ["--coverage", *MINIMUM, "--mutants", "--minimum-score=90"]
    run = subprocess.run(
        [*command, *options], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return dict(json.loads(run.stdout))


@cache
def expectations() -> tuple[Expectation, ...]:
    """Return what the tests expect of the alarms, of all environments."""
    trees, _ = read_files(find_test_files(SPECS))
    read = read_tests(trees, MONITORINGS, read_named_file)
    return tuple(one for test in read.tests for one in test.expectations)


def test_every_alarm_of_every_environment_is_covered_or_not_simulated() -> None:
    """No alarm is left out, wherever it stands: tests hold it to firing and to staying quiet."""
    coverage = outcome()["coverage"]
    covered = [
        one["alarm"] for one in coverage["alarms"] if one["assertsAlarm"] and one["assertsNotAlarm"]
    ]
    not_simulated = [one["alarm"] for one in outcome()["notSimulated"]]
    assert sorted(covered + not_simulated) == ALARMS


def test_every_mutant_that_survives_has_a_reason() -> None:
    """A change that no test notices is one that no data can tell apart, and somebody said why."""
    alive = [one for one in outcome()["mutants"]["mutants"] if one["fate"] != "killed"]
    assert [(one["alarm"], one["change"]) for one in alive if not one["reason"]] == []


def test_every_environment_has_tests() -> None:
    """What an environment changes, such as who stands in for whom, is tested there."""
    tested = {one["environment"] for one in outcome()["tests"]}
    assert tested == {monitoring.environment.name for monitoring in MONITORINGS}


@pytest.mark.parametrize("alarm", ALARMS)
def test_tests_say_when_an_alarm_ends_and_who_is_told(alarm: str) -> None:
    """Of every alarm they assert the recovery, and the channels that are told of both."""
    simulated = {one["alarm"] for one in outcome()["coverage"]["alarms"]}
    if alarm not in simulated:
        pytest.skip("it is not simulated")
    own = [one for one in expectations() if one.alarm.name == alarm]
    steps = [[step.state for step in one.transitions or ()] for one in own]
    assert any(State.ALARM in states[:-1] for states in steps)
    told = {state for one in own for state in one.notifies}
    assert {State.ALARM, State.OK} <= told
