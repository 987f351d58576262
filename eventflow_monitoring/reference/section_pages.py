"""The page of a section: what it is for, its kinds of thing, and the keys of each."""

from collections.abc import Iterator

from eventflow_monitoring.reference.catalogue import kind_page, kinds_of, section_page, widgets
from eventflow_monitoring.reference.keys import Key, keys_of
from eventflow_monitoring.reference.links import anchor_of
from eventflow_monitoring.reference.markdown import example, joined, keys_table, prose, table
from eventflow_monitoring.reference.page import page
from eventflow_monitoring.reference.reserved_keys import takes_condition
from eventflow_monitoring.specs.section import Kind, Section
from eventflow_monitoring.specs.spec import Spec

_RESERVED = (
    "Everything here may also have [`Environments`, `Extends`](layers.md), [`ForEach`](for-each.md) "
    "and [`Allow`](allow.md)."
)


def section_text(section: Section) -> str:
    """Return the page of a section."""
    return joined(_blocks(section))


def _blocks(section: Section) -> Iterator[str]:
    said = section_page(section)
    kinds = kinds_of(section)
    yield f"# {section.name}"
    yield prose(said)
    for one in said.examples:
        yield from example(one)
    if kinds and section.name != "Environments":
        yield _RESERVED
    if len(kinds) == 1:
        (kind,) = kinds
        yield f"## {kind.name}"
        yield prose(kind_page(kind))
        yield from keys_table(list(keys_of(kind.spec)), kind.spec.ONE_OF)
    else:
        yield from _several(section, kinds)
    if section.name == "Dashboards":
        yield "## Widgets"
        yield "`Kind` says what a widget is; without it, it is a `Graph`."
        yield from _several(widgets(), kinds_of(widgets()), "###")


def _several(section: Section, kinds: tuple[Kind, ...], level: str = "##") -> Iterator[str]:
    if kinds:
        yield table(
            (section.kind_key, "What it is"),
            (
                (f"[`{kind.name}`](#{anchor_of(kind.name)})", kind_page(kind).summary)
                for kind in kinds
            ),
        )
    shared = _shared(kinds)
    for kind in kinds:
        yield f"{level} {kind.name}"
        yield _how_to_say(section, kind)
        said = kind_page(kind)
        yield prose(said)
        for one in said.examples:
            yield from example(one)
        keys = list(keys_of(kind.spec))
        if takes_condition(section, kind):
            yield "[`Condition`](conditions.md) says several of these keys in a line."
        own = [key for key in keys if key.owner not in shared]
        one_of = [names for names in kind.spec.ONE_OF if any(key.name in names for key in own)]
        yield from keys_table(own, one_of)
        yield from _links(kind, shared)
    for spec in shared:
        yield f"{level} {_heading(spec)}"
        yield from keys_table(_own(spec), spec.ONE_OF)


def _how_to_say(section: Section, kind: Kind) -> str:
    if section.choose is not None:
        return ""
    if kind.name == section.default_kind:
        return f"`{section.kind_key}: {kind.name}`, or no `{section.kind_key}` at all."
    return f"`{section.kind_key}: {kind.name}`"


def _own(spec: type[Spec]) -> list[Key]:
    return [key for key in keys_of(spec) if key.owner is spec]


def _shared(kinds: tuple[Kind, ...]) -> list[type[Spec]]:
    """Return the specs that several kinds are built on, the most general first."""
    bases: dict[type[Spec], int] = {}
    for kind in kinds:
        for part in reversed(kind.spec.__mro__):
            if part is not Spec and issubclass(part, Spec):
                bases[part] = bases.get(part, 0) + 1
    return [spec for spec, count in bases.items() if count > 1]


def _links(kind: Kind, shared: list[type[Spec]]) -> Iterator[str]:
    lines = [
        f"- [{_heading(spec)}](#{anchor_of(_heading(spec))}): "
        + ", ".join(f"`{key.name}`" for key in _own(spec))
        for spec in reversed(shared)
        if issubclass(kind.spec, spec)
    ]
    if lines:
        yield "And the keys of:"
        yield "\n".join(lines)


def _heading(spec: type[Spec]) -> str:
    return page(spec.__doc__ or "").summary.rstrip(".")
