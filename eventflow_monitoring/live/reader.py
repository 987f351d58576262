"""What a reader is, and the list of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.registry import registered

Properties = Mapping[str, Any]

Expected = Mapping[str, Properties]
"""What should stand, by physical id: the ids to read, and what some readers find them by."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads resources of one CloudFormation type back through the public API of their service.

    `read(connection, expected)` returns the properties of each resource that exists, by physical id
    and in CloudFormation's terms. `defaults` are what a property is worth that is not
    written. `untold` are properties that no API of the service tells: accepted, not read back.
    """

    type: str
    read: Callable[[Connection, Expected], Mapping[str, Properties]]
    defaults: Properties = field(default_factory=dict)
    untold: frozenset[str] = frozenset()


def readers() -> dict[str, Reader]:
    """Return every reader by type."""
    found: tuple[Reader, ...] = registered("eventflow_monitoring.live.readers", "READER")
    return {reader.type: reader for reader in found}


def tag_list(tags: Mapping[str, str]) -> list[dict[str, str]]:
    """Return tags as CloudFormation writes them, without those that AWS adds by itself."""
    return [
        {"Key": key, "Value": value}
        for key, value in sorted(tags.items())
        if not key.startswith("aws:")
    ]
