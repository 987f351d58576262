"""The monitoring inside somebody else's CDK app: what may be called, and the app in examples/library."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from eventflow_monitoring.cli.load import load
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from tests.cli.test_imports import HEAVY
from tests.embedded.command import run_command
from tests.eventflow import ROOT, SPECS, eventflow_plan
from tests.outputs.conftest import Templates, read_templates

os.environ.setdefault("CDK_VALIDATION", "false")  # before Node.js starts
from eventflow_monitoring import library

EXAMPLE = ROOT / "examples" / "library"
DOCUMENT = ROOT / "docs" / "library.md"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example, as somebody's own repository has it."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "orders"))


def run_app(directory: Path, app: str | Path = "app.py") -> subprocess.CompletedProcess[str]:
    """Run a CDK app as the CDK command line does, with CDK's own validation."""
    environment = {**os.environ, "CDK_OUTDIR": str(directory / "cdk.out")}
    environment |= {"CDK_CONTEXT_JSON": '{"@aws-cdk/core:validateAgainstDefaultRules": true}'}
    environment |= {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"}
    del environment["CDK_VALIDATION"]
    return subprocess.run(
        [sys.executable, str(app)],
        cwd=directory,
        env=environment,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def synthesise(directory: Path, app: str | Path = "app.py") -> Templates:
    """Return the templates that an app writes."""
    done = run_app(directory, app)
    assert done.returncode == 0, done.stderr
    return read_templates(directory / "cdk.out")


def of_type(template: dict[str, Any], type: str) -> list[dict[str, Any]]:
    """Return the properties of the resources of a type."""
    resources = template["Resources"].values()
    return [one["Properties"] for one in resources if one["Type"] == type]


@pytest.fixture(scope="module")
def synthesised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example that its app.py was run in."""
    directory = Path(shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("example") / "orders"))
    synthesise(directory)
    return directory


def test_the_example_has_both_in_one_app(synthesised: Path) -> None:
    """The service's stack stands beside ours, names our log group, and its alarm tells our topic."""
    templates = read_templates(synthesised / "cdk.out")
    ours = {
        f"orders-{environment}-{name}"
        for environment in ("production", "staging")
        for name in ("notifications", "logs", "alarms")
    }
    assert templates.keys() == ours | {"production-orders", "staging-orders"}

    service = templates["staging-orders"]
    (topic,) = of_type(templates["orders-staging-notifications"], "AWS::SNS::Topic")
    (group,) = of_type(templates["orders-staging-logs"], "AWS::Logs::LogGroup")
    (by_hand,) = of_type(service, "AWS::CloudWatch::Alarm")
    (worker,) = of_type(service, "AWS::Lambda::Function")
    assert by_hand["AlarmActions"] == [f"arn:aws:sns:eu-west-1:222222222222:{topic['TopicName']}"]
    assert worker["LoggingConfig"]["LogGroup"] == group["LogGroupName"]

    (ours_alone,) = of_type(templates["orders-staging-alarms"], "AWS::CloudWatch::Alarm")
    assert ours_alone["AlarmActions"] == by_hand["AlarmActions"]
    # What our alarm watches is what their app makes.
    names = [queue["QueueName"] for queue in of_type(service, "AWS::SQS::Queue")]
    assert ours_alone["Dimensions"][0]["Value"] in names


def test_the_example_deploys_in_order(synthesised: Path) -> None:
    """Their stack waits for the topic and the log group that it names."""
    waits = dependencies(synthesised / "cdk.out/assembly-staging/manifest.json")
    assert {"orders-staging-notifications", "orders-staging-logs"} <= waits["staging-orders"]


def dependencies(manifest: Path) -> dict[str, set[str]]:
    """Return the stacks that each stack of an assembly waits for, by their names."""
    artifacts = json.loads(manifest.read_text(encoding="utf-8"))["artifacts"]
    names = {
        key: one["properties"]["stackName"]
        for key, one in artifacts.items()
        if one["type"] == "aws:cloudformation:stack"
    }
    return {
        name: {names[other] for other in artifacts[key]["dependencies"] if other in names}
        for key, name in names.items()
    }


def test_resources_stand_in_a_stack_of_their_own(example: Path) -> None:
    """Only the alarms, inside their stack, with its tags and what they changed."""
    templates = synthesise(example, "one_stack.py")
    assert templates.keys() == {"orders-production-notifications", "orders"}
    alarm = templates["orders"]["Resources"]["AlarmOrdersWait"]
    assert {"Key": "Team", "Value": "orders"} in alarm["Properties"]["Tags"]
    assert alarm["Metadata"]["Service"] == "orders"


def test_a_mistake_ends_the_app_as_validate_shows_it(example: Path) -> None:
    """The app ends with status 1 and no traceback, and prints what validate prints."""
    specs = example / "specs/orders.yaml"
    specs.write_text(specs.read_text(encoding="utf-8").replace("Topic: alerts", "Topic: alert"))
    done = run_app(example)
    validated = run_command("validate", "--specs", "specs", directory=example)
    shown, _, conclusion = validated.stdout.rpartition("\n\n")
    assert conclusion == "1 error in specs\n"
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{shown}\n"
    assert shown in DOCUMENT.read_text(encoding="utf-8")
    assert list(example.glob("cdk.out/**/*.template.json")) == []


def test_the_documents_app_writes_what_synth_writes(tmp_path: Path) -> None:
    """The first app of docs/library.md makes the templates that the project's own app makes."""
    (app,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "app.py").write_text(app, encoding="utf-8")
    shutil.copytree(SPECS, tmp_path / "alarm_specs")
    templates = synthesise(tmp_path)
    for plan in load(SPECS).plans:
        for stack in plan.stacks:
            resources = templates.pop(plan.stack_name(stack))["Resources"]
            assert resources.keys() - {"CDKMetadata"} == stack.resources.keys()
    assert templates == {}


def test_the_exception_carries_the_problems(tmp_path: Path) -> None:
    """A program that catches it sees each problem."""
    (tmp_path / "broken.yaml").write_text("Alarms: {A: {Metric: M}}\n", encoding="utf-8")
    with pytest.raises(library.SpecsRefusedError) as caught:
        library.load_monitoring(tmp_path)
    loaded = load(tmp_path)
    assert caught.value.problems == loaded.problems
    assert all(f"[{one.rule}]" in str(caught.value) for one in loaded.problems)
    assert not isinstance(caught.value, Exception)


@pytest.mark.parametrize(
    ("specs", "environment", "text"),
    [
        (
            "nowhere",
            None,
            (
                "error: no specs directory at nowhere\n"
                "  = help: name another directory when loading the monitoring"
            ),
        ),
        (SPECS, "prod", "error: no environment is called `prod`\n  = help: did you mean"),
    ],
)
def test_what_cannot_be_loaded_says_why(
    specs: str | Path, environment: str | None, text: str
) -> None:
    """No directory, or no such environment: the same words as the commands', without problems."""
    with pytest.raises(library.SpecsRefusedError) as caught:
        library.load_monitoring(specs, environment)
    assert str(caught.value).startswith(text)
    assert caught.value.problems == ()


def test_warnings_are_printed_and_the_app_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A warning stops nobody, and is seen."""
    specs = Path(shutil.copytree(SPECS, tmp_path / "specs"))
    (specs / "defaults.yaml").unlink()  # the owners: a critical alarm ought to have one
    plans = library.load_monitoring(specs, "staging")
    assert list(plans) == ["staging"]
    assert "warning[critical-without-owner]" in capsys.readouterr().err


def test_names_in_the_specs_lead_to_names_in_aws() -> None:
    """ARNs and names are those that the resources themselves have."""
    plan = eventflow_plan("staging")
    template = {
        logical_id: resource.properties
        for stack in plan.stacks
        for logical_id, resource in stack.resources.items()
    }
    assert library.topic_arn(plan, "alerts-high") in str(
        template["AlarmDatabaseSlowQueries"]["AlarmActions"]
    )
    assert library.alarm_name(plan, "ServiceDown") == template["AlarmServiceDown"]["AlarmName"]
    assert library.alarm_arn(plan, "ServiceDown") == (
        f"arn:aws:cloudwatch:us-east-1:222222222222:alarm:{library.alarm_name(plan, 'ServiceDown')}"
    )
    groups = [one["LogGroupName"] for one in template.values() if "LogGroupName" in one]
    assert library.log_group_name(plan, "/eventflow/backend/access") in groups
    boards = [one["DashboardName"] for one in template.values() if "DashboardName" in one]
    assert library.dashboard_name(plan, "eventflow-operations") in boards


def test_patterns_of_names_are_followed(tmp_path: Path) -> None:
    """Where the names in AWS differ from those in the specs, the former are returned."""
    (tmp_path / "all.yaml").write_text(
        "Environments:\n"
        "  a: {Account: 111111111111, Region: us-east-1, LogRetention: 30 days,\n"
        "      NamePattern: 'a-${Name}'}\n"
        "Channels:\n  us: {Kind: Email, Address: us@example.com}\n"
        "Topics:\n  alerts: {Tier: high, Channels: [us]}\n",
        encoding="utf-8",
    )
    plan = library.load_monitoring(tmp_path)["a"]
    assert library.topic_arn(plan, "alerts") == "arn:aws:sns:us-east-1:111111111111:a-alerts"


@pytest.mark.parametrize(
    ("function", "name", "message"),
    [
        (library.planned_stack, "alarm", "no stack is called `alarm` in staging: did you mean `al"),
        (
            library.topic_arn,
            "alerts-hihg",
            "no topic is called `alerts-hihg` in staging: did you m",
        ),
        (library.alarm_arn, "ServiceUp", "no alarm is called `ServiceUp` in staging: did you mean"),
        (library.log_group_name, "zzz", "no log group is called `zzz` in staging"),
    ],
)
def test_an_unknown_name_is_told(function: Any, name: str, message: str) -> None:
    """A name that the specs do not hold is the program's mistake, and says what is near."""
    plan: Plan = eventflow_plan("staging")
    with pytest.raises(LookupError) as caught:
        function(plan, name)
    assert caught.value.args[0].startswith(message)


def test_everything_offered_is_documented() -> None:
    """Each name that the module offers stands in docs/library.md."""
    text = DOCUMENT.read_text(encoding="utf-8")
    assert [name for name in library.__all__ if f"`{name}" not in text] == []


def test_the_package_itself_loads_nothing() -> None:
    """Importing the package, or reading specs with it, loads no CDK: only the library does."""
    program = (
        "import sys, eventflow_monitoring, eventflow_monitoring.cli.load\n"
        f"print(sorted({HEAVY}.intersection(name.partition('.')[0] for name in sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )
    assert done.stdout == "[]\n"
