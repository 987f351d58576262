"""Pass 1: for all environments, one mapping per section, each name unique over all files."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from eventflow_monitoring.compiler.draft import Draft, Outcome
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Findings, Problem, Related
from eventflow_monitoring.registry import registered
from eventflow_monitoring.specs.allowance import Allowance, read_allowances
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.section import Section
from eventflow_monitoring.suggestion import did_you_mean, nearest

FILE_TIER = "Tier"
"""A key at the top of a file that its alarms take where they do not say otherwise."""

_ALARMS, _DEFAULTS = "Alarms", "Defaults"
_ONE_PLACE = "the defaults of a section stand in one place: move these keys there"

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
    tiers: dict[str, object] = {}
    allowances: list[Allowance] = []
    problems = Findings()
    for tree in draft.trees:
        file = tree.source.path
        if tree.data is None:
            continue
        if not isinstance(tree.data, dict):
            problems.append(
                Problem("bad-value", "a spec file holds sections such as `Alarms:`", Origin(file))
            )
            continue
        above: str | None = None
        for key, content in tree.data.items():
            if key in entries:
                problems += _gather(file, key, content, entries[key], allowances)
            elif key == SERVICE:
                services.append((content, Origin(file, (key,))))
            elif key == FILE_TIER:
                tiers[file] = content
                if not tree.data.get(_ALARMS):
                    problems += _file_tier(content, Origin(file, (key,)))
            else:
                problems.append(_unknown(file, key, content, above, [*entries, SERVICE, FILE_TIER]))
                continue
            above = key if content is None else None
    service, found = _service(services, draft.service)
    gathered = replace(
        draft,
        entries=entries,
        file_tiers=tiers,
        service=service,
        allowances=tuple(allowances),
    )
    return gathered, problems + found


def _unknown(file: str, key: str, content: object, above: str | None, known: list[str]) -> Problem:
    """Report an unknown section; below a section without content it is probably an entry of it."""
    entry = above is not None and isinstance(content, dict) and nearest(key, known) is None
    return Problem(
        "unknown-section",
        f"no section is called `{key}`",
        Origin(file, (key,), on_key=True),
        help=f"indent it, if it belongs to `{above}:`" if entry else did_you_mean(key, known),
    )


def _gather(
    file: str, section: str, content: Any, into: dict[str, Entry], allowances: list[Allowance]
) -> Iterator[Problem]:
    """Take up the entries of a section, and yield what is wrong with them."""
    if content is None:
        return
    if not isinstance(content, dict):
        yield Problem(
            "bad-value",
            f"`{section}` takes names, each with its keys",
            Origin(file, (section,)),
        )
        return
    for name, data in content.items():
        entry = Entry(section, name, {} if data is None else data, file, (section, name))
        if not name.strip():
            yield Problem("missing-name", "a name is missing", entry.origin(on_key=True))
            continue
        if name in into:
            yield Problem(
                "duplicate-name",
                f"`{name}` stands twice under `{section}`",
                entry.origin(on_key=True),
                help=_ONE_PLACE if section == _DEFAULTS else None,
                related=(Related("first here", into[name].origin(on_key=True)),),
            )
            if section == _DEFAULTS:
                # What they lack would be missed wherever it is taken up.
                into[name] = replace(into[name], data=_both(into[name].data, data))
            continue
        into[name], allowed, found = read_allowances(entry)
        allowances += allowed
        yield from found


def _both(first: Any, second: Any) -> Any:
    """Return what two mappings say, the first where both say something else."""
    if not isinstance(first, dict) or not isinstance(second, dict):
        return first
    return {**second, **{key: _both(one, second.get(key)) for key, one in first.items()}}


def _file_tier(written: object, origin: Origin) -> list[Problem]:
    """Check the tier of a file without alarms, which would report it with their own."""
    known = [tier.value for tier in Tier]
    if written in known:
        return []
    if written is None:
        return [Problem("missing-value", "`Tier` has no value", origin)]
    if not isinstance(written, str):
        return [Problem("bad-value", "`Tier` takes one value", origin)]
    help = did_you_mean(written, known)
    return [Problem("bad-value", f"`Tier` cannot be `{written}`", origin, help=help)]


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
