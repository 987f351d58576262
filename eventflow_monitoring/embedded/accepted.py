"""Types that no service of moto's holds: a stack lists them, and nothing can be read back."""

from typing import Any

from moto.core.common_models import CloudFormationModel

from eventflow_monitoring.embedded.held import Held
from eventflow_monitoring.live.connection import Connection


class SlackChannelConfiguration(Held, CloudFormationModel):
    """AWS::Chatbot::SlackChannelConfiguration."""

    TYPE = "AWS::Chatbot::SlackChannelConfiguration"

    @classmethod
    def create(
        cls, _connection: Connection, logical_id: str, _properties: dict[str, Any], account: str
    ) -> str:
        """Return the ARN it has in AWS."""
        return f"arn:aws:chatbot::{account}:chat-configuration/slack-channel/{logical_id}"


class MicrosoftTeamsChannelConfiguration(Held, CloudFormationModel):
    """AWS::Chatbot::MicrosoftTeamsChannelConfiguration."""

    TYPE = "AWS::Chatbot::MicrosoftTeamsChannelConfiguration"

    @classmethod
    def create(
        cls, _connection: Connection, logical_id: str, _properties: dict[str, Any], account: str
    ) -> str:
        """Return the ARN it has in AWS."""
        return f"arn:aws:chatbot::{account}:chat-configuration/microsoft-teams-channel/{logical_id}"


class LogAlarm(Held, CloudFormationModel):
    """AWS::CloudWatch::LogAlarm."""

    TYPE = "AWS::CloudWatch::LogAlarm"

    @classmethod
    def create(
        cls, _connection: Connection, _logical_id: str, properties: dict[str, Any], _account: str
    ) -> str:
        """Return its name."""
        return str(properties["AlarmName"])


class AlarmMuteRule(Held, CloudFormationModel):
    """AWS::CloudWatch::AlarmMuteRule."""

    TYPE = "AWS::CloudWatch::AlarmMuteRule"

    @classmethod
    def create(
        cls, _connection: Connection, _logical_id: str, properties: dict[str, Any], _account: str
    ) -> str:
        """Return its name."""
        return str(properties["Name"])
