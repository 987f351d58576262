"""Pass 6: entries are validated and expanded into the model, every reference resolved."""

from dataclasses import replace
from graphlib import TopologicalSorter

from eventflow_monitoring.compiler.draft import Draft, Outcome
from eventflow_monitoring.compiler.gather_sections import sections
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.problem import has_errors
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.section import ReadEntry, Section, read_kind


def build_model(draft: Draft) -> Outcome:
    """Expand section after section, each after those it refers to."""
    if draft.environment is None:
        return draft, []
    context = Context(
        environment=draft.environment,
        entries=draft.entries,
        read_file=draft.read_file,
        incomplete=draft.incomplete,
        today=draft.today,
        stand_ins=draft.stand_ins,
    )
    for section in _in_order():
        context.expanded[section.name] = _expand(section, context)
    parts = {field: tuple(context.expanded[section].values()) for section, field in _FIELDS.items()}
    complete = not (draft.incomplete or has_errors(context.problems))
    monitoring = Monitoring(environment=draft.environment, **parts, complete=complete)
    return replace(draft, monitoring=monitoring), context.problems


_FIELDS = {
    "Metrics": "metrics",
    "Channels": "channels",
    "Topics": "topics",
    "HealthChecks": "health_checks",
    "Probes": "probes",
    "LogGroups": "log_groups",
    "MetricFilters": "metric_filters",
    "SubscriptionFilters": "subscription_filters",
    "Queries": "queries",
    "Collectors": "collectors",
    "Alarms": "alarms",
    "Mutes": "mutes",
    "Dashboards": "dashboards",
    "SamplingRules": "sampling_rules",
    "TraceGroups": "trace_groups",
}
"""Where the objects of each section stand in the model."""


def _in_order() -> list[Section]:
    known = {name: section for name, section in sections().items() if section.kinds}
    needs = {name: section.needs for name, section in known.items()}
    return [known[name] for name in TopologicalSorter(needs).static_order()]


def _expand(section: Section, context: Context) -> dict[str, object]:
    """Expand the entries of a section, kind after kind; what is returned is in the order written."""
    read: list[ReadEntry] = []
    for entry in context.entries[section.name].values():
        if entry.broken:
            continue
        choose = section.choose if isinstance(entry.data, dict) else None
        chosen = choose(entry.data) if choose is not None else None
        found, problems = read_kind(
            entry, section.kinds, section.default_kind, chosen, section.kind_key
        )
        context.problems += problems
        if found is not None:
            read.append(found)
    expanded: dict[str, object] = {}
    context.expanded[section.name] = expanded
    for kind in section.kinds:
        for one in read:
            if one.kind is kind:
                thing = one.expand(context)
                if thing is not None:
                    expanded[one.entry.name] = thing
    return {one.entry.name: expanded[one.entry.name] for one in read if one.entry.name in expanded}
