"""The JSON Schema of a spec file, for editors that check and complete while one writes.

Draft 7, the newest that yaml-language-server and the VS Code extension built on it have always read.
It knows single files only: nothing is required, for defaults, templates and overrides may say it,
and names are not looked up; `validate` does both. Whatever `validate` takes, the schema takes too,
but for one thing: an alarm without a `Kind` is held to be a `Threshold`, unless it extends something.
"""

import json
from collections.abc import Iterator
from typing import Any

from eventflow_monitoring.compiler.gather_sections import FILE_TIER, SERVICE
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.reference.catalogue import (
    ENVIRONMENT,
    kind_page,
    kinds_of,
    ordered_sections,
    section_page,
    widgets,
)
from eventflow_monitoring.reference.keys import keys_of
from eventflow_monitoring.reference.reserved_keys import (
    CONDITION_SCHEMA,
    EXTENDS_SCHEMA,
    FOR_EACH_SCHEMA,
    allow_schema,
    takes_condition,
)
from eventflow_monitoring.reference.scalar import TEXT, Schema, one_of
from eventflow_monitoring.reference.takes import described, mapping, schema_of
from eventflow_monitoring.specs.condition import CONDITION
from eventflow_monitoring.specs.entry import ALLOW, EXTENDS, FOR_EACH, OVERRIDES
from eventflow_monitoring.specs.section import Kind, Section
from eventflow_monitoring.specs.sections.defaults import KINDS, TIERS

_ENVIRONMENTS, _TEMPLATES, _DEFAULTS = "Environments", "Templates", "Defaults"
_WIDTH = 120
_MAY_BE_EMPTY = ["object", "null"]


def schema_text(schema: Schema | None = None) -> str:
    """Return a schema, that of specs unless told, as it is printed and kept.

    What fits into a line stands in one.
    """
    return _lines(spec_schema() if schema is None else schema, "") + "\n"


def _lines(value: Any, indent: str) -> str:
    short = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or len(indent) + len(short) <= _WIDTH:
        return short
    inner = f"{indent} "
    if isinstance(value, list):
        return (
            f"[\n{inner}" + f",\n{inner}".join(_lines(one, inner) for one in value) + f"\n{indent}]"
        )
    parts = (f"{json.dumps(key)}: {_lines(one, inner)}" for key, one in value.items())
    return f"{{\n{inner}" + f",\n{inner}".join(parts) + f"\n{indent}}}"


def spec_schema() -> Schema:
    """Return the schema of a spec file."""
    named = [section for section in ordered_sections() if kinds_of(section)]
    layered = [section for section in named if section.name != _ENVIRONMENTS]
    definitions: dict[str, Schema] = {"Allow": allow_schema(), "ForEach": FOR_EACH_SCHEMA}
    definitions[_ENVIRONMENTS] = _environment()
    for section in [*layered, widgets()]:
        definitions.update(_definitions(section))
    for section in layered:
        definitions[f"{_DEFAULTS}.{section.name}"] = _defaults(section, definitions)
    definitions.update(_template(layered, definitions))
    properties: dict[str, Schema] = {
        SERVICE: described(dict(TEXT.schema), "The name of the service, a part of stack names."),
        FILE_TIER: described(_tiers(), "The tier of the alarms of this file that say no other."),
    }
    for section in ordered_sections():
        content = _named(section, layered)
        properties[section.name] = described(content, section_page(section).summary)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "description": "A file of specs of monitoring.",
        **mapping(properties, type=_MAY_BE_EMPTY),
        "definitions": definitions,
    }


def _named(section: Section, layered: list[Section]) -> Schema:
    """Return the schema of what stands under the name of a section."""
    if section.name == _DEFAULTS:
        names = {one.name: _ref(f"{_DEFAULTS}.{one.name}") for one in layered}
        return mapping(names, type=_MAY_BE_EMPTY)
    return {"type": _MAY_BE_EMPTY, "additionalProperties": _ref(section.name)}


def _ref(name: str, *path: str) -> Schema:
    return {"$ref": "/".join(("#/definitions", name, *path))}


def _tiers() -> Schema:
    return one_of([tier.value for tier in Tier])


def _environment() -> Schema:
    return mapping({**_own_keys(ENVIRONMENT), ALLOW: _ref("Allow")})


def _own_keys(kind: Kind) -> dict[str, Schema]:
    return {
        key.name: described(schema_of(key.annotation), key.description)
        for key in keys_of(kind.spec)
    }


