"""Pass 4: `${Environment}`, `${Region}`, `${Account}`, `${Domain}` and `${Service}` in any value."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from eventflow_monitoring.compiler.draft import Draft, Outcome
from eventflow_monitoring.position import Origin, Span
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.suggestion import did_you_mean

_VARIABLE = re.compile(r"\$\{([^}]*)(\}?)")


def substitute_variables(draft: Draft) -> Outcome:
    """Replace every variable by the environment's value."""
    environment = draft.environment
    if environment is None:
        return draft, []
    values = {
        "Environment": environment.name,
        "Region": environment.region,
        "Account": environment.account,
        "Domain": environment.domain,
        "Service": environment.service,
    }
    problems: list[Problem] = []
    entries = {
        section: named
        if section == "Environments"
        else {name: _substituted(entry, values, problems) for name, entry in named.items()}
        for section, named in draft.entries.items()
    }
    return replace(draft, entries=entries), problems


def _substituted(entry: Entry, values: Mapping[str, str | None], problems: list[Problem]) -> Entry:
    found = len(problems)

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
            value = values.get(match[1]) if match[2] else None
            if value is None:
                origin = entry.origin(*path, within=Span(*match.span()))
                problems.append(_unknown(match, values, origin))
            return value or ""

        return _VARIABLE.sub(value_of, text)

    data = substitute(entry.data, ())
    if data == entry.data:
        return entry
    return replace(entry, data=data, broken=len(problems) > found)


def _unknown(match: re.Match[str], values: Mapping[str, str | None], origin: Origin) -> Problem:
    name = match[1]
    if not match[2]:
        return Problem("unknown-variable", "`${` is not closed by `}`", origin)
    if name in values:
        return Problem(
            "unknown-variable",
            f"the environment `{values['Environment']}` has no `{name}` for `${{{name}}}`",
            origin,
            help="give it one under `Environments:`, or write the value here",
        )
    return Problem(
        "unknown-variable",
        f"no variable is called `${{{name}}}`",
        origin,
        help=did_you_mean(name, values),
    )
