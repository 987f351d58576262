"""Changes made behind CloudFormation's back, one for each type that is read back."""

import json

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from tests.live.change import Change, physical_id, planned
from tests.live.parameter_changes import PARAMETER_CHANGES

ALERTS = "arn:aws:sns:us-east-1:222222222222:alerts-critical"
FUNCTION = "arn:aws:lambda:us-east-1:222222222222:function:page-someone:live"
OPEN = json.dumps({"Version": "2012-10-17", "Statement": []})
NOTHING = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Deny", "Action": "cloudwatch:*", "Resource": "*"}],
    }
)


def put_alarm(connection: Connection, plan: Plan, name: str, **other: object) -> None:
    """Write an alarm as planned, but for some properties."""
    properties = {**planned(plan, f"Alarm{name}"), **other}
    connection.client("cloudwatch").put_metric_alarm(**properties)


def tag_alarm(connection: Connection, name: str, owner: str) -> None:
    """Say who looks after an alarm."""
    connection.client("cloudwatch").tag_resource(
        ResourceARN=f"arn:aws:cloudwatch:us-east-1:222222222222:alarm:{name}",
        Tags=[{"Key": "Owner", "Value": owner}],
    )


def set_topic(connection: Connection, name: str, value: str) -> None:
    """Set an attribute of the topic of critical alerts."""
    connection.client("sns").set_topic_attributes(
        TopicArn=ALERTS, AttributeName=name, AttributeValue=value
    )


def set_policy_version(connection: Connection, arn: str, document: object) -> None:
    """Make another document the policy."""
    connection.client("iam").create_policy_version(
        PolicyArn=arn, PolicyDocument=json.dumps(document), SetAsDefault=True
    )


def detach_policies(connection: Connection, role: str) -> None:
    """Take every managed policy from a role."""
    client = connection.client("iam")
    for policy in client.list_attached_role_policies(RoleName=role)["AttachedPolicies"]:
        client.detach_role_policy(RoleName=role, PolicyArn=policy["PolicyArn"])


def permit_topic(connection: Connection, statement_id: str, topic: str) -> None:
    """Let a topic, and none besides, call the function."""
    client = connection.client("lambda")
    client.remove_permission(FunctionName=FUNCTION, StatementId=statement_id)
    client.add_permission(
        FunctionName=FUNCTION, StatementId=statement_id, Action="lambda:InvokeFunction",
        Principal="sns.amazonaws.com", SourceArn=topic,
    )  # fmt: skip


def put_metric_filter(connection: Connection, name: str, value: str) -> None:
    """Let a record that matches count for something else."""
    client = connection.client("logs")
    group = "/eventflow/backend/application"
    (one,) = client.describe_metric_filters(logGroupName=group, filterNamePrefix=name)[
        "metricFilters"
    ]
    client.delete_metric_filter(logGroupName=group, filterName=name)
    (made,) = one["metricTransformations"]
    client.put_metric_filter(
        logGroupName=group, filterName=name, filterPattern=one["filterPattern"],
        metricTransformations=[{**made, "metricValue": value}],
    )  # fmt: skip


def put_subscription_filter(connection: Connection, name: str, pattern: str) -> None:
    """Let other records be sent on."""
    connection.client("logs").put_subscription_filter(
        logGroupName="/everywhere/logs-2", filterName=name, filterPattern=pattern,
        destinationArn="arn:aws:lambda:us-east-1:222222222222:function:index-logs",
    )  # fmt: skip


def put_index_policy(connection: Connection, group: str, policy: object) -> None:
    """Let other fields be indexed."""
    connection.client("logs").put_index_policy(
        logGroupIdentifier=group, policyDocument=json.dumps(policy)
    )


def put_data_protection(connection: Connection, group: str, policy: object) -> None:
    """Let other data be masked."""
    connection.client("logs").put_data_protection_policy(
        logGroupIdentifier=group, policyDocument=json.dumps(policy)
    )


