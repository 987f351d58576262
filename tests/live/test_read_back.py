"""What is called read back comes from the services: whatever changes there is found."""

import dataclasses
import json

import pytest

from eventflow_monitoring.embedded.cloud import Cloud
from eventflow_monitoring.embedded.rehearsal import NOT_KEPT
from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.read_back import ACCEPTED_TYPES, ReadBack, read_back
from eventflow_monitoring.live.reader import readers
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from eventflow_monitoring.outputs.cloudformation.plan import plan as planned
from eventflow_monitoring.outputs.cloudformation.resource import Resource
from tests.compiler.compiling import compile_texts
from tests.eventflow import with_log_resources
from tests.live.change import Change, physical_id
from tests.live.changes import CHANGES, FUNCTION, put_alarm
from tests.live.health_changes import HEALTH_CHANGES
from tests.live.queue_changes import QUEUE_CHANGES
from tests.live.tracing_changes import TRACING_CHANGES

EVERY_CHANGE = [*CHANGES, *HEALTH_CHANGES, *QUEUE_CHANGES, *TRACING_CHANGES]

CHANNELS = """\
Environments:
  channels: {Account: 222222222222, Region: us-east-1, LogRetention: 1 day, NamePattern: "${Name}-2"}
Channels:
  teams:
    Kind: MicrosoftTeams
    Tenant: 0aa1bb22-cc33-44dd-95ee-ff6677889900
    Team: 5f2e1d3c-4b5a-6978-8796-a5b4c3d2e1f0
    Channel: 19%3ab6ef35dc%40thread.tacv2
  hook: {Kind: Webhook, Url: "https://hooks.eventflow.example/alarms"}
  kept: {Kind: Webhook, Url: {SecretsManager: eventflow/webhook}}
  queue: {Kind: SQS, Queue: alarms}
  theirs: {Kind: SQS, Queue: "arn:aws:sqs:us-east-1:999999999999:alarms", Recovery: no}
  pager: {Kind: Lambda, Function: "page-someone:live"}
  clerk: {Kind: Lambda, Function: write-it-down}
LogGroups:
  /everywhere/logs:
SubscriptionFilters:
  errors-to-search: {LogGroup: /everywhere/logs, Pattern: ERROR, Function: index-logs}
Topics:
  pages: {Tier: critical, Channels: [teams, hook, kept, queue, theirs, pager, clerk]}
  notices: {Tier: low, Channels: [pager]}
"""


@pytest.fixture(scope="module")
def channels(cloud: Cloud) -> Plan:
    """The plan of an environment with channels that EventFlow does not have, beside staging."""
    (monitoring,) = compile_texts({"a.yaml": CHANNELS}).monitorings
    plan, problems = planned(monitoring)
    assert problems == []
    client = cloud.connection(plan.environment.region).client("cloudformation")
    for stack in plan.stacks:
        client.create_stack(
            StackName=plan.stack_name(stack), TemplateBody=json.dumps(stack.template())
        )
    return plan


def read(connection: Connection, plan: Plan) -> ReadBack:
    """Read everything back."""
    return read_back(connection, plan, NOT_KEPT)


def test_everything_stands_as_specified(connection: Connection, plan: Plan) -> None:
    """Every resource of the plan is read back, but for the types nothing can hold."""
    found = read(connection, plan)
    assert found.differences == []
    every = {(stack.name, logical_id) for stack in plan.stacks for logical_id in stack.resources}
    assert {*found.verified, *found.accepted} == every
    assert found.accepted == [("notifications", "SlackTeam")]
    assert found.not_kept == [("health", "CanaryDeep", "Code")]


def test_every_kind_of_channel_stands_as_specified(connection: Connection, channels: Plan) -> None:
    """Queues and functions need not stand here; a queue of another account has still to confirm."""
    found = read(connection, channels)
    assert found.differences == []
    every = {logical_id for stack in channels.stacks for logical_id in stack.resources}
    assert {logical_id for _, logical_id in found.verified} == every - {"TeamsTeams"}
    assert found.accepted == [("notifications", "TeamsTeams")]
    assert found.pending == {("notifications", "SubscriptionPagesTheirs")}


