"""Topics with their key, policies and subscriptions, and the Slack configurations.

Rules behind the shapes, from the CloudWatch User Guide ("Alarm actions") and the SNS Developer Guide
("Key management"): CloudWatch publishes to an encrypted topic only if the key's policy lets it, which
the policy of `alias/aws/sns` never does; and whoever may publish over plain HTTP may read along.
"""

from collections.abc import Iterator
from typing import Any

from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.notification import (
    Channel,
    EmailChannel,
    PagerDutyChannel,
    SecretReference,
    SlackChannel,
    Topic,
)
from eventflow_monitoring.outputs.cloudformation.resource import (
    Resource,
    arn,
    logical_id,
    reference,
    tags,
)

KEY = logical_id("NotificationKey")
_CLOUDWATCH = "cloudwatch.amazonaws.com"
_CHATBOT = "chatbot.amazonaws.com"

# What Amazon Q Developer reads to draw an alarm's graph beside its message. None of these actions
# has resource-level permissions but DescribeAlarms (Service Authorization Reference, CloudWatch).
_SLACK_ACTIONS = (
    "cloudwatch:DescribeAlarmHistory",
    "cloudwatch:DescribeAlarms",
    "cloudwatch:GetMetricData",
    "cloudwatch:GetMetricStatistics",
    "cloudwatch:ListMetrics",
)


def notification_resources(monitoring: Monitoring) -> Iterator[tuple[str, Resource]]:
    """Yield the resources of the notifications stack."""
    environment = monitoring.environment
    if not monitoring.topics:
        return
    yield KEY, _key(environment)
    yield logical_id("NotificationKeyAlias"), _key_alias(environment)
    for topic in monitoring.topics:
        yield topic_id(topic), _topic(topic)
        yield logical_id("TopicPolicy", topic.name), _topic_policy(environment, topic)
        for channel in topic.channels:
            endpoint = _endpoint(channel)
            if endpoint is not None:
                yield (
                    logical_id("Subscription", topic.name, channel.name),
                    _subscription(topic, channel, *endpoint),
                )
    yield from _slack_resources(monitoring)


def topic_id(topic: Topic) -> str:
    """Return the logical id of a topic."""
    return logical_id("Topic", topic.name)


def topic_arn(environment: Environment, topic: Topic) -> str:
    """Return the ARN of a topic, which follows from its name."""
    return arn(environment, "sns", topic.physical_name)


def _key(environment: Environment) -> Resource:
    root = f"arn:{environment.partition}:iam::{environment.account}:root"
    return Resource(
        "AWS::KMS::Key",
        {
            "Description": f"Encrypts the notifications of {environment.service}",
            "EnableKeyRotation": True,
            "KeyPolicy": {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Sid": "Administration",
                        "Effect": "Allow",
                        "Principal": {"AWS": root},
                        "Action": "kms:*",
                        "Resource": "*",
                    },
                    {
                        "Sid": "PublishingByAlarms",
                        "Effect": "Allow",
                        "Principal": {"Service": _CLOUDWATCH},
                        "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
                        "Resource": "*",
                        "Condition": {"StringEquals": {"aws:SourceAccount": environment.account}},
                    },
                ],
            },
        },
    )


def _key_alias(environment: Environment) -> Resource:
    name = environment.physical_name(f"{environment.service}-notifications")
    return Resource(
        "AWS::KMS::Alias", {"AliasName": f"alias/{name}", "TargetKeyId": reference(KEY)}
    )


def _topic(topic: Topic) -> Resource:
    return Resource(
        "AWS::SNS::Topic",
        {
            "TopicName": topic.physical_name,
            "KmsMasterKeyId": reference(KEY),
            "Tags": tags(Tier=topic.tier.value),
        },
        origin=topic.origin,
    )


