"""Pass 4: `${Environment}`, `${Region}`, `${Account}`, `${Domain}` and `${Service}` in any value."""

import re
from dataclasses import replace
from typing import Any

from eventflow_monitoring.compiler.draft import Draft, Outcome
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.suggestion import did_you_mean

_VARIABLE = re.compile(r"\$\{([^}]*)\}")


def substitute_variables(draft: Draft) -> Outcome:
    """Replace every variable by the environment's value."""
    environment = draft.environment
    if environment is None:
        return draft, []
    values = {
        "Environment": environment.name,
        "Region": environment.region,
        "Account": environment.account,
        "Service": environment.service,
    }
    if environment.domain is not None:
        values["Domain"] = environment.domain
    problems: list[Problem] = []
    entries = {
        section: named
        if section == "Environments"
        else {name: _substituted(entry, values, problems) for name, entry in named.items()}
        for section, named in draft.entries.items()
    }
    return replace(draft, entries=entries), problems


def _substituted(entry: Entry, values: dict[str, str], problems: list[Problem]) -> Entry:
    def substitute(data: Any, path: tuple[str | int, ...]) -> Any:
        if isinstance(data, str):
            return replace_in(data, path) if "${" in data else data
        if isinstance(data, dict):
            return {key: substitute(value, (*path, key)) for key, value in data.items()}
        if isinstance(data, list):
            return [substitute(value, (*path, index)) for index, value in enumerate(data)]
        return data

    def replace_in(text: str, path: tuple[str | int, ...]) -> str:
        def value_of(match: re.Match[str]) -> str:
            name = match[1]
            if name not in values:
                problems.append(
                    Problem("unknown-variable", f"no variable is called `${{{name}}}`",
                            entry.origin(*path), help=did_you_mean(name, values))
                )  # fmt: skip
            return values.get(name, "")

        return _VARIABLE.sub(value_of, text)

    data = substitute(entry.data, ())
    return entry if data == entry.data else replace(entry, data=data)
