"""Who is told: channels, and the topics that reach them."""

from dataclasses import dataclass, field

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
class SlackChannel(Channel):
    """A Slack channel, through Amazon Q Developer in chat applications."""

    workspace_id: str
    channel_id: str


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
