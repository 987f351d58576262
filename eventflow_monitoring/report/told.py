"""Whom an alarm tells, in words."""

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.notification import (
    Channel,
    ChatChannel,
    EmailChannel,
    FunctionChannel,
    OpsItemChannel,
    PagerDutyChannel,
    QueueChannel,
    WebhookChannel,
)


def channel_kind(channel: Channel) -> str:
    """Return how people call a kind of channel."""
    match channel:
        case EmailChannel():
            return "e-mail"
        case PagerDutyChannel():
            return "PagerDuty"
        case ChatChannel():
            return channel.APPLICATION
        case WebhookChannel():
            return "webhook"
        case QueueChannel():
            return "SQS"
        case FunctionChannel():
            return "Lambda"
        case OpsItemChannel(severity=severity):
            return f"OpsItem of severity {severity}"
        case _:
            return type(channel).__name__


def reached_without_subscription(channel: Channel) -> str | None:
    """Say how a channel is reached that no subscription of the stack is for; None for the others."""
    match channel:
        case ChatChannel():
            return "made by Amazon Q Developer"
        case OpsItemChannel():
            return "none: the alarm opens it"
        case _:
            return None


def told_in_words(alarm: Alarm) -> str:
    """Say whom an alarm tells: `on-call (PagerDuty), team (Slack)`."""
    if not alarm.actions_enabled:
        return "nobody (actions disabled)"
    channels = {channel.name: channel for topic in alarm.topics for channel in topic.channels}
    named = (f"{channel.name} ({channel_kind(channel)})" for channel in channels.values())
    return ", ".join(named) or "nobody"
