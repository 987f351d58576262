"""An e-mail address.

Example:
    Channels:
      support:
        Kind: Email
        Address: support@example.com
"""

import re

from eventflow_monitoring.model.notification import EmailChannel
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.scalars import Flag
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.spec import Spec

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


class EmailSpec(Spec):
    """An e-mail address; its reader confirms the subscription once, by a link AWS sends."""

    address: str
    """The address, such as `team@eventflow.example`."""
    recovery: Flag = False
    """Tell when an alarm returns to OK."""


def expand(spec: EmailSpec, entry: Entry, context: Context) -> EmailChannel | None:
    """Return the channel of an entry."""
    if not _ADDRESS.fullmatch(spec.address):
        context.report(
            Problem(
                "bad-address", f"`{spec.address}` is no e-mail address", entry.origin("Address")
            )
        )
        return None
    return EmailChannel(
        name=entry.name,
        recovery=spec.recovery,
        address=spec.address,
        origin=entry.origin(on_key=True),
    )


KIND = Kind("Email", EmailSpec, expand)
