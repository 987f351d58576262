"""`Topics:` one per audience and tier; alarms publish to them, channels listen.

Example:
    Topics:
      database-alerts:
        Tier: high
        Channels: [team, on-call]
"""

from typing import Annotated

from pydantic import BeforeValidator

from eventflow_monitoring.model.notification import Channel, Topic
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.scalars import spec_error
from eventflow_monitoring.specs.section import Kind, Section
from eventflow_monitoring.specs.spec import Spec


def _listed(value: object) -> object:
    """Refuse channels written as one text, and show them as a list."""
    if isinstance(value, str) and not value.startswith("-"):
        raise spec_error("bad-value", "`Channels` takes a list", f"write `[{value}]`")
    return value


class TopicSpec(Spec):
    """A topic: an audience, for alarms of one tier."""

    tier: Tier
    """The tier whose alarms it carries."""
    channels: Annotated[list[str], BeforeValidator(_listed)]
    """The channels it reaches; an environment may name another to stand in for one."""


def expand(spec: TopicSpec, entry: Entry, context: Context) -> Topic | None:
    """Return the topic of an entry with the channels that are live in the environment."""
    channels: dict[str, Channel] = {}
    complete = True
    for index, name in enumerate(spec.channels):
        origin = entry.origin("Channels", index)
        if context.find("Channels", Channel, name, origin) is None:
            complete = False
            continue
        live = context.live_channel(name)
        if live is None:
            complete = False
            continue
        channels[live.name] = live
    if not complete:
        return None
    return Topic(
        name=entry.name,
        physical_name=context.environment.physical_name(entry.name),
        tier=spec.tier,
        channels=tuple(channels.values()),
        origin=entry.origin(on_key=True),
    )


SECTION = Section("Topics", (Kind("Topic", TopicSpec, expand),), needs=("Channels",))