def put_query(connection: Connection, query_id: str, text: str, groups: list[str]) -> None:
    """Keep another query under the name of EventFlow's slow requests."""
    connection.client("logs").put_query_definition(
        queryDefinitionId=query_id, name="eventflow/slow-requests", queryString=text,
        logGroupNames=groups,
    )  # fmt: skip


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
            c, "KmsMasterKeyId", physical_id(c, plan, "NotificationKey")
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
        # moto has no PutCompositeAlarm: only the tags of a composite can be changed there.
        "AWS::CloudWatch::CompositeAlarm", "AlertHighErrorRate", "Tags[0].Value",
        lambda c, name: tag_alarm(c, name, "nobody"),
        lambda c, name, plan: tag_alarm(c, name, "eventflow-team"),
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
            AliasName=name, TargetKeyId=physical_id(c, plan, "NotificationKey")
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
        "AWS::Logs::LogGroup", "LogGroupEventflowBackendErrors", "FieldIndexPolicies[0].Fields[0]",
        lambda c, name: put_index_policy(c, name, {"Fields": ["level"]}),
        lambda c, name, plan: put_index_policy(
            c, name, planned(plan, "LogGroupEventflowBackendErrors")["FieldIndexPolicies"][0]
        ),
    ),
    Change(
        "AWS::Logs::LogGroup", "LogGroupEventflowBackendErrors",
        "DataProtectionPolicy.Statement[0]",
        lambda c, name: put_data_protection(c, name, json.loads(OPEN)),
        lambda c, name, plan: put_data_protection(
            c, name, planned(plan, "LogGroupEventflowBackendErrors")["DataProtectionPolicy"]
        ),
    ),
    Change(
        "AWS::Events::Rule", "StateChangeDatabaseSlowQueries", "State",
        lambda c, name: c.client("events").disable_rule(Name=name),
        lambda c, name, plan: c.client("events").enable_rule(Name=name),
    ),
    Change(
        "AWS::Logs::ResourcePolicy", "StateChangePolicy", "PolicyDocument.Statement[0]",
        lambda c, name: c.client("logs").put_resource_policy(
            policyName=name, policyDocument=OPEN
        ),
        lambda c, name, plan: c.client("logs").put_resource_policy(
            policyName=name, policyDocument=str(planned(plan, "StateChangePolicy")["PolicyDocument"])
        ),
    ),
    Change(
        "AWS::Logs::MetricFilter", "MetricFilterSlowQueries",
        "MetricTransformations[0].MetricValue",
        lambda c, name: put_metric_filter(c, name, "2"),
        lambda c, name, plan: put_metric_filter(c, name, "1"),
    ),
    Change(
        "AWS::Logs::SubscriptionFilter", "SubscriptionFilterErrorsToSearch", "FilterPattern",
        lambda c, name: put_subscription_filter(c, name, "WARN"),
        lambda c, name, plan: put_subscription_filter(c, name, "ERROR"),
    ),
    Change(
        "AWS::Logs::QueryDefinition", "QueryEventflowSlowRequests", "QueryString",
        lambda c, query_id: put_query(c, query_id, "limit 1", ["/eventflow/backend/access"]),
        lambda c, query_id, plan: put_query(
            c, query_id, str(planned(plan, "QueryEventflowSlowRequests")["QueryString"]),
            ["/eventflow/backend/access"],
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
        detach_policies,
        lambda c, name, plan: c.client("iam").attach_role_policy(
            RoleName=name, PolicyArn=physical_id(c, plan, "SlackPolicy")
        ),
    ),
    Change(
        "AWS::Lambda::Permission", "PermissionPagesPager", "SourceArn",
        lambda c, statement: permit_topic(c, statement, ALERTS),
        lambda c, statement, plan: permit_topic(c, statement, physical_id(c, plan, "TopicPages")),
    ),
    *PARAMETER_CHANGES,
]  # fmt: skip
