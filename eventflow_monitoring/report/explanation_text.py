"""An explanation for people: a line for each value and where it comes from."""

import json
from collections.abc import Callable, Iterator, Mapping

from eventflow_monitoring.position import Origin
from eventflow_monitoring.report.explanation import DeployedAs, Explanation, Group, Setting
from eventflow_monitoring.report.listing import folded
from eventflow_monitoring.report.place import Places
from eventflow_monitoring.source.tree import Tree

_ALIGNED = 60
"""Characters up to which values share a width; what is longer moves only its own place."""
_NARROW = 12
"""The same in a terminal that has no room for that."""

PageOf = Callable[[str, str], str]
"""From a section and a kind to the page of the reference that describes its keys."""


def explanation_text(
    explanation: Explanation,
    trees: Mapping[str, Tree],
    page_of: PageOf,
    width: int | None = None,
) -> str:
    """Return an explanation as text, every value of it whole.

    Lines are folded where `width` ends; without one, each value is one line.
    """
    places = Places(trees)
    lines = [
        f"{explanation.alarm} in {explanation.environment}",
        *_hanging("  fires when  ", explanation.condition, width),
        *_hanging("  tells       ", explanation.tells, width),
    ]
    for mute in explanation.muted:
        said = f"{mute.key}, {mute.value}: {_source(mute, places)}"
        lines += _hanging("  muted by    ", said, width)
    for group in explanation.groups:
        lines += ["", *_group(group, places, page_of, width)]
    for resource in explanation.resources:
        lines += ["", *_resource(resource, width)]
    return "\n".join(lines)


def explanation_json(explanation: Explanation, trees: Mapping[str, Tree], page_of: PageOf) -> str:
    """Return an explanation as JSON, for other programs; lines and columns count from 1."""
    places = Places(trees)

    def setting(one: Setting) -> dict[str, str | None]:
        place = _place(one.origin, places)
        return {"key": one.key, "value": one.value, "place": place, "note": one.note}

    found = {
        "alarm": explanation.alarm,
        "environment": explanation.environment,
        "condition": explanation.condition,
        "tells": explanation.tells,
        "mutes": [
            {"name": one.key, "when": one.value, "place": _place(one.origin, places)}
            for one in explanation.muted
        ],
        "groups": [
            {
                "title": group.title,
                "page": page_of(group.section, group.kind),
                "settings": [setting(one) for one in group.settings],
                "unset": group.unset,
            }
            for group in explanation.groups
        ],
        "resources": [
            {
                "type": resource.type,
                "logicalId": resource.logical_id,
                "stack": resource.stack,
                "properties": [
                    {"name": one.name, "value": one.value, "sources": one.sources}
                    for one in resource.properties
                ],
            }
            for resource in explanation.resources
        ],
    }
    return json.dumps(found, indent=2, ensure_ascii=False)


def _place(origin: Origin | None, places: Places) -> str | None:
    return None if origin is None else str(places.of(origin))


def _resource(resource: DeployedAs, width: int | None) -> Iterator[str]:
    title = f"{resource.type} {resource.logical_id} in the stack {resource.stack}"
    yield from _hanging("", title, width, indent="  ")
    keys = max(len(one.name) for one in resource.properties)
    for one in resource.properties:
        value = json.dumps(one.value, ensure_ascii=False)
        yield from _hanging(f"  {one.name:<{keys}}  ", value, width)
        yield from _hanging(f"  {'':<{keys}}    ← ", ", ".join(one.sources), width)


def _group(group: Group, places: Places, page_of: PageOf, width: int | None) -> Iterator[str]:
    yield f"{group.title}  ({page_of(group.section, group.kind)})"
    rows = [(one.key, one.value, _source(one, places)) for one in group.settings]
    yield from _rows(rows, width)
    if group.unset:
        yield from _hanging("  not set: ", ", ".join(group.unset), width)


def _rows(rows: list[tuple[str, str, str]], width: int | None) -> Iterator[str]:
    keys = max((len(key) for key, _, _ in rows), default=0)
    values = max((min(len(value), _ALIGNED) for _, value, _ in rows), default=0)
    sources = max((len(source) for _, _, source in rows), default=0)
    if width is not None and keys + values + sources + 6 > width:
        values = min(values, _NARROW)
    for key, value, source in rows:
        start = f"  {key:<{keys}}  "
        line = f"{start}{value:<{values}}  {source}"
        if width is None or len(line) <= width:
            yield line
        else:
            yield from _hanging(start, value, width)
            yield from _hanging(f"{'':<{len(start)}}← ", source, width)


def _hanging(start: str, text: str, width: int | None, indent: str | None = None) -> Iterator[str]:
    """Yield a text after a start, and what it needs more below itself."""
    lines = [text] if width is None else folded(text, width - len(start))
    for number, line in enumerate(lines or [""]):
        before = start if number == 0 else f"{'':<{len(start)}}" if indent is None else indent
        yield f"{before}{line}".rstrip()


def _source(setting: Setting, places: Places) -> str:
    if setting.origin is None:
        return setting.note or ""
    place = places.of(setting.origin).without_column
    return f"{place} ({setting.note})" if setting.note else place
