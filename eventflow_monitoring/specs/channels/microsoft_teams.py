"""A channel of Microsoft Teams.

Example:
    Channels:
      platform:
        Kind: MicrosoftTeams
        Tenant: 11111111-2222-3333-4444-555555555555
        Team: 66666666-7777-8888-9999-000000000000
        Channel: 19%3aAbCdEf0123456789%40thread.tacv2
"""

import re
from urllib.parse import quote, unquote

from eventflow_monitoring.model.notification import MicrosoftTeamsChannel
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.scalars import Flag
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.spec import Spec

# UUID and TeamsChannelId of the API of Amazon Q Developer in chat applications (botocore 1.44.5);
# AWS::Chatbot::MicrosoftTeamsChannelConfiguration has the same patterns.
_UUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_CHANNEL = re.compile(
    r"(?=.{1,255}\Z)[a-zA-Z0-9\-_=+/.,]*%3[aA][a-zA-Z0-9\-_=+/.,]*%40[a-zA-Z0-9\-_=+/.,]*"
)
_IN_LINK = re.compile(r"/channel/([^/?]+)")


class MicrosoftTeamsSpec(Spec):
    """A channel of Microsoft Teams, through Amazon Q Developer in chat applications.

    Somebody authorises the tenant once, in the AWS console, which then shows the ids.
    """

    tenant: str
    """The id of the tenant, a UUID."""
    team: str
    """The id of the team, a UUID."""
    channel: str
    """The id of the channel as its link has it (`19%3a…%40thread.tacv2`)."""
    recovery: Flag = True
    """Tell when an alarm returns to OK."""


def expand(
    spec: MicrosoftTeamsSpec, entry: Entry, context: Context
) -> MicrosoftTeamsChannel | None:
    """Return the channel of an entry."""
    wrong = [
        _bad_id(entry, key, value, "it is a UUID, which the AWS console shows once authorised")
        for key, value in (("Tenant", spec.tenant), ("Team", spec.team))
        if not _UUID.fullmatch(value)
    ]
    if not _CHANNEL.fullmatch(spec.channel):
        wrong.append(_bad_id(entry, "Channel", spec.channel, _channel_help(spec.channel)))
    for problem in wrong:
        context.report(problem)
    if wrong:
        return None
    return MicrosoftTeamsChannel(
        name=entry.name,
        recovery=spec.recovery,
        tenant_id=spec.tenant,
        team_id=spec.team,
        channel_id=spec.channel,
        origin=entry.origin(on_key=True),
    )


def _bad_id(entry: Entry, key: str, value: str, help: str) -> Problem:
    message = f"`{value}` is no id of a Microsoft Teams {key.lower()}"
    return Problem("bad-teams-id", message, entry.origin(key), help=help)


def _channel_help(written: str) -> str:
    """Say how to write a channel of which the link, or the id as people read it, was written."""
    in_link = _IN_LINK.search(written)
    channel = quote(unquote(in_link[1] if in_link else written), safe="=+/,")
    if _CHANNEL.fullmatch(channel):
        return f"write `{channel}`"
    return "it stands in the channel's link, such as `19%3a…%40thread.tacv2`; a name is not enough"


KIND = Kind("MicrosoftTeams", MicrosoftTeamsSpec, expand)
