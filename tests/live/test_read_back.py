"""What is called read back comes from the services: whatever changes there is found."""

import dataclasses
import json
from collections.abc import Callable
from typing import NamedTuple

import pytest

from eventflow_monitoring.embedded.rehearsal import NOT_KEPT
from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.deployed import deployed_resources
from eventflow_monitoring.live.read_back import ACCEPTED_TYPES, ReadBack, read_back
from eventflow_monitoring.live.reader import readers
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from eventflow_monitoring.outputs.cloudformation.resource import Resource
from tests.eventflow import with_log_resources

ALERTS = "arn:aws:sns:us-east-1:222222222222:alerts-critical"
OPEN = json.dumps({"Version": "2012-10-17", "Statement": []})
NOTHING = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Deny", "Action": "cloudwatch:*", "Resource": "*"}],
    }
)


class Change(NamedTuple):
    """Something done behind CloudFormation's back, and how it is undone."""

    type: str
    logical_id: str
    path: str
    do: Callable[[Connection, str], object]
    undo: Callable[[Connection, str, Plan], object]


def put_alarm(connection: Connection, plan: Plan, name: str, **other: object) -> None:
    """Write an alarm as planned, but for some properties."""
    properties = {**planned(plan, f"Alarm{name}"), **other}
    connection.client("cloudwatch").put_metric_alarm(**properties)


def planned(plan: Plan, logical_id: str) -> dict[str, object]:
    """Return the planned properties of a resource."""
    found = [s.resources[logical_id] for s in plan.stacks if logical_id in s.resources]
    return dict(found[0].properties)


def set_topic(connection: Connection, name: str, value: str) -> None:
    """Set an attribute of the topic of critical alerts."""
    connection.client("sns").set_topic_attributes(
        TopicArn=ALERTS, AttributeName=name, AttributeValue=value
    )


def physical_id(connection: Connection, stack: str, logical_id: str) -> str:
    """Return what a resource is called in AWS."""
    found = deployed_resources(connection, f"eventflow-staging-{stack}")
    assert found is not None
    return found[logical_id].physical_id


def set_policy_version(connection: Connection, arn: str, document: object) -> None:
    """Make another document the policy."""
    connection.client("iam").create_policy_version(
        PolicyArn=arn, PolicyDocument=json.dumps(document), SetAsDefault=True
    )


