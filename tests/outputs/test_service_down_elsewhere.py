"""EventFlow moved to another region: ServiceDown watches a canary there, by one key."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from eventflow_monitoring.cli.load import Loaded, load
from tests.eventflow import SPECS
from tests.outputs.test_cfn_lint import lint


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    """EventFlow's specs with production in eu-west-1."""
    copy = Path(shutil.copytree(SPECS, tmp_path / "specs"))
    file = copy / "environments.yaml"
    text = file.read_text()
    file.write_text(text.replace("Region: us-east-1", "Region: eu-west-1", 1))
    return copy


def with_probe(specs: Path, key: str) -> Loaded:
    """Load specs whose check `api` says another key for production."""
    file = specs / "health.yaml"
    text = file.read_text()
    override = f"  api:\n    Environments: {{ production: {{ {key} }} }}\n"
    file.write_text(text.replace("  api:\n", override, 1))
    return load(specs)


def alarm_of(loaded: Loaded) -> dict[str, Any]:
    """Return ServiceDown as CloudFormation gets it in production."""
    (stack,) = [stack for stack in loaded.plans[0].stacks if stack.name == "alarms"]
    return dict(stack.resources["AlarmServiceDown"].properties)


def test_without_the_key_the_move_is_refused(specs: Path) -> None:
    """The metrics of Route 53 are not there; the help names the key."""
    (problem,) = load(specs).problems
    assert problem.rule == "health-check-region"
    assert "`api` with `Environments: {production: {Probe: canary}}`" in (problem.help or "")


def test_one_key_lets_a_canary_ask(specs: Path, tmp_path: Path) -> None:
    """The alarm computes the health from the canary's own metric, in its own region, each minute."""
    loaded = with_probe(specs, "Probe: canary")
    assert loaded.problems == ()
    alarm = alarm_of(loaded)
    assert alarm["Metrics"] == [
        {
            "Id": "successPercent",
            "MetricStat": {
                "Metric": {
                    "Namespace": "CloudWatchSynthetics",
                    "MetricName": "SuccessPercent",
                    "Dimensions": [{"Name": "CanaryName", "Value": "eventflow-api"}],
                },
                "Period": 60,
                "Stat": "Average",
            },
            "ReturnData": False,
        },
        {"Id": "result", "Expression": "successPercent / 100", "Label": "Service health",
         "ReturnData": True},
    ]  # fmt: skip
    expected = {
        "ComparisonOperator": "LessThanThreshold", "Threshold": 1, "EvaluationPeriods": 2,
        "DatapointsToAlarm": 2, "TreatMissingData": "breaching",
    }  # fmt: skip
    assert {key: alarm[key] for key in expected} == expected
    production = loaded.plans[0]
    resources = {k: r for stack in production.stacks for k, r in stack.resources.items()}
    assert resources["CanaryApi"].properties["Name"] == "eventflow-api"
    assert resources["CanaryApi"].properties["Schedule"] == {"Expression": "rate(1 minute)"}
    assert "HealthCheckApi" not in resources
    assert (
        '"searchString": "\\"status\\": \\"UP\\""'
        in resources["CanaryApi"].properties["Code"]["Script"]
    )
    templates = {production.stack_name(stack): stack.template() for stack in production.stacks}
    assert lint(templates, tmp_path) == []


def test_a_canary_that_runs_less_often_than_the_alarm_looks_is_found(specs: Path) -> None:
    """Two minutes hold no run of a canary every 5 minutes."""
    (problem,) = with_probe(specs, "Probe: canary, Interval: 5 minutes").problems
    assert problem.rule == "bad-window"
    assert "`2 minutes` is not a whole number of periods of 5 minutes" in problem.message
    (related,) = problem.related
    assert related.message == "the period is that of the canary"
    assert related.origin.pointer[-1] == "Interval"
