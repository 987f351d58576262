"""The page and the JSON Schema of alarm tests: current, and true."""

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

from eventflow_monitoring.alarm_tests import spec
from eventflow_monitoring.alarm_tests.suite import Suite, run_suite
from eventflow_monitoring.cli.main import commands
from eventflow_monitoring.reference.alarm_test_schema import alarm_test_schema
from eventflow_monitoring.reference.alarm_tests_page import alarm_tests_page, alarm_tests_text
from eventflow_monitoring.reference.check_example import problems_of
from eventflow_monitoring.reference.keys import keys_of
from eventflow_monitoring.reference.schema import schema_text
from eventflow_monitoring.simulate.settings import Settings
from eventflow_monitoring.specs.spec import Spec
from tests.alarm_tests.running import read
from tests.eventflow import ROOT, SPECS
from tests.reference.committed import DOCS, assert_committed
from tests.reference.editor import TEST_VALIDATOR, complaints

SPECS_OF_FILE: list[type[Spec]] = [
    spec.TestFileSpec,
    spec.TestSpec,
    spec.GivenSpec,
    spec.ExpectSpec,
    spec.NotifiesSpec,
    spec.SettingsSpec,
    spec.SurvivorSpec,
]


def test_schema_is_current() -> None:
    """What is committed is what the specs of tests say."""
    Draft7Validator.check_schema(alarm_test_schema())
    assert_committed(DOCS / "test.schema.json", schema_text(alarm_test_schema()))


def test_command_prints_the_schema() -> None:
    """`schema --tests` writes it, and nothing else."""
    done = CliRunner().invoke(commands, ["schema", "--tests"])
    assert done.exit_code == 0
    assert done.output == (DOCS / "test.schema.json").read_text(encoding="utf-8")


def test_examples_are_right_and_pass() -> None:
    """The alarms are specs without a mistake, the tests are taken by editors, and all pass."""
    alarms, tests = alarm_tests_page().examples
    assert problems_of(alarms.text)[0] == ()
    assert complaints(alarms.text) == []
    assert complaints(tests.text, TEST_VALIDATOR) == []
    done = read(tests.text, alarms.text)
    assert done.read.problems == ()
    ran = run_suite(Suite(done.read.tests, done.read.survivors, (), {}))
    assert [one.failures for one in ran.results] == [()] * 4
    assert ran.passed


@pytest.mark.parametrize("part", SPECS_OF_FILE)
def test_every_key_is_described(part: type[Spec]) -> None:
    """No key is without a sentence, nor missing on the page."""
    text = alarm_tests_text()
    for key in keys_of(part):
        assert key.description.endswith("."), key.name
        assert f"| `{key.name}` |" in text


def test_every_setting_of_the_simulation_can_be_written() -> None:
    """By the name of its field; nothing else can."""
    assert spec.SettingsSpec.model_fields.keys() == set(Settings.__dataclass_fields__)


TAKEN = {
    "short forms": """
        Tests:
          - Name: 1
            Given: {Lag: 7, Memory: [0x9, {Series: 1x9, Dimensions: {group: 5}}]}
            Expect: {A: {Never: ALARM, Notifies: []}}
        Survivors: [{Alarm: A, Changes: Threshold 5 -> 6, Reason: no}]
        """,
    "long forms": """
        Settings: {ExtraPoints: 0, FewBreaching: ALARM, DynamoDB: always ignore}
        Tests:
          - Name: a
            Environment: production
            Start: 2026-01-05T09:00Z
            Interval: 10 seconds
            InitialState: OK
            History: missing
            Given: {Lag: [{File: a.csv, Column: b, SampleCount: 5, Statistic: p95}]}
            GivenStates: {B: [OK, ALARM at 5m]}
            Expect:
              "A*":
                State: {0: OK}
                Transitions: [OK]
                Within: 1 minute
                Never: [ALARM, OK]
                Notifies: {ALARM: [team], OK: []}
        Survivors: [{Alarm: A, Changes: [a, b], Reason: no}]
        """,
    "nothing": "",
}

REFUSED = {
    "an unknown key of the file": ("Test: []", "'Test' was unexpected"),
    "an unknown key of a test": ("Tests: [{Nam: a}]", "'Nam' was unexpected"),
    "an unknown state": ("Tests: [{Expect: {A: {State: {5m: ALRM}}}}]", "is not valid under any"),
    "an unknown key of an expectation": (
        "Tests: [{Expect: {A: {Nevr: OK}}}]",
        "'Nevr' was unexpected",
    ),
    "a negative setting": ("Settings: {ExtraPoints: -1}", "less than the minimum"),
    "an interval without a unit": ("Tests: [{Interval: 5}]", "is not of type 'string'"),
}


@pytest.mark.parametrize("what", TAKEN)
def test_schema_takes(what: str) -> None:
    """What can be right is not marked."""
    assert complaints(TAKEN[what], TEST_VALIDATOR) == []


@pytest.mark.parametrize("what", REFUSED)
def test_schema_refuses(what: str) -> None:
    """What is wrong whatever the specs say is."""
    text, message = REFUSED[what]
    found = complaints(text, TEST_VALIDATOR)
    assert any(message in complaint for complaint in found), found


@pytest.mark.parametrize("file", sorted(SPECS.glob("**/*.test.yaml")), ids=lambda file: file.name)
def test_own_tests_are_taken(file: str) -> None:
    """EventFlow's own tests, where there are any, are marked nowhere."""
    text = (ROOT / file).read_text(encoding="utf-8")
    assert complaints(text, TEST_VALIDATOR) == []
