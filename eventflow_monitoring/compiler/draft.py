"""What the passes hand on: the specs on their way to the model."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.source.tree import Tree
from eventflow_monitoring.specs.allowance import Allowance
from eventflow_monitoring.specs.context import FileReader
from eventflow_monitoring.specs.entry import Entry

Entries = Mapping[str, Mapping[str, Entry]]
"""Every entry, by section and name."""


@dataclass(frozen=True)
class Draft:
    """The state between two passes, for one environment or, at first, for all.

    `entries` are what was written; each pass brings them nearer to the model. `file_tiers` are the
    tiers that files set for their alarms. `incomplete` means that some file could not be read.
    `today` is the day of compiling; by default one on which nothing is over.
    """

    trees: tuple[Tree, ...]
    environment_name: str
    read_file: FileReader
    incomplete: bool = False
    today: date = date.min
    service: str = "eventflow"
    entries: Entries = field(default_factory=dict)
    file_tiers: Mapping[str, object] = field(default_factory=dict)
    allowances: tuple[Allowance, ...] = ()
    environment: Environment | None = None
    stand_ins: Mapping[str, str] = field(default_factory=dict)
    monitoring: Monitoring | None = None


Outcome = tuple[Draft, list[Problem]]
