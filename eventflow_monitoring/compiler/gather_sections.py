"""Pass 1: the files become one mapping per section, each name unique over all files."""

import re
from dataclasses import replace
from typing import Any

from eventflow_monitoring.compiler.draft import Draft, Outcome
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem, Related
from eventflow_monitoring.registry import registered
from eventflow_monitoring.source.tree import Tree
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.section import Section
from eventflow_monitoring.suggestion import did_you_mean

FILE_DEFAULT = "Tier"
"""A key at the top of a file that its alarms take where they do not say otherwise."""

SERVICE = "Service"
_SERVICE = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,40}")


def sections() -> dict[str, Section]:
    """Return every section by name."""
    found: tuple[Section, ...] = registered("eventflow_monitoring.specs.sections", "SECTION")
    return {section.name: section for section in found}


def gather_sections(draft: Draft) -> Outcome:
    """Collect the entries of all files; report unknown sections and names that stand twice."""
    entries: dict[str, dict[str, Entry]] = {name: {} for name in sections()}
    services: list[tuple[object, Origin]] = []
    problems: list[Problem] = []
    for tree in draft.trees:
        file = tree.source.path
        if tree.data is None:
            continue
        if not isinstance(tree.data, dict):
            problems.append(
                Problem("bad-value", "a spec file holds sections such as `Alarms:`", Origin(file))
            )
            continue
        for key, content in tree.data.items():
            if key in entries:
                problems += _gather(tree, key, content, entries[key])
            elif key == SERVICE:
                services.append((content, Origin(file, (key,))))
            elif key != FILE_DEFAULT:
                problems.append(
                    Problem(
                        "unknown-section",
                        f"no section is called `{key}`",
                        Origin(file, (key,), on_key=True),
                        help=did_you_mean(key, [*entries, SERVICE, FILE_DEFAULT]),
                    )
                )
    service, found = _service(services, draft.service)
    return replace(draft, entries=entries, service=service), problems + found


def _gather(tree: Tree, section: str, content: Any, into: dict[str, Entry]) -> list[Problem]:
    file = tree.source.path
    if content is None:
        return []
    if not isinstance(content, dict):
        return [
            Problem(
                "bad-value",
                f"`{section}` takes names, each with its keys",
                Origin(file, (section,)),
            )
        ]
    problems: list[Problem] = []
    for name, data in content.items():
        pointer = (section, name)
        entry = Entry(section, name, {} if data is None else data, file, pointer)
        bad_name = _bad_name(entry)
        if bad_name is not None:
            problems.append(bad_name)
            continue
        if name in into:
            problems.append(
                Problem(
                    "duplicate-name",
                    f"`{name}` stands twice under `{section}`",
                    entry.origin(on_key=True),
                    related=(Related("first here", into[name].origin(on_key=True)),),
                )
            )
            continue
        into[name] = _with_file_default(tree, entry)
    return problems


def _bad_name(entry: Entry) -> Problem | None:
    if not entry.name.strip():
        return Problem("missing-name", "a name is missing", entry.origin(on_key=True))
    if "${" in entry.name:
        return Problem(
            "variable-in-name",
            f"the name `{entry.name}` holds a variable",
            entry.origin(on_key=True),
            help="names are the same everywhere; the `NamePattern` of an environment is added to them",
        )
    return None


def _with_file_default(tree: Tree, entry: Entry) -> Entry:
    assert isinstance(tree.data, dict)
    if entry.section != "Alarms" or FILE_DEFAULT not in tree.data:
        return entry
    if not isinstance(entry.data, dict) or FILE_DEFAULT in entry.data:
        return entry
    data = {FILE_DEFAULT: tree.data[FILE_DEFAULT], **entry.data}
    return replace(entry, data=data, moved={FILE_DEFAULT: (FILE_DEFAULT,)})


def _service(written: list[tuple[object, Origin]], default: str) -> tuple[str, list[Problem]]:
    if not written:
        return default, []
    name, origin = written[0]
    problems = [
        Problem(
            "duplicate-name",
            "`Service` stands twice",
            other,
            related=(Related("first here", origin),),
        )
        for _, other in written[1:]
    ]
    if name is None:
        return default, [*problems, Problem("missing-value", "`Service` has no value", origin)]
    if not isinstance(name, str):
        return default, [*problems, Problem("bad-value", "`Service` takes one value", origin)]
    if not _SERVICE.fullmatch(name):
        help = "letters, digits and hyphens, a letter first: it becomes a part of stack names"
        problems.append(
            Problem("bad-service", f"`{name}` cannot name a service", origin, help=help)
        )
    return name, problems
