"""One layer of what is said about a thing, flattened for one environment, and layers in one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from eventflow_monitoring.compiler.draft import Draft
from eventflow_monitoring.compiler.gather_sections import sections
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Origin, Pointer
from eventflow_monitoring.problem import Problem, Related
from eventflow_monitoring.specs.condition import COMPARISONS, CONDITION, Parts, parse_condition
from eventflow_monitoring.specs.entry import EXTENDS, FOR_EACH, OVERRIDES, Entry
from eventflow_monitoring.specs.keys import takes_condition
from eventflow_monitoring.suggestion import did_you_mean

_ALARMS = "Alarms"

_REPLACED: Mapping[str, tuple[str, ...]] = {
    "For": ("EvaluationPeriods", "DatapointsToAlarm"),
    "EvaluationPeriods": ("For",),
    "Metric": ("Expression", "Unit"),
    "Expression": ("Metric", "Statistic", "Dimensions"),
}
"""Keys of alarms that say the same in other words: said above, they replace what is said below."""

_PERIODS, _DATAPOINTS = "EvaluationPeriods", "DatapointsToAlarm"
_COUNTS = ("For", _PERIODS, _DATAPOINTS)

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Layer:
    """Keys with their values, and where those stand that are not the entry's own.

    `broken` means that something is wrong with it, so that more would only be found in its wake.
    `hides` are keys that it leaves to what is built in, whatever lower layers say. `condition` is
    where the condition stands that it was taken apart from, if there is one.
    """

    data: Data
    sources: dict[str, Origin]
    broken: bool = False
    hides: frozenset[str] = frozenset()
    condition: Origin | None = None

    @staticmethod
    def of(entry: Entry, draft: Draft, section: str, problems: list[Problem]) -> "Layer":
        """Return what an entry says in an environment, conditions taken apart."""
        own = {
            key: value
            for key, value in entry.data.items()
            if key not in (OVERRIDES, EXTENDS, FOR_EACH)
        }
        layer = _written(own, entry, (), section, problems)
        override = _override(entry, draft, problems)
        if override is not None:
            path = (OVERRIDES, draft.environment_name)
            layer = merged([_written(override, entry, path, section, problems), layer], section)
        return layer

    def inherited(self, entry: Entry) -> "Layer":
        """Return the layer as another entry sees it: every key stands somewhere else."""
        data = {key: value for key, value in self.data.items() if key != FOR_EACH}
        everywhere = {key: Origin(entry.file, (*entry.pointer, key)) for key in data}
        return replace(self, data=data, sources={**everywhere, **self.sources})


def merged(layers: Sequence[Layer], section: str) -> Layer:
    """Return layers in one, the uppermost first."""
    data: Data = {}
    sources: dict[str, Origin] = {}
    replaced = _REPLACED if section == _ALARMS else {}
    hidden: set[str] = set()
    for layer in layers:
        for key, value in layer.data.items():
            if key not in data and key not in hidden:
                data[key] = value
                if key in layer.sources:
                    sources[key] = layer.sources[key]
        for key in layer.data:
            hidden.update(replaced.get(key, ()))
        hidden |= layer.hides
    broken = any(layer.broken for layer in layers)
    hides = frozenset().union(*(layer.hides for layer in layers))
    condition = next((layer.condition for layer in layers if layer.condition), None)
    return Layer(data, sources, broken, hides, condition)


def stacked(upper: Layer, lower: Layer, section: str) -> Layer:
    """Return two layers in one that hides from those below it whatever either of them hides."""
    both = merged([upper, lower], section)
    replaced = _REPLACED if section == _ALARMS else {}
    hides = (replaced.get(key, ()) for layer in (upper, lower) for key in layer.data)
    return replace(both, hides=both.hides.union(*hides))


def misplaced_condition(section: str, kind: object, origin: Origin) -> Problem | None:
    """Return the problem of a condition of a thing whose kind has none."""
    found = next((one for one in sections()[section].kinds if one.name == kind), None)
    if found is None or takes_condition(found.spec):
        return None
    return Problem(
        "unknown-key",
        f"an alarm of the kind {found.name} has no `Condition`",
        replace(origin, on_key=True),
        help=found.spec.INSTEAD.get(CONDITION),
    )


def _override(entry: Entry, draft: Draft, problems: list[Problem]) -> Data | None:
    """Return what an entry says for the environment of a draft."""
    overrides = entry.data.get(OVERRIDES, {})
    if not isinstance(overrides, dict):
        problems.append(
            Problem("bad-value", "`Environments` takes the names of environments",
                    entry.origin(OVERRIDES), help="each with the keys that differ there")
        )  # fmt: skip
        return None
    known = draft.entries[OVERRIDES]
    if known and not draft.incomplete:
        problems += [
            Problem("unknown-environment", f"no environment is called `{name}`",
                    entry.origin(OVERRIDES, name, on_key=True), help=did_you_mean(name, known))
            for name in overrides if name not in known
        ]  # fmt: skip
    override = overrides.get(draft.environment_name)
    if override is None:
        return None
    if not isinstance(override, dict):
        problems.append(
            Problem("bad-value", "keys and values are expected here",
                    entry.origin(OVERRIDES, draft.environment_name))
        )  # fmt: skip
        return None
    return override


def _written(
    data: Data, entry: Entry, path: Pointer, section: str, problems: list[Problem]
) -> Layer:
    """Return keys written at a path below an entry as a layer, a condition among them taken apart."""
    here = (*entry.pointer, *path)
    sources = {key: Origin(entry.file, (*here, key)) for key in data} if path else {}
    condition = data.get(CONDITION)
    if section != _ALARMS or CONDITION not in data:
        return Layer(data, sources)
    place = Origin(entry.file, (*here, CONDITION))
    rest = {key: value for key, value in data.items() if key != CONDITION}
    sources.pop(CONDITION, None)
    misplaced = misplaced_condition(section, entry.data.get("Kind"), place)
    if misplaced is not None:
        problems.append(misplaced)
        return Layer(rest, sources, broken=True)
    if not isinstance(condition, str) or not condition.strip():
        problems.append(_no_condition(condition, place))
        return Layer(rest, sources, broken=True)
    try:
        parts = parse_condition(condition)
    except ExpressionError as error:
        origin = replace(place, within=error.span)
        problems.append(Problem("bad-condition", error.message, origin, help=error.help))
        return Layer(rest, sources, broken=True)
    said, hides = _said(parts, rest)
    for key, (text, span) in said.items():
        origin = replace(place, within=span)
        if key not in rest:
            rest[key] = text
            sources[key] = origin
        elif not _same(rest[key], text):
            problems.append(
                Problem("conflicting-condition", f"the condition says another `{key}`",
                        Origin(entry.file, (*here, key)), help="say it once",
                        related=(Related("in the condition", origin),))
            )  # fmt: skip
    for key in hides:
        rest.pop(key, None)
        sources.pop(key, None)
    return Layer(rest, sources, hides=hides, condition=place)


def _said(parts: Parts, rest: Data) -> tuple[Parts, frozenset[str]]:
    """Return what a condition says beside other keys, and which of that is what is built in anyway.

    How many data points `over 5 minutes` looks at is said by it only where nothing else does.
    """
    periods = parts.get(_PERIODS)
    if periods is None:
        return parts, frozenset()
    if periods == ("1", parts.get("Period", periods)[1]) and not rest.keys().isdisjoint(_COUNTS):
        return {key: part for key, part in parts.items() if key not in _COUNTS}, frozenset()
    return parts, frozenset({_DATAPOINTS} if parts[_DATAPOINTS] == periods else ())


def _same(written: object, text: str) -> bool:
    return written == text or written == COMPARISONS.get(text)


def _no_condition(written: object, origin: Origin) -> Problem:
    if isinstance(written, str) or written is None:
        return Problem("missing-value", "`Condition` has no value", origin)
    return Problem("bad-value", "`Condition` takes one value", origin)