def _definitions(section: Section) -> Iterator[tuple[str, Schema]]:
    """Yield the schema of each kind of a section, that of any kind, and the one to begin with.

    `.Override` are the keys alone, as they stand below the name of an environment, `.Default` those
    and the overrides, as they stand in `Defaults:`.
    """
    kinds = kinds_of(section)
    if len(kinds) == 1:
        yield from _thing(section.name, _keys(section, kinds[0]), kind_page(kinds[0]).summary)
        return
    kind_key: dict[str, Schema] = {}
    if section.choose is None:
        summaries = [f"{kind.name}: {kind_page(kind).summary}" for kind in kinds]
        names = {"enum": [kind.name for kind in kinds]}
        kind_key = {section.kind_key: described(names, "\n".join(summaries))}
    yield section.name, _chosen(section, kinds)
    places: dict[str, list[tuple[Schema, Schema]]] = {}
    for kind in kinds:
        name = f"{section.name}.{kind.name}"
        keys: dict[str, Schema] = {}
        for key, schema in {**kind_key, **_keys(section, kind)}.items():
            known = places.setdefault(key, [])
            same = next((place for other, place in known if other == schema), None)
            keys[key] = same or schema
            if same is None:
                known.append((schema, _ref(name, "properties", key)))
        about = kind_page(kind).summary
        if section.name == widgets().name:
            yield name, described(mapping(keys), about)
        else:
            yield from _thing(name, keys, about, section if kind_key else None)
    if section.name != widgets().name:
        united = {key: _any_of([place for _, place in known]) for key, known in places.items()}
        yield from _thing(f"{section.name}.Any", united, "")


def _any_of(options: list[Schema]) -> Schema:
    return options[0] if len(options) == 1 else {"anyOf": options}


def _keys(section: Section, kind: Kind) -> dict[str, Schema]:
    condition = {CONDITION: CONDITION_SCHEMA} if takes_condition(section, kind) else {}
    return {**condition, **_own_keys(kind)}


def _thing(
    name: str, keys: dict[str, Schema], about: str, section: Section | None = None
) -> Iterator[tuple[str, Schema]]:
    """Yield the schema of a thing: its keys, the same by environment, those that all things have.

    With a `section`, an environment may make another of its kinds of the thing.
    """
    same = {key: _ref(name, "properties", key) for key in keys}
    override = _ref(f"{name}.Override")
    if section is not None:
        another = {"required": [section.kind_key]}
        override = {"if": another, "then": _ref(f"{section.name}.Any.Override"), "else": override}
    overrides: Schema = {
        "description": "What differs in each environment.",
        "type": "object",
        "additionalProperties": override,
    }
    properties = {
        **keys,
        OVERRIDES: overrides,
        EXTENDS: EXTENDS_SCHEMA,
        FOR_EACH: _ref("ForEach"),
        ALLOW: _ref("Allow"),
    }
    yield name, described(mapping(properties, type=_MAY_BE_EMPTY), about)
    yield f"{name}.Override", mapping(same, type=_MAY_BE_EMPTY)
    yield f"{name}.Default", mapping({**same, OVERRIDES: overrides})


def _chosen(section: Section, kinds: tuple[Kind, ...]) -> Schema:
    """Return the schema that leads to the one of the kind that was written."""
    key = section.kind_key
    conditions = [({"properties": {key: {"const": kind.name}}, "required": [key]}, kind)
                  for kind in kinds]  # fmt: skip
    default = section.default_kind
    if section.choose is not None:
        default = section.choose({})
        keys = {one.name for kind in kinds for one in keys_of(kind.spec)}
        telling = {one: section.choose({one: ""}) for one in sorted(keys)}
        conditions = [
            ({"required": [one]}, kind)
            for kind in kinds for one, name in telling.items() if name == kind.name != default
        ]  # fmt: skip
    is_widget = section.name == widgets().name
    any_kind = _ref(f"{section.name}.Any")
    last = any_kind if default is None else _ref(f"{section.name}.{default}")
    if default is not None and not is_widget:
        unknown = {"anyOf": [{"required": [EXTENDS]}, {"required": [key]}]}
        last = {"if": unknown, "then": any_kind, "else": last}
    for condition, kind in reversed(conditions):
        # What is no mapping meets every condition, and is refused by what follows from it.
        last = {"if": condition, "then": _ref(f"{section.name}.{kind.name}"), "else": last}
    return last


def _defaults(section: Section, definitions: dict[str, Schema]) -> Schema:
    kinds = kinds_of(section)
    name = section.name if len(kinds) == 1 else f"{section.name}.Any"
    keys: dict[str, Schema] = {**definitions[f"{name}.Default"]["properties"], ALLOW: _ref("Allow")}
    if len(kinds) > 1:
        by_kind = {kind.name: _ref(f"{section.name}.{kind.name}.Default") for kind in kinds}
        keys[KINDS] = described(mapping(by_kind), "What differs by kind.")
    if section.name == "Alarms":
        by_tier = {tier.value: _ref(f"{name}.Default") for tier in Tier}
        keys[TIERS] = described(mapping(by_tier), "What differs by tier.")
    return mapping(keys)


def _template(
    layered: list[Section], definitions: dict[str, Schema]
) -> Iterator[tuple[str, Schema]]:
    """Yield the schema of a template: any key of any section."""
    options: dict[str, list[Schema]] = {}
    for section in layered:
        name = section.name if len(kinds_of(section)) == 1 else f"{section.name}.Any"
        for key, place in definitions[f"{name}.Override"]["properties"].items():
            options.setdefault(key, []).append(place)
    keys = {key: _any_of(places) for key, places in options.items()}
    yield from _thing(_TEMPLATES, keys, "What several things say, for their `Extends`.")
