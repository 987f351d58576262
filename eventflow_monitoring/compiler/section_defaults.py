"""What `Defaults:` says for a section: for all its things, by kind, and for alarms by tier."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from eventflow_monitoring.compiler.draft import Draft
from eventflow_monitoring.compiler.gather_sections import sections
from eventflow_monitoring.compiler.layer import Layer
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.entry import EXTENDS, FOR_EACH, Entry
from eventflow_monitoring.specs.section import Kind, Section
from eventflow_monitoring.specs.sections.defaults import KINDS, TIERS
from eventflow_monitoring.suggestion import did_you_mean

_DEFAULTS = "Defaults"


@dataclass(frozen=True, slots=True)
class SectionDefaults:
    """The layers of defaults; those for all kinds reach only the kinds that know the key."""

    section: Section
    general: Layer
    kinds: Mapping[str, Layer]
    tiers: Mapping[str, Layer]

    def layers(self, data: Mapping[str, Any]) -> Iterator[Layer]:
        """Yield the defaults of a thing, the uppermost first: of its tier, its kind, its section."""
        kind = self._kind(data)
        tier = data.get("Tier", self.general.data.get("Tier"))
        if isinstance(tier, str) and tier in self.tiers:
            yield _known_to(kind, self.tiers[tier], self.section.kind_key)
        if kind is not None and kind.name in self.kinds:
            yield self.kinds[kind.name]
        yield _known_to(kind, self.general, self.section.kind_key)

    def _kind(self, data: Mapping[str, Any]) -> Kind | None:
        section = self.section
        if len(section.kinds) == 1:
            return section.kinds[0]
        if section.choose is not None:
            name = section.choose(data)
        else:
            key = section.kind_key
            name = data.get(key, self.general.data.get(key, section.default_kind))
        return next((kind for kind in section.kinds if kind.name == name), None)


def read_defaults(
    section: Section, draft: Draft, problems: list[Problem]
) -> SectionDefaults | None:
    """Return the defaults of a section, None where nothing is written."""
    entry = draft.entries[_DEFAULTS].get(section.name)
    if entry is None:
        return None
    if not isinstance(entry.data, dict):
        problems.append(Problem("bad-value", "keys and values are expected here", entry.origin()))
        return None
    parts = {KINDS: [kind.name for kind in section.kinds] if len(section.kinds) > 1 else []}
    parts[TIERS] = [tier.value for tier in Tier] if section.name == "Alarms" else []
    own = {key: value for key, value in entry.data.items() if not parts.get(key)}
    general = _layer(entry.at(own), section, draft, problems)
    _report_unknown_keys(general, section, problems)
    by_part = {
        part: _by_name(entry, part, known, section, draft, problems)
        for part, known in parts.items()
        if known
    }
    return SectionDefaults(section, general, by_part.get(KINDS, {}), by_part.get(TIERS, {}))


def _layer(part: Entry, section: Section, draft: Draft, problems: list[Problem]) -> Layer:
    problems += [
        Problem("unknown-key", f"`{key}` belongs to one thing, not to defaults",
                part.origin(key, on_key=True), help="write it where the thing is written")
        for key in (EXTENDS, FOR_EACH) if key in part.data
    ]  # fmt: skip
    return Layer.of(part, draft, section.name, problems).inherited(part)


def _by_name(
    entry: Entry,
    part: str,
    known: list[str],
    section: Section,
    draft: Draft,
    problems: list[Problem],
) -> dict[str, Layer]:
    written = entry.data.get(part, {})
    if not isinstance(written, dict):
        problems.append(
            Problem("bad-value", f"`{part}` takes names, each with its keys", entry.origin(part))
        )
        return {}
    layers: dict[str, Layer] = {}
    for name, data in written.items():
        if name not in known:
            singular = part.removesuffix("s").casefold()
            problems.append(
                Problem(f"unknown-{singular}", f"no {singular} is called `{name}` here",
                        entry.origin(part, name, on_key=True), help=did_you_mean(name, known))
            )  # fmt: skip
        elif not isinstance(data, dict):
            problems.append(
                Problem("bad-value", "keys and values are expected here", entry.origin(part, name))
            )
        else:
            inner = entry.at(data, part, name)
            layers[name] = _layer(inner, section, draft, problems)
            if part == TIERS:
                _report_unknown_keys(layers[name], section, problems)
    return layers


def _keys(kind: Kind) -> set[str]:
    return {str(field.alias) for field in kind.spec.model_fields.values()}


def _known_to(kind: Kind | None, layer: Layer, kind_key: str) -> Layer:
    """Return what a kind knows of a layer; all of it where the kind is yet to be found wrong."""
    if kind is None:
        return layer
    known = _keys(kind) | {kind_key}
    return replace(layer, data={key: one for key, one in layer.data.items() if key in known})


def _report_unknown_keys(layer: Layer, section: Section, problems: list[Problem]) -> None:
    """A key that no kind of the section knows would be dropped in silence."""
    known = {section.kind_key}.union(*map(_keys, section.kinds))
    problems += (
        Problem("unknown-key", f"no key is called `{key}` here", replace(layer.sources[key], on_key=True), help=did_you_mean(key, known))
        for key in layer.data if key not in known
    )  # fmt: skip


def sections_without_defaults(draft: Draft) -> Iterator[Problem]:
    """Find names under `Defaults` that are no sections, or sections of other things."""
    known = [name for name, section in sections().items() if section.kinds]
    for name, entry in draft.entries[_DEFAULTS].items():
        if name not in known:
            yield Problem("unknown-section", f"`{name}` is no section that takes defaults",
                          entry.origin(on_key=True), help=did_you_mean(name, known))  # fmt: skip
