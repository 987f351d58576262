"""The plan inside a CDK app: typed constructs, tags, validation."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.eventflow import ROOT, eventflow_plan
from tests.outputs.conftest import read_templates


def test_an_alarm_is_a_typed_construct_found_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Aspects and checks of other people's apps see a CfnAlarm."""
    monkeypatch.setenv("CDK_VALIDATION", "false")
    from aws_cdk import App
    from aws_cdk.aws_cloudwatch import CfnAlarm

    from eventflow_monitoring.outputs.cdk.stage import MonitoringStage

    stage = MonitoringStage(App(), eventflow_plan())
    alarm = stage.stacks["alarms"].resources.find("AlarmHighErrorRate")
    assert isinstance(alarm, CfnAlarm)
    assert alarm.alarm_name == "HighErrorRate"
    with pytest.raises(
        LookupError, match="`AlarmHighErrorRates`: did you mean `AlarmHighErrorRate`"
    ):
        stage.stacks["alarms"].resources.find("AlarmHighErrorRates")


@pytest.mark.parametrize(
    ("account", "region", "message"),
    [
        ("222222222222", "eu-west-1", "is of the region eu-west-1, .* the region us-east-1"),
        ("333333333333", "us-east-1", "is of the account 333333333333, .* account 222222222222"),
        (None, "eu-west-1", "is of the region eu-west-1"),
        (None, None, None),
        ("222222222222", "us-east-1", None),
    ],
)
def test_resources_stand_where_they_are_planned_for(
    monkeypatch: pytest.MonkeyPatch, account: str | None, region: str | None, message: str | None
) -> None:
    """A stack of another account or region is refused; one that does not say which is not."""
    monkeypatch.setenv("CDK_VALIDATION", "false")
    from aws_cdk import App, Environment, Stack

    from eventflow_monitoring.outputs.cdk.stage import MonitoringResources

    alarms = next(one for one in eventflow_plan("staging").stacks if one.name == "alarms")
    stack = Stack(App(), "TheirStack", env=Environment(account=account, region=region))
    if message is None:
        MonitoringResources(stack, "Monitoring", alarms)
        return
    with pytest.raises(ValueError, match=message):
        MonitoringResources(stack, "Monitoring", alarms)


def test_resources_stand_in_a_stack_of_somebody_elses(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The construct goes into any stack, whose tags reach what is in it."""
    monkeypatch.setenv("CDK_VALIDATION", "false")
    from aws_cdk import App, Stack, Tags

    from eventflow_monitoring.outputs.cdk.stage import MonitoringResources

    plan = eventflow_plan("staging")
    alarms = next(stack for stack in plan.stacks if stack.name == "alarms")
    app = App(outdir=str(tmp_path))
    stack = Stack(app, "TheirStack")
    MonitoringResources(stack, "Monitoring", alarms)
    Tags.of(stack).add("Team", "platform")
    app.synth()
    template = read_templates(tmp_path)["TheirStack"]
    assert set(template["Resources"]) == set(alarms.resources)
    tags = template["Resources"]["AlarmConsumerLag"]["Properties"]["Tags"]
    assert {"Key": "Team", "Value": "platform"} in tags


SYNTHESISE_BROKEN = """
import sys
from pathlib import Path
from eventflow_monitoring.outputs.cdk.synthesis import ValidationFailedError, findings, synthesise
from eventflow_monitoring.outputs.cloudformation.resource import Resource
from tests.eventflow import eventflow_plan, with_log_resources

plan = with_log_resources(
    eventflow_plan("staging"),
    {
        "KeepsTooOddly": Resource("AWS::Logs::LogGroup", {"RetentionInDays": 31}),
        "HasNoTls": Resource("AWS::SQS::Queue", {}),
        "ComparesOddly": Resource(
            "AWS::CloudWatch::Alarm",
            {"ComparisonOperator": "Foo", "EvaluationPeriods": 1, "Threshold": 1},
        ),
    },
)
try:
    synthesise([plan], checks=True, outdir=sys.argv[1])
except ValidationFailedError:
    print("failed")
print("\\n".join(findings(Path(sys.argv[1]))))
"""


def test_validation_finds_what_is_wrong(tmp_path: Path) -> None:
    """CDK's own validation, warnings included, and cdk-nag look at every stack of every stage."""
    # A process of its own: Node.js takes CDK_VALIDATION from the moment it starts.
    environment = {k: v for k, v in os.environ.items() if k != "CDK_VALIDATION"}
    done = subprocess.run(
        [sys.executable, "-c", SYNTHESISE_BROKEN, str(tmp_path)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("failed\n")
    for logical_id in ("KeepsTooOddly", "HasNoTls", "ComparesOddly"):
        assert f"/{logical_id})" in done.stdout
    assert "AwsSolutions-SQS" in done.stdout
    assert "warning" in done.stdout
