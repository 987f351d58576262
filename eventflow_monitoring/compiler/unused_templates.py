"""Templates that nothing extends: what they say is read by nobody, and so not checked."""

from collections.abc import Iterator

from eventflow_monitoring.compiler.draft import Entries
from eventflow_monitoring.problem import Problem, Severity
from eventflow_monitoring.specs.entry import EXTENDS

_TEMPLATES = "Templates"


def unused_templates(entries: Entries) -> Iterator[Problem]:
    """Warn of every template whose name stands in no `Extends`; one that has no keys is an error.

    Not while an `Extends` names nothing: it may be meant for any of them.
    """
    for entry in entries[_TEMPLATES].values():
        if not isinstance(entry.data, dict):
            yield Problem("bad-value", "keys and values are expected here", entry.origin())
    extended: set[str] = set()
    for named in entries.values():
        for entry in named.values():
            if not isinstance(entry.data, dict) or EXTENDS not in entry.data:
                continue
            name = entry.data[EXTENDS]
            if not isinstance(name, str) or (name not in named and name not in entries[_TEMPLATES]):
                return
            extended.add(name)
    for name, entry in entries[_TEMPLATES].items():
        if name not in extended:
            yield Problem(
                "unused-template",
                f"nothing extends `{name}`: what it says is not checked",
                entry.origin(on_key=True),
                help="remove it, or name it in an `Extends`",
                severity=Severity.WARNING,
            )
