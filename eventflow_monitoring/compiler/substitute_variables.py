"""Pass 5: `${Environment}`, `${Region}`, `${Account}`, `${Domain}` and `${Service}` in any value.

Each environment has values of its own for them; `Domain` only where its entry gives it one. They stand
in values, not in names: names are the same everywhere, and `NamePattern` of an environment is added to
them. CloudWatch's own, which it replaces in the labels of graphs (`${LABEL}`, `${MAX}`,
`${PROP('Dim.group')}`), are left to it.

Example:
    Channels:
      lead:
        Kind: Email
        Address: ${Service}-${Environment}@example.com
    Topics:
      lead-alerts:
        Tier: high
        Channels: [lead]
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from eventflow_monitoring.compiler.draft import Draft, Outcome
from eventflow_monitoring.compiler.growth import Growth
from eventflow_monitoring.compiler.variables import replaced, span_of
from eventflow_monitoring.position import Origin, Pointer
from eventflow_monitoring.problem import Findings, Problem
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.suggestion import did_you_mean

VARIABLES = ("Environment", "Region", "Account", "Domain", "Service")
"""What an environment has a value for."""

_DYNAMIC_LABEL = re.compile(
    r"\$\{(?:PROP\('[^']*'\)|LABEL|AVG|SUM|DATAPOINT_COUNT|FIRST_LAST(?:_TIME)?_RANGE"
    r"|MIN_MAX(?:_TIME)?_RANGE|(?:FIRST|LAST|MIN|MAX)(?:_TIME(?:_RELATIVE)?)?)\}"
)
"""What CloudWatch replaces in the labels of graphs (CloudWatch User Guide, "Using dynamic labels")."""

_MOST_OF_ONE = 100
"""Variables of one thing that are told to be unknown."""

NOT_THINGS = ("Environments", "Templates", "Defaults")
"""Sections that are read elsewhere, or only through what takes them up."""


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
    problems = Findings()
    growth = Growth()
    entries = {
        section: named
        if section in NOT_THINGS
        else {name: _substituted(entry, values, problems, growth) for name, entry in named.items()}
        for section, named in draft.entries.items()
    }
    return replace(draft, entries=entries), problems


def _substituted(
    entry: Entry, values: Mapping[str, str | None], problems: list[Problem], growth: Growth
) -> Entry:
    found = len(problems)
    told: set[tuple[Pointer, str]] = set()  # a value may hold the same mistake a thousand times

    def value_of(match: re.Match[str], path: Pointer) -> str:
        if _DYNAMIC_LABEL.fullmatch(match[0]):
            return match[0]
        value = values.get(match[1]) if match[2] else None
        if value is None and (path, match[0]) not in told and len(told) < _MOST_OF_ONE:
            told.add((path, match[0]))
            origin = entry.origin(*path, within=span_of(match))
            problems.append(_unknown(match, values, entry.variables, origin))
        return value or ""

    done = replaced(entry, value_of, growth)
    return replace(done, broken=True) if len(problems) > found else done


def _unknown(
    match: re.Match[str], values: Mapping[str, str | None], more: Sequence[str], origin: Origin
) -> Problem:
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
        help=did_you_mean(name, [*more, *values]),
    )
