"""Pass 3: what a thing says, laid over what its template and the defaults say.

From the bottom to the top lie

- the [defaults](defaults.md) of its section, of its kind and of its tier,
- the `Tier` of its file,
- what it extends, and below that what this extends,
- what it says itself.

In each of these, what is said for this environment lies above the rest. An upper layer replaces whole
keys of the lower ones, and those that say the same in other words: `For` replaces `EvaluationPeriods`,
an `Expression` the `Metric`.

`Extends` names a [template](templates.md), or another thing of the same section, which may
extend another in turn, up to 64 of them. `Environments` holds, by the name of an environment, the keys
that differ there.

Example (1 second in production, 2 seconds and silent in staging):

    Environments:
      staging:
        Account: 222222222222
        Region: us-east-1
        LogRetention: 14 days
    Alarms:
      HighLatency:
        Tier: high
        Condition: Latency > 1 second for 10 minutes
        Actions: [alerts]
        Environments:
          staging:
            Condition: Latency > 2 seconds for 10 minutes
            ActionsEnabled: false
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from eventflow_monitoring.compiler.draft import Draft, Outcome
from eventflow_monitoring.compiler.gather_sections import FILE_TIER, sections
from eventflow_monitoring.compiler.growth import Growth, size_of
from eventflow_monitoring.compiler.layer import Layer, merged, misplaced_condition, stacked
from eventflow_monitoring.compiler.section_defaults import (
    SectionDefaults,
    read_defaults,
    sections_without_defaults,
)
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Findings, Problem, Related
from eventflow_monitoring.specs.condition import CONDITION
from eventflow_monitoring.specs.entry import EXTENDS, FOR_EACH, OVERRIDES, Entry
from eventflow_monitoring.specs.section import Section
from eventflow_monitoring.suggestion import nearest

_ALARMS, _TEMPLATES = "Alarms", "Templates"
_NOT_LAYERED = ("Environments", "Defaults", _TEMPLATES)


def layer_entries(draft: Draft) -> Outcome:
    """Resolve defaults, templates and overrides of every entry."""
    layering = _Layering(draft)
    layering.problems += sections_without_defaults(draft)
    entries: dict[str, Mapping[str, Entry]] = dict(draft.entries)
    for section in sections().values():
        if section.name not in _NOT_LAYERED:
            defaults = read_defaults(section, draft, layering.problems)
            entries[section.name] = {
                name: layering.resolve(entry, section, defaults)
                for name, entry in draft.entries[section.name].items()
            }
    return replace(draft, entries=entries), layering.problems


class _Extended(NamedTuple):
    """What a thing extends in one layer, and how many things that are, one after another."""

    layer: Layer
    levels: int


_NOTHING = _Extended(Layer({}, {}), 0)
_BROKEN = _Extended(Layer({}, {}, broken=True), 0)

_MOST_LEVELS = 64


@dataclass
class _Layering:
    draft: Draft
    problems: Findings = field(default_factory=Findings)
    growth: Growth = field(default_factory=Growth)
    flattened: dict[tuple[str, str, bool], Layer] = field(default_factory=dict)
    extended: dict[tuple[str, str, str], _Extended] = field(default_factory=dict)
    circles: set[frozenset[tuple[str, str]]] = field(default_factory=set)
    candidates: dict[str, Mapping[str, Entry]] = field(default_factory=dict)

    def resolve(self, entry: Entry, section: Section, defaults: SectionDefaults | None) -> Entry:
        """Return an entry with all its layers in one."""
        if not isinstance(entry.data, dict):
            return entry
        tiers = self.draft.file_tiers if section.name == _ALARMS else {}
        plain = entry.data.keys().isdisjoint((OVERRIDES, EXTENDS, CONDITION))
        if plain and entry.file not in tiers and defaults is None:
            return entry
        own = self._flat(entry, section)
        found = len(self.problems)
        layers = [own, self._extended(entry, section).layer]
        broken = len(self.problems) > found
        if entry.file in tiers:
            place = Origin(entry.file, (FILE_TIER,))
            layers.append(Layer({FILE_TIER: tiers[entry.file]}, {FILE_TIER: place}))
        if defaults is not None:
            layers += defaults.layers(merged(layers, section.name).data)
        whole = merged(layers, section.name)
        if whole.condition is not None:
            kind = whole.data.get(section.kind_key, section.default_kind)
            misplaced = misplaced_condition(section.name, kind, whole.condition)
            if misplaced is not None:
                self.problems.append(misplaced)
                broken = True
        if FOR_EACH in entry.data:
            whole.data.setdefault(FOR_EACH, entry.data[FOR_EACH])
        broken = broken or whole.broken
        self.growth.add_characters(size_of(whole.data), entry)
        return replace(entry, data=whole.data, sources=whole.sources, broken=broken)

    def _flat(self, entry: Entry, section: Section) -> Layer:
        key = (entry.section, entry.name, section.name == _ALARMS)
        layer = self.flattened.get(key)
        if layer is None:
            layer = Layer.of(entry, self.draft, section.name, self.problems)
            self.flattened[key] = layer
        return layer

    def _extended(self, entry: Entry, section: Section, way: tuple[Entry, ...] = ()) -> _Extended:
        """Return what an entry extends; `way` leads to it from the entry for which that is asked."""
        parent = self._parent(entry, section)
        if parent is None:
            return _NOTHING
        way = (*way, entry)
        if parent in way:
            self._report_circle([*way[way.index(parent) :]])
            return _BROKEN
        if len(way) > _MOST_LEVELS:
            return self._too_deep(way[0])
        extended = self._with_all_below(parent, section, way)
        return extended if extended.levels <= _MOST_LEVELS else self._too_deep(entry)

    def _with_all_below(self, parent: Entry, section: Section, way: tuple[Entry, ...]) -> _Extended:
        """Return a thing with what it extends, worked out once for all that extend it."""
        place = (parent.section, parent.name, section.name)
        found = self.extended.get(place)
        if found is None:
            below = self._extended(parent, section, way)
            found = below
            if below is not _BROKEN:
                layer = self._flat(parent, section).inherited(parent)
                found = _Extended(stacked(layer, below.layer, section.name), below.levels + 1)
            self.extended[place] = found
        return found

    def _too_deep(self, entry: Entry) -> _Extended:
        self.problems.append(
            Problem("too-deep", f"extends more than {_MOST_LEVELS} things, one after another",
                    entry.origin(EXTENDS))
        )  # fmt: skip
        return _BROKEN

    def _report_circle(self, circle: list[Entry]) -> None:
        """Report things that extend each other, once for all sections that come upon them."""
        members = frozenset((one.section, one.name) for one in circle)
        if members in self.circles:
            return
        self.circles.add(members)
        first = circle[0]
        chain = " → ".join(f"`{one.name}`" for one in [*circle, first])
        self.problems.append(
            Problem("circular-extends", f"`{first.name}` extends itself: {chain}",
                    first.origin(EXTENDS))
        )  # fmt: skip

    def _parent(self, entry: Entry, section: Section) -> Entry | None:
        """Return what an entry extends: a thing of its section, or a template."""
        if not isinstance(entry.data, dict) or EXTENDS not in entry.data:
            return None
        name: Any = entry.data[EXTENDS]
        if not isinstance(name, str) or not name:
            rule = "missing-value" if name in (None, "") else "bad-value"
            self.problems.append(
                Problem(rule, "`Extends` takes the name of a template or of another thing here",
                        entry.origin(EXTENDS))
            )  # fmt: skip
            return None
        candidates = self.candidates.get(section.name)
        if candidates is None:
            candidates = {**self.draft.entries[_TEMPLATES], **self.draft.entries[section.name]}
            self.candidates[section.name] = candidates
        parent = candidates.get(name)
        if parent is None:
            if not self.draft.incomplete:
                self.problems.append(_unknown(name, candidates, entry))
        elif not isinstance(parent.data, dict):
            self.problems.append(
                Problem("bad-value", "keys and values are expected here", parent.origin())
            )
            return None
        return parent


def _unknown(name: str, candidates: Mapping[str, Entry], entry: Entry) -> Problem:
    match = nearest(name, candidates)
    message = f"nothing to extend is called `{name}`"
    if match is None:
        help = "templates stand under `Templates:`"
        return Problem("unknown-template", message, entry.origin(EXTENDS), help=help)
    return Problem(
        "unknown-template",
        message,
        entry.origin(EXTENDS),
        help=f"did you mean `{match}`?",
        related=(Related(f"`{match}`", candidates[match].origin(on_key=True)),),
    )
