"""Pass 4: one thing for each value of its `ForEach`, `${Name}` replaced in its name and values.

Several variables make a thing of every combination of their values; a list of rows, all with the same
variables, makes one of each row. The name of the thing holds what tells them apart. One `ForEach` makes
at most 10,000 things, all of an environment together 20,000.

Example:
    Metrics:
      ${Queue}Depth:
        ForEach: {Queue: [Orders, Invoices]}
        Namespace: Example
        MetricName: queue_depth
        Dimensions: {Queue: "${Queue}"}
        Unit: Count of messages
        Statistic: Maximum
        Type: gauge
    Alarms:
      ${Queue}QueueFull:
        ForEach:
          - {Queue: Orders, Limit: 100}
          - {Queue: Invoices, Limit: 5000}
        Tier: high
        Condition: ${Queue}Depth > ${Limit} messages for 10 minutes
        Actions: [alerts]
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import Any

from eventflow_monitoring.compiler.draft import Draft, Outcome
from eventflow_monitoring.compiler.growth import OF_A_VALUE, Growth, size_of
from eventflow_monitoring.compiler.substitute_variables import NOT_THINGS, VARIABLES
from eventflow_monitoring.compiler.variables import VARIABLE, replaced
from eventflow_monitoring.problem import Findings, Problem, Related
from eventflow_monitoring.specs.entry import FOR_EACH, Entry
from eventflow_monitoring.suggestion import nearest

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*", re.ASCII)
_EXAMPLE = "such as `ForEach: {Group: [billing, audit]}`"
_MOST = 10_000
"""Things of one `ForEach`; more is a mistake, and would take all memory before it is seen."""

_Values = Mapping[str, str]


def expand_for_each(draft: Draft) -> Outcome:
    """Replace every entry that has a `ForEach` by the entries it stands for."""
    problems = Findings()
    problems += (
        Problem("bad-for-each", "a template makes nothing, and so not one thing for each value",
                entry.origin(FOR_EACH, on_key=True), help="write it where the template is extended")
        for entry in draft.entries["Templates"].values() if _has_for_each(entry)
    )  # fmt: skip
    growth = Growth()
    entries = {
        section: named
        if section in NOT_THINGS
        or not any(_has_for_each(entry) or "${" in entry.name for entry in named.values())
        else _expanded(named, problems, growth)
        for section, named in draft.entries.items()
    }
    return replace(draft, entries=entries), problems


def _has_for_each(entry: Entry) -> bool:
    return isinstance(entry.data, dict) and FOR_EACH in entry.data


def _expanded(
    named: Mapping[str, Entry], problems: list[Problem], growth: Growth
) -> dict[str, Entry]:
    expanded: dict[str, Entry] = {}
    for entry in named.values():
        for one in _instances(entry, problems, growth):
            if "${" in one.name:
                problems.append(_variable_in_name(one))
                continue
            first = expanded.setdefault(one.name, one)
            if first is not one:
                problems.append(_twice(one, first))
    return expanded


def _instances(entry: Entry, problems: list[Problem], growth: Growth) -> Iterator[Entry]:
    if not _has_for_each(entry):
        yield entry
        return
    rows = _rows(entry, problems, growth)
    bare_variable = _bare_variable(entry, rows)
    if bare_variable is not None:
        problems.append(bare_variable)
        return
    data = {key: value for key, value in entry.data.items() if key != FOR_EACH}
    bare = replace(entry, data=data)
    size = size_of(data)
    growth.add_things(len(rows), entry)
    for values in rows:
        growth.add_characters(size, entry)
        yield _instance(bare, values, growth)


def _instance(entry: Entry, values: _Values, growth: Growth) -> Entry:
    def value_of(match: re.Match[str], _: object = None) -> str:
        return values.get(match[1], match[0]) if match[2] else match[0]

    name = VARIABLE.sub(value_of, entry.name)
    return replace(replaced(entry, value_of, growth), name=name, variables=tuple(values))


def _rows(entry: Entry, problems: list[Problem], growth: Growth) -> list[_Values]:
    """Return the values of each instance: every combination, or the rows of a list as they are."""
    found = len(problems)
    written: Any = entry.data[FOR_EACH]
    if isinstance(written, list) and written:
        rows = [_row(entry, index, row, problems) for index, row in enumerate(written)]
        if len(problems) == found:
            problems += _differences(entry, rows)
    elif isinstance(written, dict) and written:
        columns = {name: _column(entry, name, values, problems) for name, values in written.items()}
        _check_names(entry, list(columns), problems)
        count = 1
        for column in columns.values():
            count *= len(column)
        if count > _MOST:
            problems.append(
                Problem("bad-for-each", f"{count:,} combinations, more than {_MOST:,}",
                        entry.origin(FOR_EACH))
            )  # fmt: skip
            return []
        growth.add_characters(count * len(columns) * OF_A_VALUE, entry)
        rows = [dict(zip(columns, row, strict=True)) for row in product(*columns.values())]
    else:
        rows = []
        problems.append(
            Problem("bad-for-each", "`ForEach` takes variables, each with a list of values",
                    entry.origin(FOR_EACH), help=_EXAMPLE)
        )  # fmt: skip
    return rows if len(problems) == found else []


def _row(entry: Entry, index: int, row: object, problems: list[Problem]) -> _Values:
    if isinstance(row, dict) and row and all(isinstance(value, str) for value in row.values()):
        _check_names(entry, list(row), problems, index)
        return row
    problems.append(
        Problem("bad-for-each", "each row takes variables with one value each",
                entry.origin(FOR_EACH, index), help="such as `- {Group: billing, Limit: 500}`")
    )  # fmt: skip
    return {}


def _differences(entry: Entry, rows: list[_Values]) -> Iterator[Problem]:
    """Report rows that lack a variable of others, and those that stand twice."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    first: dict[frozenset[tuple[str, str]], int] = {}
    for index, row in enumerate(rows):
        missing = [f"`{name}`" for name in names if name not in row]
        if missing:
            yield Problem("bad-for-each", f"this row has no {' and no '.join(missing)}",
                          entry.origin(FOR_EACH, index), help="other rows have a value for it"
                          )  # fmt: skip
        same = first.setdefault(frozenset(row.items()), index)
        if same != index:
            yield Problem("bad-for-each", "this row stands twice", entry.origin(FOR_EACH, index),
                          related=(Related("first here", entry.origin(FOR_EACH, same)),)
                          )  # fmt: skip


