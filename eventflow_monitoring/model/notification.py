"""Who is told: channels, and the topics that reach them."""

from dataclasses import dataclass, field
from enum import Enum
from typing import ClassVar
from urllib.parse import unquote

from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.position import Origin


@dataclass(frozen=True, slots=True)
class SecretReference:
    """A value kept in AWS Secrets Manager; `json_field` picks one field of a JSON secret."""

    secret_id: str
    json_field: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A way to reach people. `recovery` says whether it is told when an alarm returns to OK."""

    IS_SUBSCRIBED: ClassVar[bool] = True
    """Whether a topic has a subscription of ours for it: some subscribe by themselves."""

    name: str
    recovery: bool
    origin: Origin = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailChannel(Channel):
    """An e-mail address; whoever reads it must confirm the subscription once."""

    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PagerDutyChannel(Channel):
    """A PagerDuty service, by the integration key of its CloudWatch integration."""

    integration_key: SecretReference


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookChannel(Channel):
    """An HTTPS address that SNS posts to; the whole of a secret one is kept in Secrets Manager."""

    url: str | SecretReference


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueChannel(Channel):
    """An SQS queue that stands already: its ARN, or the name of one of the environment's."""

    queue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionChannel(Channel):
    """A Lambda function that stands already: its ARN, or the name of one of the environment's.

    Either may end in a version or an alias: `name:live`.
    """

    function: str


class OpsItemCategory(Enum):
    """What an OpsItem is about (Systems Manager User Guide, "Configure alarms to create OpsItems")."""

    AVAILABILITY = "Availability"
    COST = "Cost"
    PERFORMANCE = "Performance"
    RECOVERY = "Recovery"
    SECURITY = "Security"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpsItemChannel(Channel):
    """An OpsItem in Systems Manager for each time an alarm goes off; no subscription of a topic.

    `severity` counts from 1, the highest, to 4.
    """

    IS_SUBSCRIBED: ClassVar[bool] = False

    severity: int
    category: OpsItemCategory | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatChannel(Channel):
    """A channel of a chat application, through Amazon Q Developer.

    It subscribes to topics by itself, without a filter. An account has one configuration for it.
    """

    IS_SUBSCRIBED: ClassVar[bool] = False

    APPLICATION: ClassVar[str]
    """What people call the application."""

    channel_id: str

    @property
    def address(self) -> tuple[str, ...]:
        """What tells the channel from every other of its application."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackChannel(ChatChannel):
    """A Slack channel."""

    APPLICATION: ClassVar[str] = "Slack"

    workspace_id: str

    @property
    def address(self) -> tuple[str, ...]:
        """The workspace and the channel."""
        return self.workspace_id, self.channel_id


@dataclass(frozen=True, slots=True, kw_only=True)
class MicrosoftTeamsChannel(ChatChannel):
    """A channel of Microsoft Teams. `channel_id` is percent-encoded, as it stands in its link."""

    APPLICATION: ClassVar[str] = "Microsoft Teams"

    tenant_id: str
    team_id: str

    @property
    def address(self) -> tuple[str, ...]:
        """Tenant, team and channel, however they were spelled."""
        return self.tenant_id.lower(), self.team_id.lower(), unquote(self.channel_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """An SNS topic of one audience and tier, with the channels it reaches in this environment."""

    name: str
    physical_name: str
    tier: Tier
    channels: tuple[Channel, ...]
    origin: Origin = field(compare=False)

    @property
    def recovery(self) -> bool:
        """Whether anybody behind the topic is told when an alarm returns to OK."""
        return any(channel.recovery for channel in self.channels)
