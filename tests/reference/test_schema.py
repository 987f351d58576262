"""The JSON Schema takes what `validate` takes, and refuses what nobody can mean."""

import importlib
import pkgutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

from eventflow_monitoring import rules
from eventflow_monitoring.cli.main import commands
from eventflow_monitoring.reference.check_example import base_text
from eventflow_monitoring.reference.page import page
from eventflow_monitoring.reference.schema import schema_text, spec_schema
from tests.eventflow import SPECS
from tests.reference.committed import DOCS, assert_committed
from tests.reference.editor import complaints

FILES = sorted(SPECS.glob("**/[!.]*.yaml"))
SPEC_FILES = [file for file in FILES if not file.name.endswith(".test.yaml")]
RULES = [module.name for module in pkgutil.iter_modules(rules.__path__) if module.name != "rule"]
FIRST_LINE = "# yaml-language-server: $schema=../docs/reference/spec.schema.json\n"

TAKEN = {
    "numbers, texts and truth values": """
        Alarms:
          A: {Threshold: 5, EvaluationPeriods: "3", Enabled: yes, ActionsEnabled: false, Owner: 42}
        """,
    "what YAML makes numbers and truth values of": """
        Environments:
          "on": {Account: 012345678901, Protected: no}
        Metrics:
          null: {Namespace: 12, Label: true, Unit: None}
        Alarms:
          7: {Metric: "null", Threshold: 1e3}
        """,
    "short forms": """
        Alarms:
          A:
            Actions: [pages, SNS Topic: alerts]
            WarmUp: 5 minutes
            MinimumSamples: 100
            EvaluationWindow: sliding
        Metrics:
          M: {Dimensions: {Cluster: main, Check: {HealthCheck: api}}}
        """,
    "the same in the long form": """
        Alarms:
          A:
            Actions: [{SNS Topic: alerts}]
            WarmUp: {Period: 5 minutes, Whole: true}
            MinimumSamples: {AtLeast: 100 requests, Metric: Requests}
            EvaluationWindow: {TimeZone: Europe/Berlin}
        """,
    "variables where words or numbers are expected": """
        Alarms:
          Lag-${Group}:
            ForEach: {Group: [billing, 7]}
            Tier: ${Tier}
            Threshold: ${Limit} events
            EvaluationPeriods: ${Count}
            TreatMissingData: ${Missing}
          B:
            ForEach: [{Group: billing, Limit: 500}]
        """,
    "a kind that a template may give": """
        Alarms:
          A: {Extends: of-logs, Query: fields @message}
        Channels:
          c: {Address: team@example.com}
        Metrics:
          M: {Extends: rate, Expression: A / B}
        """,
    "overrides, defaults and templates": """
        Alarms:
          A:
            Kind: Log
            Environments: {staging: {Every: 1 minute, Enabled: false}, production: }
            Allow: {quiet-heartbeat: {Reason: known, Until: 2027-01-31}}
        Defaults:
          Alarms:
            Owner: team
            Kinds: {Log: {LogLines: 5}}
            Tiers: {critical: {Actions: [pages], Environments: {staging: {Actions: []}}}}
            Environments: {staging: {ActionsEnabled: false}}
          LogGroups: {Retention: 30 days}
        Templates:
          t: {Extends: u, Condition: Lag > 5, Retention: 7 days, Kind: Log, Rows: [[{Title: x}]]}
        """,
    "sections and things without content": """
        Alarms:
        LogGroups:
          /example/backend:
        """,
    "nothing": "",
}