def _column(entry: Entry, name: str, values: object, problems: list[Problem]) -> list[str]:
    if isinstance(values, list) and values and all(isinstance(one, str) for one in values):
        if len(set(values)) < len(values):
            first = {value: index for index, value in reversed([*enumerate(values)])}
            problems += (
                Problem("bad-for-each", f"the value `{value}` of `{name}` stands twice",
                        entry.origin(FOR_EACH, name, index))
                for index, value in enumerate(values) if first[value] < index
            )  # fmt: skip
        return values
    problems.append(
        Problem("bad-for-each", f"`{name}` takes a list of values", entry.origin(FOR_EACH, name),
                help=_EXAMPLE)
    )  # fmt: skip
    return []


def _check_names(entry: Entry, names: list[str], problems: list[Problem], *path: int) -> None:
    for name in names:
        origin = entry.origin(FOR_EACH, *path, name, on_key=True)
        if not _NAME.fullmatch(name):
            problems.append(
                Problem("bad-for-each", f"`{name}` cannot name a variable", origin,
                        help="letters, digits and `_`, a letter first")
            )  # fmt: skip
        elif name in VARIABLES:
            problems.append(
                Problem("bad-for-each", f"`${{{name}}}` is the environment's", origin,
                        help="give the variable another name")
            )  # fmt: skip


def _bare_variable(entry: Entry, rows: Iterable[_Values]) -> Problem | None:
    """Return the problem of a name in which a variable lacks its braces or its dollar sign."""
    names = dict.fromkeys(name for row in rows for name in row)
    for name in sorted(names, key=len, reverse=True):
        variable = f"${{{name}}}"
        for form in (f"${name}", f"{{{name}}}"):
            if form in entry.name.replace(variable, ""):
                return Problem(
                    "variable-in-name",
                    f"`{form}` is no variable",
                    entry.origin(on_key=True),
                    help=f"write `{variable}`",
                )
    return None


def _variable_in_name(entry: Entry) -> Problem:
    keys = entry.data if isinstance(entry.data, dict) else ()
    for key in keys:
        if nearest(key, [FOR_EACH, "For"]) == FOR_EACH:  # `For` is a key of alarms
            return Problem("unknown-key", f"no key is called `{key}` here",
                           entry.origin(key, on_key=True), help=f"did you mean `{FOR_EACH}`?"
                           )  # fmt: skip
    unknown = VARIABLE.search(entry.name)
    match = nearest(unknown[1], entry.variables) if unknown is not None else None
    if match is not None:
        help = f"did you mean `${{{match}}}`?"
    else:
        help = "names are the same in every environment; its `NamePattern` is added to them"
    return Problem(
        "variable-in-name",
        f"the name `{entry.name}` holds a variable that no `ForEach` of it gives",
        entry.origin(on_key=True),
        help=help,
    )


def _twice(entry: Entry, first: Entry) -> Problem:
    if entry.pointer == first.pointer and entry.file == first.file:
        return Problem(
            "duplicate-name",
            f"the `ForEach` leads to `{entry.name}` twice",
            entry.origin(on_key=True),
            help="the name holds every variable: `Lag-${Group}`",
        )
    return Problem(
        "duplicate-name",
        f"`{entry.name}` stands twice under `{entry.section}`",
        entry.origin(on_key=True),
        related=(Related("first here", first.origin(on_key=True)),),
    )
