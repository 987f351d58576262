"""Parts of a collector's configuration that belong together, and how they become one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Parts:
    """Components by name, and the pipelines that they stand in."""

    receivers: Mapping[str, Any] = field(default_factory=dict)
    processors: Mapping[str, Any] = field(default_factory=dict)
    exporters: Mapping[str, Any] = field(default_factory=dict)
    pipelines: Mapping[str, Any] = field(default_factory=dict)


def merged(parts: Iterable[Parts]) -> Parts:
    """Return all components and pipelines; those of one name are the same."""
    receivers: dict[str, Any] = {}
    processors: dict[str, Any] = {}
    exporters: dict[str, Any] = {}
    pipelines: dict[str, Any] = {}
    for one in parts:
        receivers |= one.receivers
        processors |= one.processors
        exporters |= one.exporters
        pipelines |= one.pipelines
    return Parts(receivers, processors, exporters, pipelines)
