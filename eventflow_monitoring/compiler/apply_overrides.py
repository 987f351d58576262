"""Pass 3: what an entry says under `Environments:` for this environment replaces the rest."""

from dataclasses import replace
from typing import Any

from eventflow_monitoring.compiler.draft import Draft, Outcome
from eventflow_monitoring.position import Pointer
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.entry import OVERRIDES, Entry
from eventflow_monitoring.suggestion import did_you_mean

_SECTION = "Environments"


def apply_overrides(draft: Draft) -> Outcome:
    """Lay each entry's own `Environments:` over its other keys."""
    problems: list[Problem] = []
    entries = {
        section: {
            name: entry
            if section == _SECTION
            or not isinstance(entry.data, dict)
            or OVERRIDES not in entry.data
            else _overridden(entry, draft, problems)
            for name, entry in named.items()
        }
        for section, named in draft.entries.items()
    }
    return replace(draft, entries=entries), problems


def _overridden(entry: Entry, draft: Draft, problems: list[Problem]) -> Entry:
    overrides = entry.data[OVERRIDES]
    data: dict[str, Any] = {key: value for key, value in entry.data.items() if key != OVERRIDES}
    if not isinstance(overrides, dict):
        problems.append(
            Problem("bad-value", "`Environments` takes the names of environments",
                    entry.origin(OVERRIDES), help="each with the keys that differ there")
        )  # fmt: skip
        return replace(entry, data=data)
    known = draft.entries[_SECTION]
    if known and not draft.incomplete:
        problems += [
                Problem("unknown-environment", f"no environment is called `{name}`",
                        entry.origin(OVERRIDES, name, on_key=True), help=did_you_mean(name, known))
                for name in overrides if name not in known
            ]  # fmt: skip
    override = overrides.get(draft.environment_name)
    if override is None:
        return replace(entry, data=data)
    if not isinstance(override, dict):
        problems.append(
            Problem("bad-value", "keys and values are expected here",
                    entry.origin(OVERRIDES, draft.environment_name))
        )  # fmt: skip
        return replace(entry, data=data)
    moved: dict[str, Pointer] = {
        key: (*entry.pointer, OVERRIDES, draft.environment_name, key) for key in override
    }
    return replace(entry, data={**data, **override}, moved={**entry.moved, **moved})