REFUSED = {
    "an unknown section": ("Alarm: {}", "'Alarm' was unexpected"),
    "an unknown key": ("Alarms: {A: {Thresold: 5}}", "'Thresold' was unexpected"),
    "a key of another kind": (
        "Channels: {c: {Kind: Slack, Address: a@b.c}}",
        "'Address' was unexpected",
    ),
    "a key of a kind that is not the default": (
        "Alarms: {A: {LogLines: 5}}",
        "'LogLines' was unexpected",
    ),
    "an unknown kind": ("Alarms: {A: {Kind: Logs}}", "'Logs' is not one of"),
    "an unknown kind where none is the default": (
        "Channels: {c: {Kind: Slak}}",
        "'Slak' is not one of",
    ),
    "an unknown kind of widget": (
        "Dashboards: {d: {Rows: [[{Kind: Grph}]]}}",
        "'Grph' is not one of",
    ),
    "an unknown key of a widget": (
        "Dashboards: {d: {Rows: [[{Titel: x}]]}}",
        "'Titel' was unexpected",
    ),
    "a condition where nothing is compared": (
        "Alarms: {A: {Kind: PromQL, Condition: Lag > 5}}",
        "'Condition' was unexpected",
    ),
    "an unknown tier": ("Tier: hihg", "is not valid under any"),
    "an unknown word": ("Alarms: {A: {TreatMissingData: ok}}", "is not valid under any"),
    "an unknown unit": ("Metrics: {M: {Unit: Seconden}}", "is not valid under any"),
    "a duration without a unit": ("Alarms: {A: {Period: 5}}", "is not of type 'string'"),
    "a count of 0": ("Alarms: {A: {EvaluationPeriods: 0}}", "less than the minimum"),
    "one value for a list": ("Alarms: {A: {Actions: pages}}", "is not of type 'array'"),
    "an unknown key below a key": (
        "Alarms: {A: {WarmUp: {Perod: 5 minutes}}}",
        "is not valid under any",
    ),
    "an unknown key of an override": (
        "Alarms: {A: {Environments: {staging: {Thresold: 5}}}}",
        "'Thresold' was unexpected",
    ),
    "an unknown key of a default": (
        "Defaults: {Alarms: {Ownr: team}}",
        "'Ownr' was unexpected",
    ),
    "an unknown kind of a default": (
        "Defaults: {Alarms: {Kinds: {Logs: {LogLines: 5}}}}",
        "'Logs' was unexpected",
    ),
    "an unknown key of a template": ("Templates: {t: {Ownr: team}}", "'Ownr' was unexpected"),
    "an allowance with an unknown key": (
        "Alarms: {A: {Allow: {bad-name: {Reson: x}}}}",
        "'Reson' was unexpected",
    ),
    "an environment that extends": (
        "Environments: {e: {Extends: f}}",
        "'Extends' was unexpected",
    ),
    "a thing that is text": ("Alarms: {A: high}", "is not of type 'object', 'null'"),
}


def test_schema_is_current() -> None:
    """What is committed is what the specs say."""
    assert_committed(DOCS / "spec.schema.json", schema_text())


def test_command_prints_it() -> None:
    """`schema` writes what is committed, and nothing else, to standard output."""
    done = CliRunner().invoke(commands, ["schema"])
    assert done.exit_code == 0
    assert done.output == (DOCS / "spec.schema.json").read_text(encoding="utf-8")


def test_schema_is_one_of_draft_7() -> None:
    """It is a schema itself."""
    Draft7Validator.check_schema(spec_schema())


@pytest.mark.parametrize("file", SPEC_FILES, ids=lambda file: str(file.name))
def test_own_specs_are_taken(file: Path) -> None:
    """EventFlow's own specs name the schema in their first line, and an editor marks nothing."""
    text = file.read_text(encoding="utf-8")
    assert text.startswith(FIRST_LINE)
    assert complaints(text) == []


@pytest.mark.parametrize("name", RULES)
def test_examples_of_rules_are_taken(name: str) -> None:
    """What a rule is about is no question of form: both of its examples are taken."""
    module = importlib.import_module(f"eventflow_monitoring.rules.{name}")
    for example in page(str(module.__doc__)).examples:
        assert complaints(example.text) == []


def test_base_of_the_examples_is_taken() -> None:
    """The file that examples stand on is a spec file like any other."""
    assert complaints(base_text()) == []


@pytest.mark.parametrize("what", TAKEN)
def test_schema_takes(what: str) -> None:
    """What `validate` may find right in some set of files is marked in none of them."""
    assert complaints(TAKEN[what]) == []


@pytest.mark.parametrize("what", REFUSED)
def test_schema_refuses(what: str) -> None:
    """What is wrong whatever the other files say is marked."""
    text, message = REFUSED[what]
    assert any(message in complaint for complaint in complaints(text)), complaints(text)
