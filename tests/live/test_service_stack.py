"""The service's own stack, as docs/health-checks.md shows it, reads the probes where they stand."""

import re
from typing import Any

import pytest

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from tests.eventflow import ROOT

GUIDE = (ROOT / "docs/health-checks.md").read_text()


def block(start: str) -> str:
    """Return the text of the fenced block of the guide that contains a text."""
    blocks = re.findall(r"```\w+\n(.*?)```", GUIDE, re.DOTALL)
    (found,) = [one for one in blocks if start in one]
    return str(found)


@pytest.fixture(scope="module")
def resources(cloud: Any, plan: Plan) -> dict[str, str]:
    """The resources of the stack of the guide, deployed beside staging, by logical id."""
    connection = cloud.connection(plan.environment.region)
    vpc = connection.client("ec2").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    client = connection.client("cloudformation")
    # moto compares the timeout with the interval as texts, where "5" is more than "30".
    name = "/elsewhere/timeout"
    connection.client("ssm").put_parameter(Name=name, Value="10", Type="String")
    parameters = {"VpcId": vpc, "Image": "eventflow/backend", "ReadyTimeout": name}
    client.create_stack(
        StackName="backend",
        TemplateBody=block("AWS::ECS::TaskDefinition"),
        Parameters=[
            {"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()
        ],
    )
    found = client.list_stack_resources(StackName="backend")["StackResourceSummaries"]
    return {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in found}


def test_the_target_group_asks_as_the_specs_say(
    connection: Connection, resources: dict[str, str]
) -> None:
    """Every setting comes from a parameter of Systems Manager."""
    (group,) = connection.client("elbv2").describe_target_groups(
        TargetGroupArns=[resources["TargetGroup"]]
    )["TargetGroups"]
    settings = {
        key: group[key] for key in group if key.startswith(("Health", "Unhealth", "Matcher"))
    }
    assert settings == {
        "HealthCheckEnabled": True,
        "HealthCheckProtocol": "HTTP",
        "HealthCheckPath": "/api/v1/health/ready",
        "HealthCheckPort": "3000",
        "HealthCheckIntervalSeconds": 30,
        "HealthCheckTimeoutSeconds": 10,
        "HealthyThresholdCount": 2,
        "UnhealthyThresholdCount": 3,
        "Matcher": {"HttpCode": "200"},
    }


def test_the_container_asks_itself_as_the_specs_say(
    connection: Connection, resources: dict[str, str]
) -> None:
    """The command is run by the container's shell."""
    task = connection.client("ecs").describe_task_definition(taskDefinition=resources["Task"])
    (container,) = task["taskDefinition"]["containerDefinitions"]
    assert container["healthCheck"] == {
        "command": [
            "CMD-SHELL",
            "curl --fail --silent 'http://localhost:3000/api/v1/health/live' || exit 1",
        ],
        "interval": 30,
        "timeout": 5,
        "retries": 3,
        "startPeriod": 60,
    }
