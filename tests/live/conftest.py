"""An embedded AWS with EventFlow's staging in it, deployed once by CloudFormation's API."""

import json
from collections.abc import Iterator

import pytest

from eventflow_monitoring.embedded.cloud import Cloud, running_cloud
from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from tests.eventflow import eventflow_plan


@pytest.fixture(scope="package")
def plan() -> Plan:
    """The plan of EventFlow's staging."""
    return eventflow_plan("staging")


@pytest.fixture(scope="package")
def cloud(plan: Plan) -> Iterator[Cloud]:
    """A server with everything deployed."""
    with running_cloud(plan.environment.account) as cloud:
        client = cloud.connection(plan.environment.region).client("cloudformation")
        for stack in plan.stacks:
            client.create_stack(
                StackName=plan.stack_name(stack), TemplateBody=json.dumps(stack.template())
            )
        yield cloud


@pytest.fixture
def connection(cloud: Cloud, plan: Plan) -> Connection:
    """A connection to the server."""
    return cloud.connection(plan.environment.region)
