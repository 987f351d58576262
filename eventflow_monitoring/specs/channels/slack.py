"""A Slack channel.

Example:
    Channels:
      database-team:
        Kind: Slack
        Workspace: T0EXAMPLE
        Channel: C0DATABASE
"""

import re

from eventflow_monitoring.model.notification import SlackChannel
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.scalars import Flag
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.spec import Spec

# Patterns of AWS::Chatbot::SlackChannelConfiguration (CloudFormation resource reference).
_WORKSPACE = re.compile(r"[0-9A-Z]{1,255}")
_CHANNEL = re.compile(r"[A-Za-z0-9]+")


class SlackSpec(Spec):
    """A Slack channel, through Amazon Q Developer in chat applications.

    Somebody authorises the workspace once, in the AWS console.
    """

    workspace: str
    """The id of the workspace (`T…`)."""
    channel: str
    """The id of the channel (`C…`)."""
    recovery: Flag = True
    """Tell when an alarm returns to OK."""


def expand(spec: SlackSpec, entry: Entry, context: Context) -> SlackChannel | None:
    """Return the channel of an entry."""
    for key, value, pattern in (
        ("Workspace", spec.workspace, _WORKSPACE),
        ("Channel", spec.channel, _CHANNEL),
    ):
        if not pattern.fullmatch(value):
            context.report(
                Problem(
                    "bad-slack-id",
                    f"`{value}` is no id of a Slack {key.lower()}",
                    entry.origin(key),
                    help="ids are letters and digits, such as `C0123ABCDEF`; a name is not enough",
                )
            )
            return None
    return SlackChannel(
        name=entry.name,
        recovery=spec.recovery,
        workspace_id=spec.workspace,
        channel_id=spec.channel,
        origin=entry.origin(on_key=True),
    )


KIND = Kind("Slack", SlackSpec, expand)
