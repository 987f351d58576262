"""The settings of probes, as a service's own stack gets them."""

import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest

from eventflow_monitoring.model.probe import ContainerProbe
from tests.eventflow import ROOT, SPECS, eventflow_plan
from tests.outputs.canary.servers import answering, serving
from tests.outputs.conftest import Templates, read_templates

READY = {
    "HealthCheckProtocol": "HTTP",
    "HealthCheckPath": "/api/v1/health/ready",
    "HealthCheckPort": "3000",
    "HealthCheckIntervalSeconds": "30",
    "HealthCheckTimeoutSeconds": "5",
    "HealthyThresholdCount": "2",
    "UnhealthyThresholdCount": "3",
    "HttpCode": "200",
}
LIVE = {
    "Command": "curl --fail --silent 'http://localhost:3000/api/v1/health/live' || exit 1",
    "Interval": "30",
    "Timeout": "5",
    "Retries": "3",
    "StartPeriod": "60",
}


@pytest.mark.parametrize("environment", ["production", "staging", "development"])
def test_each_setting_is_a_parameter(templates: Templates, environment: str) -> None:
    """One plain text each, under the name that the design's service reads it by."""
    resources = templates[f"eventflow-{environment}-health"]["Resources"]
    parameters = [r["Properties"] for r in resources.values() if r["Type"] == "AWS::SSM::Parameter"]
    assert {one["Name"]: one["Value"] for one in parameters} == {
        **{f"/eventflow/probes/ready/{key}": value for key, value in READY.items()},
        **{f"/eventflow/probes/live/{key}": value for key, value in LIVE.items()},
    }
    assert {one["Type"] for one in parameters} == {"String"}


@pytest.mark.parametrize(("status", "code"), [(200, 0), (204, 0), (404, 1), (503, 1)])
def test_the_command_tells_a_container_by_its_exit_status(status: int, code: int) -> None:
    """Run by a shell as ECS does it, with the port of a server on this machine."""
    (live,) = [p for p in eventflow_plan().monitoring.probes if isinstance(p, ContainerProbe)]
    with serving(answering("", status)) as (port, requests):
        command = live.command.replace("localhost:3000", f"127.0.0.1:{port}")
        assert command != live.command
        done = subprocess.run(["sh", "-c", command], capture_output=True, check=False, timeout=30)
    assert done.returncode == code
    assert [request.partition(" ")[0] for request in requests] == ["/api/v1/health/live"]
    assert subprocess.run(["sh", "-c", command], check=False, timeout=30).returncode == 1


def test_the_command_for_node_works_as_the_guide_says() -> None:
    """The same for an image of Node.js without curl."""
    from eventflow_monitoring.outputs.cdk.node import node_executable

    guide = (ROOT / "docs/health-checks.md").read_text()
    (written,) = re.findall(r"Command: (node -e .*)", guide)
    for status, code in ((200, 0), (503, 1)):
        with serving(answering("", status)) as (port, _):
            node, *rest = shlex.split(written.replace("localhost:3000", f"127.0.0.1:{port}"))
            assert node == "node"
            done = subprocess.run([str(node_executable()), *rest], check=False, timeout=30)
        assert done.returncode == code


def test_the_stack_of_the_guide_has_what_the_specs_say(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The guide's CDK code takes the values from the specs, as attributes of the probes."""
    monkeypatch.setenv("CDK_VALIDATION", "false")
    from aws_cdk import App

    guide = (ROOT / "docs/health-checks.md").read_text()
    (code,) = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(code, "health-checks.md", "exec"), names)  # noqa: S102 (what the guide shows)
    app = App(outdir=str(tmp_path))
    names["BackendStack"](app, "Backend", vpc_id="vpc-1", specs=SPECS, environment="production")
    app.synth()
    resources = read_templates(tmp_path)["Backend"]["Resources"].values()
    by_type = {one["Type"]: one["Properties"] for one in resources}
    group = by_type["AWS::ElasticLoadBalancingV2::TargetGroup"]
    shown = {key: str(group[key]) for key in READY if key in group}
    assert {**shown, "HttpCode": group["Matcher"]["HttpCode"]} | {
        "HealthCheckProtocol": "HTTP"
    } == READY
    (container,) = by_type["AWS::ECS::TaskDefinition"]["ContainerDefinitions"]
    check = container["HealthCheck"]
    assert check.pop("Command") == ["CMD-SHELL", LIVE["Command"]]
    assert {key: str(value) for key, value in check.items()} == {
        key: value for key, value in LIVE.items() if key != "Command"
    }
