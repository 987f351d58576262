"""An explanation for people: a line for each value and where it comes from."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from eventflow_monitoring.position import Origin
from eventflow_monitoring.report.explanation import Explanation, Group, Setting
from eventflow_monitoring.report.place import Places
from eventflow_monitoring.source.tree import Tree

_LONGEST = 60


PageOf = Callable[[str, str], str]
"""From a section and a kind to the page of the reference that describes its keys."""


def explanation_text(explanation: Explanation, trees: Mapping[str, Tree], page_of: PageOf) -> str:
    """Return an explanation as text; the same in a terminal, in a pipe and in a log."""
    places = Places(trees)
    lines = [
        f"{explanation.alarm} in {explanation.environment}",
        f"  fires when  {explanation.condition}",
        f"  tells       {explanation.tells}",
    ]
    for group in explanation.groups:
        lines += ["", *_group(group, places, page_of)]
    for resource in explanation.resources:
        lines += ["", f"{resource.type} {resource.logical_id} in the stack {resource.stack}"]
        width = max(len(one.name) for one in resource.properties)
        for one in resource.properties:
            value = json.dumps(one.value, ensure_ascii=False)
            lines += [
                f"  {one.name:<{width}}  {value}",
                f"  {'':<{width}}    ← {', '.join(one.sources)}",
            ]
    return "\n".join(lines)


def explanation_json(explanation: Explanation, trees: Mapping[str, Tree], page_of: PageOf) -> str:
    """Return an explanation as JSON, for other programs; lines and columns count from 1."""
    places = Places(trees)

    def setting(one: Setting) -> dict[str, Any]:
        place = _place(one.origin, places)
        return {"key": one.key, "value": one.value, "place": place, "note": one.note}

    found = {
        "alarm": explanation.alarm,
        "environment": explanation.environment,
        "condition": explanation.condition,
        "tells": explanation.tells,
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


def _group(group: Group, places: Places, page_of: PageOf) -> Iterator[str]:
    yield f"{group.title}  ({page_of(group.section, group.kind)})"
    rows = [(one.key, _short(one.value), _source(one, places)) for one in group.settings]
    keys = max((len(key) for key, _, _ in rows), default=0)
    values = max((len(value) for _, value, _ in rows), default=0)
    for key, value, source in rows:
        yield f"  {key:<{keys}}  {value:<{values}}  {source}"
    if group.unset:
        yield f"  not set: {', '.join(group.unset)}"


def _source(setting: Setting, places: Places) -> str:
    if setting.origin is None:
        return setting.note or ""
    place = places.of(setting.origin).without_column
    return f"{place} ({setting.note})" if setting.note else place


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"
