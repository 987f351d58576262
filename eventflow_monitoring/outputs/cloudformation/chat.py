"""Configurations of chat channels, with the role and the policy that Amazon Q Developer works with.

In go the topics that chat channels listen to, out come resources of the notifications stack: a
configuration for each channel, and a role and a policy for each application that is used.
"""

from collections.abc import Iterator
from typing import Any

from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.notification import (
    ChatChannel,
    MicrosoftTeamsChannel,
    SlackChannel,
    Topic,
)
from eventflow_monitoring.outputs.cloudformation.resource import Resource, logical_id, reference
from eventflow_monitoring.outputs.cloudformation.topics import topic_arn, topic_id

_CHATBOT = "chatbot.amazonaws.com"

# What Amazon Q Developer reads to draw an alarm's graph beside its message. None of these actions
# has resource-level permissions but DescribeAlarms (Service Authorization Reference, CloudWatch).
_ACTIONS = (
    "cloudwatch:DescribeAlarmHistory",
    "cloudwatch:DescribeAlarms",
    "cloudwatch:GetMetricData",
    "cloudwatch:GetMetricStatistics",
    "cloudwatch:ListMetrics",
)


def chat_resources(monitoring: Monitoring) -> Iterator[tuple[str, Resource]]:
    """Yield the configurations of the chat channels that topics reach, and what they need."""
    environment = monitoring.environment
    topics_of: dict[ChatChannel, list[Topic]] = {}
    for topic in monitoring.topics:
        for channel in topic.channels:
            if isinstance(channel, ChatChannel):
                topics_of.setdefault(channel, []).append(topic)
    for prefix, application in sorted({_called(channel) for channel in topics_of}):
        policy = logical_id(f"{prefix}Policy")
        yield policy, _policy(environment, application)
        yield logical_id(f"{prefix}Role"), _role(environment, application, policy)
    for channel, topics in topics_of.items():
        prefix, _ = _called(channel)
        yield logical_id(prefix, channel.name), _configuration(environment, channel, topics)


def _called(channel: ChatChannel) -> tuple[str, str]:
    """Return how the logical ids of an application begin, and what people call it."""
    return ("Slack" if isinstance(channel, SlackChannel) else "Teams"), channel.APPLICATION


def _configuration(environment: Environment, channel: ChatChannel, topics: list[Topic]) -> Resource:
    prefix, _ = _called(channel)
    type_, address = _address(channel)
    return Resource(
        type_,
        {
            "ConfigurationName": environment.physical_name(f"{environment.service}-{channel.name}"),
            **address,
            "IamRoleArn": {"Fn::GetAtt": [logical_id(f"{prefix}Role"), "Arn"]},
            # Left out, this would be AdministratorAccess.
            "GuardrailPolicies": [reference(logical_id(f"{prefix}Policy"))],
            "LoggingLevel": "ERROR",
            "SnsTopicArns": sorted(topic_arn(environment, topic) for topic in topics),
        },
        {"DependsOn": sorted(topic_id(topic) for topic in topics)},
        channel.origin,
    )


def _address(channel: ChatChannel) -> tuple[str, dict[str, Any]]:
    """Return the type of a channel's configuration, and the properties that say which it is."""
    match channel:
        case SlackChannel():
            return "AWS::Chatbot::SlackChannelConfiguration", {
                "SlackWorkspaceId": channel.workspace_id,
                "SlackChannelId": channel.channel_id,
            }
        case MicrosoftTeamsChannel():
            return "AWS::Chatbot::MicrosoftTeamsChannelConfiguration", {
                "TeamsTenantId": channel.tenant_id,
                "TeamId": channel.team_id,
                "TeamsChannelId": channel.channel_id,
            }
        case _:
            raise TypeError(f"no configuration is known for a {type(channel).__name__}")


def _policy(environment: Environment, application: str) -> Resource:
    return Resource(
        "AWS::IAM::ManagedPolicy",
        {
            "Description": f"What {application} channels of {environment.service} may read of alarms",
            "PolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": list(_ACTIONS), "Resource": "*"}],
            },
        },
    )


def _role(environment: Environment, application: str, policy: str) -> Resource:
    return Resource(
        "AWS::IAM::Role",
        {
            "Description": f"Amazon Q Developer in {application} channels of {environment.service}",
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
