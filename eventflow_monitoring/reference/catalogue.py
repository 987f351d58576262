"""What the reference describes: the sections in the order one writes them, and where each is told of.

Widgets stand in no section of their own: they are the kinds of thing in the rows of a dashboard.
"""

import importlib
import inspect
import pkgutil
import sys
from dataclasses import replace
from functools import cache

from eventflow_monitoring.compiler.gather_sections import sections
from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.reference.page import Page, page
from eventflow_monitoring.registry import registered
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.section import Kind, Section
from eventflow_monitoring.specs.sections.environments import EnvironmentSpec, environment_of

_ORDER = (
    "Environments", "LogGroups", "HealthChecks", "Probes", "Metrics", "MetricFilters",
    "SubscriptionFilters", "Queries", "Collectors", "Channels", "Topics", "Alarms", "Dashboards",
    "Mutes", "SamplingRules", "TraceGroups", "Templates", "Defaults",
)  # fmt: skip

_SECTIONS = "eventflow_monitoring.specs.sections"


def _environment(spec: EnvironmentSpec, entry: Entry, context: Context) -> Environment | None:
    return environment_of(spec, entry, context.environment.service)[0]


ENVIRONMENT = Kind("Environment", EnvironmentSpec, _environment)
"""What stands under `Environments:`, which a pass of its own reads."""


def ordered_sections() -> list[Section]:
    """Return every section, those of extensions last."""
    return sorted(sections().values(), key=lambda section: _place(section.name))


def _place(name: str) -> tuple[int, str]:
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER), name)


def kinds_of(section: Section) -> tuple[Kind, ...]:
    """Return the kinds of thing in a section, the default one first."""
    if section.name == "Environments":
        return (ENVIRONMENT,)
    return tuple(sorted(section.kinds, key=lambda kind: kind.name != section.default_kind))


def widgets() -> Section:
    """Return the kinds of widget, as if they had a section."""
    return Section(
        "Widgets", registered("eventflow_monitoring.specs.widgets", "KIND"), default_kind="Graph"
    )


@cache
def section_page(section: Section) -> Page:
    """Return what the module of a section says of it, without its name before the first sentence.

    Nothing for a section of an extension.
    """
    for module in pkgutil.iter_modules(importlib.import_module(_SECTIONS).__path__):
        found = importlib.import_module(f"{_SECTIONS}.{module.name}")
        if getattr(found, "SECTION", None) is section:
            said = page(inspect.getdoc(found) or "")
            text = said.summary.removeprefix(f"`{section.name}:` ")
            return replace(said, summary=f"{text[:1].upper()}{text[1:]}")
    return page("")


def kind_page(kind: Kind) -> Page:
    """Return what the spec of a kind says of it, with the examples of its module.

    Those of a module that is a section's are the section's.
    """
    module = sys.modules[kind.spec.__module__]
    examples = () if hasattr(module, "SECTION") else page(inspect.getdoc(module) or "").examples
    return replace(page(inspect.getdoc(kind.spec) or ""), examples=examples)
