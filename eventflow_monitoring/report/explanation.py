"""Where every value of an alarm comes from: the specs, the catalogue, or what is built in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from pydantic.fields import FieldInfo

from eventflow_monitoring.compiler.draft import Entries
from eventflow_monitoring.compiler.gather_sections import sections
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import ComputedMetric, Metric
from eventflow_monitoring.model.mute_wording import mute_in_words
from eventflow_monitoring.model.trigger import (
    LogTrigger,
    evaluation_of,
    metrics_read,
    watched_metric,
)
from eventflow_monitoring.model.wording import condition_in_words, duration_in_words
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from eventflow_monitoring.outputs.cloudformation.provenance import NAME, SOURCES
from eventflow_monitoring.outputs.cloudformation.resource import logical_id
from eventflow_monitoring.position import Origin
from eventflow_monitoring.report.told import told_in_words
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.health_metric import KEY as HEALTH_CHECK
from eventflow_monitoring.specs.section import Kind, Section
from eventflow_monitoring.specs.sections.environments import EnvironmentSpec

_ENVIRONMENT = Kind("Environment", EnvironmentSpec, lambda *_: None)
_ENVIRONMENTS = Section("Environments", (_ENVIRONMENT,))
"""The section with its one kind, which a pass of its own reads."""

_FROM_METRIC = ("Statistic", "Period", "TreatMissingData")
"""What an alarm takes from its metric where it says nothing itself."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A key with its value. `origin` is None for what is built in; `note` says more about it."""

    key: str
    value: str
    origin: Origin | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The settings of one thing of a section and kind, and the keys that it leaves alone."""

    title: str
    section: str
    kind: str
    settings: tuple[Setting, ...]
    unset: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a resource, its value, and the keys it follows from."""

    name: str
    value: Any
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeployedAs:
    """A resource that an alarm becomes."""

    type: str
    logical_id: str
    stack: str
    properties: tuple[Property, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that there is to say about an alarm in an environment.

    `muted` says for each mute of it, under the mute's name, when that is in force.
    """

    alarm: str
    environment: str
    condition: str
    tells: str
    muted: tuple[Setting, ...]
    groups: tuple[Group, ...]
    resources: tuple[DeployedAs, ...]


def explain(alarm: Alarm, plan: Plan, entries: Entries) -> Explanation:
    """Account for every value of an alarm; `entries` are those the plan was compiled from."""
    groups = tuple(_groups(alarm, plan, entries))
    keys = {setting.key for group in groups[:1] for setting in group.settings}
    return Explanation(
        alarm=alarm.name,
        environment=plan.environment.name,
        condition=condition_in_words(alarm),
        tells=told_in_words(alarm),
        muted=tuple(
            Setting(mute.name, mute_in_words(mute), mute.origin)
            for mute in plan.monitoring.mutes
            if alarm.name in mute.alarms
        ),
        groups=groups,
        resources=tuple(_resources(alarm, plan, keys | {NAME, "NamePattern"})),
    )


def _groups(alarm: Alarm, plan: Plan, entries: Entries) -> Iterator[Group]:
    known = sections()
    entry = entries["Alarms"][alarm.name]
    metric = watched_metric(alarm.trigger)
    metric_entry = entries["Metrics"].get(metric.name) if metric is not None else None
    own = _settings(entry, known["Alarms"])
    inherited = _inherited(alarm, own, metric_entry)
    yield _group(alarm.name, entry, known["Alarms"], own | inherited)
    names = [metric.name] if metric is not None else []
    names += [read.name for read in metrics_read(alarm.trigger)]
    for name in dict.fromkeys(names):
        if name in entries["Metrics"]:
            found = entries["Metrics"][name]
            yield _group(
                f"metric {name}", found, known["Metrics"], _settings(found, known["Metrics"])
            )
    environment = entries["Environments"][plan.environment.name]
    fields = _settings(environment, _ENVIRONMENTS)
    yield _group(f"environment {environment.name}", environment, _ENVIRONMENTS, fields)
    read = [entries["Metrics"][name].data for name in names if name in entries["Metrics"]]
    checks = [str(data[HEALTH_CHECK]) for data in read if HEALTH_CHECK in data]
    groups = alarm.trigger.log_groups if isinstance(alarm.trigger, LogTrigger) else ()
    logged = [alarm.state_change_log_group] if alarm.state_change_log_group else []
    filters = [one for one in plan.monitoring.metric_filters if one.metric.name in names]
    things = [
        *(("HealthChecks", "health check", name) for name in checks),
        *(("MetricFilters", "metric filter", one.name) for one in filters),
        *(("LogGroups", "log group", one.log_group.name) for one in filters),
        *(("Topics", "topic", topic.name) for topic in alarm.topics),
        *(
            ("Channels", "channel", channel.name)
            for topic in alarm.topics
            for channel in topic.channels
        ),
        *(("LogGroups", "log group", group.name) for group in groups),
        *(("LogGroups", "log group", group.name) for group in logged),
    ]
    for section, thing, name in dict.fromkeys(things):
        found = entries[section][name]
        settings = _settings(found, known[section])
        yield _group(f"{thing} {name}", found, known[section], settings)


def _group(title: str, entry: Entry, section: Section, settings: Mapping[str, Setting]) -> Group:
    kind = _kind(entry, section)
    keys = [*_fields(kind), section.kind_key]
    unset = tuple(key for key in _fields(kind) if key not in settings)
    ordered = tuple(settings[key] for key in keys if key in settings)
    return Group(title, section.name, kind.name, ordered, unset)


def _settings(entry: Entry, section: Section) -> dict[str, Setting]:
    """Return what is written of an entry, and what is built in."""
    settings: dict[str, Setting] = {}
    for key, field in _fields(_kind(entry, section)).items():
        if key in entry.data:
            settings[key] = Setting(key, written(entry.data[key]), entry.origin(key))
        elif not field.is_required() and (default := field.get_default(call_default_factory=True)):
            settings[key] = Setting(key, _built_in(key, default), note="built in")
        elif field.default is False:
            settings[key] = Setting(key, "false", note="built in")
    key = section.kind_key
    if key in entry.data:
        settings[key] = Setting(key, str(entry.data[key]), entry.origin(key))
    return settings


def _inherited(
    alarm: Alarm, own: Mapping[str, Setting], metric_entry: Entry | None
) -> dict[str, Setting]:
    """Return what the alarm does not say itself and follows from something else."""
    found: dict[str, Setting] = {}
    if metric_entry is not None:
        of_metric = _settings(metric_entry, sections()["Metrics"])
        for key in _FROM_METRIC:
            if key in of_metric and key not in own:
                one = of_metric[key]
                note = f"the metric's, {one.note}" if one.note else "the metric's"
                found[key] = Setting(key, one.value, one.origin, note)
    metric = watched_metric(alarm.trigger)
    if isinstance(metric, Metric) and "Statistic" not in own and "Statistic" not in found:
        note = "built in: that of the metric of its health check"
        found["Statistic"] = Setting("Statistic", metric.statistic, note=note)
    evaluation = evaluation_of(alarm.trigger)
    if evaluation is not None:
        # Without a metric of the catalogue: an expression of its own, or a query.
        computed = isinstance(metric, ComputedMetric)
        derived = {
            "Period": (duration_in_words(evaluation.period),
                       "built in: the longest of its metrics'" if computed else "built in"),
            "TreatMissingData": (evaluation.missing_data.value, "built in"),
        }  # fmt: skip
        for key, (value, note) in derived.items():
            if key not in own and key not in found:
                found[key] = Setting(key, value, note=note)
    if evaluation is not None and "EvaluationPeriods" not in own:
        periods = str(evaluation.evaluation_periods)
        window = own.get("For")
        found["EvaluationPeriods"] = (
            Setting("EvaluationPeriods", periods, window.origin, "`For` divided by `Period`")
            if window is not None
            else Setting("EvaluationPeriods", periods, note="built in")
        )
    if evaluation is not None and "DatapointsToAlarm" not in own:
        count = str(evaluation.datapoints_to_alarm)
        found["DatapointsToAlarm"] = Setting(
            "DatapointsToAlarm", count, note="built in: all of them"
        )
    if isinstance(alarm.trigger, LogTrigger):
        found |= _of_log_alarm(alarm.trigger, own)
    if "OKActions" not in own:
        topics = ", ".join(topic.name for topic in alarm.ok_topics) or "none"
        note = "built in: topics with channels that want recoveries"
        found["OKActions"] = Setting("OKActions", topics, note=note)
    return found


def _of_log_alarm(trigger: LogTrigger, own: Mapping[str, Setting]) -> dict[str, Setting]:
    derived = {
        "LookBack": (duration_in_words(trigger.look_back), "built in: to the run before"),
        "QueryResultsToAlarm": (str(trigger.results_to_alarm), "built in: all of them"),
    }
    return {
        key: Setting(key, value, note=note)
        for key, (value, note) in derived.items()
        if key not in own
    }


def _resources(alarm: Alarm, plan: Plan, keys: set[str]) -> Iterator[DeployedAs]:
    wanted = [logical_id(kind, alarm.name) for kind in ("Alarm", "Alert", "StateChange")]
    for stack in plan.stacks:
        for id_ in wanted:
            resource = stack.resources.get(id_)
            if resource is not None and resource.origin == alarm.origin:
                properties = tuple(
                    Property(name, value, tuple(key for key in SOURCES[name] if key in keys))
                    for name, value in resource.properties.items()
                )
                yield DeployedAs(resource.type, id_, plan.stack_name(stack), properties)


def _kind(entry: Entry, section: Section) -> Kind:
    if len(section.kinds) == 1:
        return section.kinds[0]
    if section.choose is not None:
        name = section.choose(entry.data)
    else:
        name = entry.data.get(section.kind_key, section.default_kind)
    return next(kind for kind in section.kinds if kind.name == name)


def _fields(kind: Kind) -> dict[str, FieldInfo]:
    return {str(field.alias): field for field in kind.spec.model_fields.values()}


def _built_in(key: str, value: Any) -> str:
    """Write a default as an author would."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and key.endswith(("Period", "Every", "Interval", "Timeout")):
        return duration_in_words(value)
    if key == "TraceSampling":
        return f"{value * 100:g}%"
    return str(value)


def written(value: Any) -> str:
    """Write a value in one line, as in flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {written(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return " ".join(str(value).split())