def _topic_policy(environment: Environment, topic: Topic) -> Resource:
    own_arn = topic_arn(environment, topic)
    return Resource(
        "AWS::SNS::TopicPolicy",
        {
            "Topics": [reference(topic_id(topic))],
            "PolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Sid": "PublishingByAlarms",
                        "Effect": "Allow",
                        "Principal": {"Service": _CLOUDWATCH},
                        "Action": "sns:Publish",
                        "Resource": own_arn,
                        "Condition": {"StringEquals": {"aws:SourceAccount": environment.account}},
                    },
                    {
                        "Sid": "TlsOnly",
                        "Effect": "Deny",
                        "Principal": "*",
                        "Action": "sns:Publish",
                        "Resource": own_arn,
                        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                    },
                ],
            },
        },
    )


def _endpoint(channel: Channel) -> tuple[str, str] | None:
    """Return the protocol and endpoint of a channel's subscription; Slack makes its own."""
    match channel:
        case EmailChannel(address=address):
            return "email", address
        case PagerDutyChannel(integration_key=key):
            return "https", f"https://events.pagerduty.com/integration/{_secret(key)}/enqueue"
        case _:
            return None


def _secret(secret: SecretReference) -> str:
    """Return the dynamic reference that CloudFormation resolves while it deploys."""
    field = f":{secret.json_field}" if secret.json_field is not None else ""
    return f"{{{{resolve:secretsmanager:{secret.secret_id}:SecretString{field}}}}}"


def _subscription(topic: Topic, channel: Channel, protocol: str, endpoint: str) -> Resource:
    properties: dict[str, Any] = {
        "TopicArn": reference(topic_id(topic)),
        "Protocol": protocol,
        "Endpoint": endpoint,
    }
    if not channel.recovery:
        # The message of an alarm names its new state; what says OK is kept from this channel.
        properties["FilterPolicyScope"] = "MessageBody"
        properties["FilterPolicy"] = {"NewStateValue": [{"anything-but": ["OK"]}]}
    return Resource("AWS::SNS::Subscription", properties, origin=channel.origin)


def _slack_resources(monitoring: Monitoring) -> Iterator[tuple[str, Resource]]:
    environment = monitoring.environment
    topics_of: dict[SlackChannel, list[Topic]] = {}
    for topic in monitoring.topics:
        for channel in topic.channels:
            if isinstance(channel, SlackChannel):
                topics_of.setdefault(channel, []).append(topic)
    if not topics_of:
        return
    role, policy = logical_id("SlackRole"), logical_id("SlackPolicy")
    yield policy, _slack_policy(environment)
    yield role, _slack_role(environment, policy)
    for channel, topics in topics_of.items():
        name = environment.physical_name(f"{environment.service}-{channel.name}")
        yield (
            logical_id("Slack", channel.name),
            Resource(
                "AWS::Chatbot::SlackChannelConfiguration",
                {
                    "ConfigurationName": name,
                    "SlackWorkspaceId": channel.workspace_id,
                    "SlackChannelId": channel.channel_id,
                    "IamRoleArn": {"Fn::GetAtt": [role, "Arn"]},
                    # Left out, this would be AdministratorAccess.
                    "GuardrailPolicies": [reference(policy)],
                    "LoggingLevel": "ERROR",
                    "SnsTopicArns": sorted(topic_arn(environment, topic) for topic in topics),
                },
                {"DependsOn": sorted(topic_id(topic) for topic in topics)},
                channel.origin,
            ),
        )


def _slack_policy(environment: Environment) -> Resource:
    return Resource(
        "AWS::IAM::ManagedPolicy",
        {
            "Description": f"What Slack channels of {environment.service} may read of alarms",
            "PolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": list(_SLACK_ACTIONS), "Resource": "*"}],
            },
        },
    )


def _slack_role(environment: Environment, policy: str) -> Resource:
    return Resource(
        "AWS::IAM::Role",
        {
            "Description": f"Amazon Q Developer in Slack channels of {environment.service}",
            "AssumeRolePolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": {"Service": _CHATBOT},
                        "Action": "sts:AssumeRole",
                    }
                ],
            },
            "ManagedPolicyArns": [reference(policy)],
        },
    )