CHANGES = [
    Change(
        "AWS::CloudWatch::Alarm", "AlarmConsumerLag", "Threshold",
        lambda c, _: c.client("cloudwatch").put_metric_alarm(
            AlarmName="ConsumerLag", AlarmActions=[ALERTS], OKActions=[ALERTS],
            AlarmDescription="Consumers are falling behind. "
            "(Maximum consumer lag > 10,000 events for 10 minutes)",
            ComparisonOperator="GreaterThanThreshold", DatapointsToAlarm=10, EvaluationPeriods=10,
            MetricName="ConsumerLag", Namespace="EventFlow", Period=60, Statistic="Maximum",
            Threshold=10_001, TreatMissingData="ignore",
        ),
        lambda c, _, plan: put_alarm(c, plan, "ConsumerLag"),
    ),
    Change(
        "AWS::CloudWatch::Dashboard", "DashboardEventflowOperations",
        "DashboardBody.widgets[0].type",
        lambda c, name: c.client("cloudwatch").put_dashboard(
            DashboardName=name, DashboardBody='{"widgets":[{"type":"text"}]}'
        ),
        lambda c, _, plan: c.client("cloudwatch").put_dashboard(
            **planned(plan, "DashboardEventflowOperations")
        ),
    ),
    Change(
        "AWS::SNS::Topic", "TopicAlertsCritical", "KmsMasterKeyId",
        lambda c, _: set_topic(c, "KmsMasterKeyId", "alias/aws/sns"),
        lambda c, _, plan: set_topic(
            c, "KmsMasterKeyId", physical_id(c, "notifications", "NotificationKey")
        ),
    ),
    Change(
        "AWS::SNS::TopicPolicy", "TopicPolicyAlertsCritical", "PolicyDocument.Statement[0]",
        lambda c, _: set_topic(c, "Policy", OPEN),
        lambda c, _, plan: set_topic(
            c, "Policy", json.dumps(planned(plan, "TopicPolicyAlertsCritical")["PolicyDocument"])
        ),
    ),
    Change(
        "AWS::SNS::Subscription", "SubscriptionNoticesLowTeamEmail",
        "FilterPolicy.NewStateValue[0]",
        lambda c, arn: c.client("sns").set_subscription_attributes(
            SubscriptionArn=arn, AttributeName="FilterPolicy",
            AttributeValue='{"NewStateValue":["ALARM"]}',
        ),
        lambda c, arn, plan: c.client("sns").set_subscription_attributes(
            SubscriptionArn=arn, AttributeName="FilterPolicy",
            AttributeValue=json.dumps(
                planned(plan, "SubscriptionNoticesLowTeamEmail")["FilterPolicy"]
            ),
        ),
    ),
    Change(
        "AWS::KMS::Key", "NotificationKey", "EnableKeyRotation",
        lambda c, key: c.client("kms").disable_key_rotation(KeyId=key),
        lambda c, key, plan: c.client("kms").enable_key_rotation(KeyId=key),
    ),
    Change(
        "AWS::KMS::Alias", "NotificationKeyAlias", "TargetKeyId",
        lambda c, name: c.client("kms").update_alias(
            AliasName=name,
            TargetKeyId=c.client("kms").create_key()["KeyMetadata"]["KeyId"],
        ),
        lambda c, name, plan: c.client("kms").update_alias(
            AliasName=name, TargetKeyId=physical_id(c, "notifications", "NotificationKey")
        ),
    ),
    Change(
        "AWS::Logs::LogGroup", "LogGroupEventflowBackendErrors", "RetentionInDays",
        lambda c, name: c.client("logs").put_retention_policy(
            logGroupName=name, retentionInDays=1
        ),
        lambda c, name, plan: c.client("logs").put_retention_policy(
            logGroupName=name, retentionInDays=14
        ),
    ),
    Change(
        "AWS::Route53::HealthCheck", "HealthCheckApi", "HealthCheckConfig.ResourcePath",
        lambda c, check: c.client("route53").update_health_check(
            HealthCheckId=check, ResourcePath="/elsewhere"
        ),
        lambda c, check, plan: c.client("route53").update_health_check(
            HealthCheckId=check, ResourcePath="/api/v1/health"
        ),
    ),
    Change(
        "AWS::IAM::ManagedPolicy", "SlackPolicy", "PolicyDocument.Statement[0]",
        lambda c, arn: set_policy_version(c, arn, json.loads(NOTHING)),
        lambda c, arn, plan: set_policy_version(
            c, arn, planned(plan, "SlackPolicy")["PolicyDocument"]
        ),
    ),
    Change(
        "AWS::IAM::Role", "SlackRole", "ManagedPolicyArns[0]",
        lambda c, name: c.client("iam").detach_role_policy(
            RoleName=name, PolicyArn=physical_id(c, "notifications", "SlackPolicy")
        ),
        lambda c, name, plan: c.client("iam").attach_role_policy(
            RoleName=name, PolicyArn=physical_id(c, "notifications", "SlackPolicy")
        ),
    ),
]  # fmt: skip


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
    assert {name for _, _, name in found.not_kept} == {"DeletionProtectionEnabled"}


def test_an_email_address_waits_for_a_person(connection: Connection, plan: Plan) -> None:
    """Subscriptions of e-mail addresses are pending, as they are in AWS."""
    assert {logical_id for _, logical_id in read(connection, plan).pending} == {
        "SubscriptionNoticesMediumTeamEmail",
        "SubscriptionNoticesLowTeamEmail",
    }


def test_every_type_that_is_read_back_is_tried_here() -> None:
    """A new reader needs a change below that it notices."""
    assert {change.type for change in CHANGES} == set(readers())
    assert not ACCEPTED_TYPES & set(readers())


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.type)
def test_a_change_by_the_service_api_is_found(
    connection: Connection, plan: Plan, change: Change
) -> None:
    """One field changed on the server is a difference that names the resource and the field."""
    stack = next(s for s in plan.stacks if change.logical_id in s.resources)
    name = physical_id(connection, stack.name, change.logical_id)
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
        (Resource("AWS::SQS::Queue", {}), "nothing can read this type back"),
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
