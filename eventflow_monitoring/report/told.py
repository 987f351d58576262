"""Whom an alarm tells, in words."""

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.notification import (
    Channel,
    EmailChannel,
    PagerDutyChannel,
    SlackChannel,
)


def channel_kind(channel: Channel) -> str:
    """Return how people call a kind of channel."""
    match channel:
        case EmailChannel():
            return "e-mail"
        case PagerDutyChannel():
            return "PagerDuty"
        case SlackChannel():
            return "Slack"
        case _:
            return type(channel).__name__


def told_in_words(alarm: Alarm) -> str:
    """Say whom an alarm tells: `on-call (PagerDuty), team (Slack)`."""
    if not alarm.actions_enabled:
        return "nobody (actions disabled)"
    channels = {channel.name: channel for topic in alarm.topics for channel in topic.channels}
    named = (f"{channel.name} ({channel_kind(channel)})" for channel in channels.values())
    return ", ".join(named) or "nobody"
