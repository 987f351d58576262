"""What expanding an entry may look up, and where it reports what is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any, TypeVar

from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.notification import Channel
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Findings, Problem, Related
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.suggestion import nearest

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class UnreadableFile:
    """A file that is there and whose text is not to be had; `reason` follows its name."""

    reason: str


FileReader = Callable[[str], str | UnreadableFile | None]
"""From the path of a file to its text, to why there is none, or to None: there is no such file."""


@dataclass
class Context:
    """The environment, what was expanded so far, and the problems found.

    `entries` holds every entry written, by section and name, whether or not it expanded: a name
    whose entry is broken is not unknown, and is not reported a second time. `incomplete` means
    that some file could not be read, so that no name can be called unknown. `stand_ins` names the
    channel that is told instead of one that is not live in the environment. `today` is the day of
    compiling. `told` are rules of which one problem is enough, once there is one.
    """

    environment: Environment
    entries: Mapping[str, Mapping[str, Entry]]
    read_file: FileReader
    incomplete: bool = False
    today: date = date.min
    stand_ins: Mapping[str, str] = field(default_factory=dict)
    expanded: dict[str, dict[str, Any]] = field(default_factory=dict)
    problems: Findings = field(default_factory=Findings)
    told: set[str] = field(default_factory=set)

    def report(self, problem: Problem) -> None:
        """Add a problem."""
        self.problems.append(problem)

    def find(
        self, section: str, kind: type[T], name: str, origin: Origin, help: str | None = None
    ) -> T | None:
        """Return what a name of a section stands for; reports a name that nothing has.

        `help` says what to do about such a name; by default the nearest one is suggested.
        """
        found = self.expanded.get(section, {}).get(name)
        if found is None:
            if name not in self.entries.get(section, {}) and not self.incomplete:
                unknown = self._unknown(section, name, origin)
                self.report(replace(unknown, help=help, related=()) if help else unknown)
            return None
        if not isinstance(found, kind):
            raise TypeError(f"{section} holds a {type(found).__name__}, not a {kind.__name__}")
        return found

    def knows(self, section: str, name: str, origin: Origin, help: str | None = None) -> bool:
        """Tell whether something of a section has this name; reports one that nothing has.

        `help` is as for `find`.
        """
        if name in self.entries.get(section, {}):
            return True
        if not self.incomplete:
            unknown = self._unknown(section, name, origin)
            self.report(replace(unknown, help=help, related=()) if help else unknown)
        return False

    def is_disabled(self, section: str, name: str) -> bool:
        """Tell whether a thing is written, and says that it is not deployed here."""
        entry = self.entries.get(section, {}).get(name)
        enabled = entry.data.get("Enabled") if entry and isinstance(entry.data, dict) else None
        return isinstance(enabled, str) and enabled.strip().casefold() in ("false", "no", "off")

    def live_channel(self, name: str) -> Channel | None:
        """Return the channel that is told in this environment when a topic names one."""
        found = self.expanded.get("Channels", {}).get(self.stand_ins.get(name, name))
        return found if isinstance(found, Channel) else None

    def read_beside(self, file: str, path: str) -> str | UnreadableFile | None:
        """Read a file whose path is taken from another file's directory, as `read_file` does."""
        return self.read_file(str(PurePosixPath(file).parent / path))

    def _unknown(self, section: str, name: str, origin: Origin) -> Problem:
        thing = _SINGULARS.get(section, section.lower())
        entries = self.entries.get(section, {})
        match = nearest(name, entries)
        rule = f"unknown-{thing.replace(' ', '-')}"
        message = f"no {thing} is called `{name}`"
        if match is None:
            return Problem(rule, message, origin, help=_known(section, entries))
        return Problem(
            rule,
            message,
            origin,
            help=f"did you mean `{match}`?",
            related=(Related(f"`{match}`", entries[match].origin(on_key=True)),),
        )


_SINGULARS = {
    "Alarms": "alarm",
    "Channels": "channel",
    "HealthChecks": "health check",
    "LogGroups": "log group",
    "Metrics": "metric",
    "Queries": "query",
    "Topics": "topic",
}


def _known(section: str, entries: Mapping[str, Entry]) -> str:
    if not entries:
        return f"nothing is written under `{section}:`"
    shown = list(entries)[:8]
    more = f" and {len(entries) - len(shown)} more" if len(entries) > len(shown) else ""
    return "known: " + ", ".join(f"`{name}`" for name in shown) + more