def test_a_permission_that_was_taken_away_is_found(connection: Connection, channels: Plan) -> None:
    """A function without the permission, and without any, is not what the specs say."""
    client = connection.client("lambda")
    for logical_id in ("PermissionPagesPager", "PermissionNoticesPager"):
        name = physical_id(connection, channels, logical_id)
        client.remove_permission(FunctionName=FUNCTION, StatementId=name)
    found = read(connection, channels).differences
    for logical_id, topic in (
        ("PermissionPagesPager", "TopicPages"),
        ("PermissionNoticesPager", "TopicNotices"),
    ):
        client.add_permission(
            FunctionName=FUNCTION,
            StatementId=physical_id(connection, channels, logical_id),
            Action="lambda:InvokeFunction",
            Principal="sns.amazonaws.com",
            SourceArn=physical_id(connection, channels, topic),
        )
    assert {(one.logical_id, one.message) for one in found} == {
        ("PermissionPagesPager", "is in the stack, but does not exist"),
        ("PermissionNoticesPager", "is in the stack, but does not exist"),
    }


def test_an_email_address_waits_for_a_person(connection: Connection, plan: Plan) -> None:
    """Subscriptions of e-mail addresses are pending, as they are in AWS."""
    assert {logical_id for _, logical_id in read(connection, plan).pending} == {
        "SubscriptionNoticesHighTeamEmail",
        "SubscriptionNoticesMediumTeamEmail",
        "SubscriptionNoticesLowTeamEmail",
    }


def test_every_type_that_is_read_back_is_tried_here() -> None:
    """A new reader needs a change below that it notices."""
    assert {change.type for change in EVERY_CHANGE} == set(readers())
    assert not ACCEPTED_TYPES & set(readers())


@pytest.mark.parametrize("change", EVERY_CHANGE, ids=lambda change: change.type)
def test_a_change_by_the_service_api_is_found(
    connection: Connection, plan: Plan, channels: Plan, change: Change
) -> None:
    """One field changed on the server is a difference that names the resource and the field."""
    if not any(change.logical_id in stack.resources for stack in plan.stacks):
        plan = channels
    name = physical_id(connection, plan, change.logical_id)
    change.do(connection, name)
    found = read(connection, plan).differences
    change.undo(connection, name, plan)
    assert {(one.logical_id, one.type) for one in found} == {(change.logical_id, change.type)}
    paths = [one.property.path for one in found if one.property is not None]
    assert any(path.startswith(change.path) for path in paths), paths
    assert read(connection, plan).differences == []


def test_a_resource_that_was_deleted_is_found(connection: Connection, plan: Plan) -> None:
    """CloudFormation still lists an alarm that somebody deleted: the service does not."""
    connection.client("cloudwatch").delete_alarms(AlarmNames=["HighLatency"])
    found = read(connection, plan).differences
    put_alarm(connection, plan, "HighLatency")
    assert [(one.logical_id, one.message) for one in found] == [
        ("AlarmHighLatency", "is in the stack, but does not exist")
    ]


@pytest.mark.parametrize(
    ("resource", "message"),
    [
        (Resource("AWS::Logs::LogGroup", {"LogGroupName": "x"}), "is not in the stack"),
        (Resource("AWS::New::Thing", {}), "nothing can read this type back"),
        (
            Resource("AWS::Chatbot::SlackChannelConfiguration", {}),
            "is not in the accepted template",
        ),
    ],
)
def test_a_resource_that_is_not_there_is_found(
    connection: Connection, plan: Plan, resource: Resource, message: str
) -> None:
    """What is planned and does not stand, or cannot be read, is a difference."""
    found = read(connection, with_log_resources(plan, {"Missing": resource})).differences
    assert [(one.logical_id, one.message) for one in found] == [("Missing", message)]


def test_a_resource_that_nobody_planned_is_found(connection: Connection, plan: Plan) -> None:
    """What stands in a stack and not in the plan is a difference."""
    stacks = tuple(
        dataclasses.replace(
            stack, resources={k: v for k, v in stack.resources.items() if k != "AlarmConsumerLag"}
        )
        for stack in plan.stacks
    )
    found = read(connection, dataclasses.replace(plan, stacks=stacks)).differences
    assert [(one.logical_id, one.message) for one in found] == [
        ("AlarmConsumerLag", "stands in the stack, but not in the specs")
    ]


def test_a_stack_that_is_not_deployed_is_found(connection: Connection, plan: Plan) -> None:
    """A stack that does not exist is one difference, not one per resource."""
    stack = dataclasses.replace(plan.stacks[0], name="elsewhere")
    other = dataclasses.replace(plan, stacks=(stack,))
    found = read(connection, other).differences
    assert [(one.stack, one.message) for one in found] == [
        ("elsewhere", "the stack does not exist")
    ]
