"""A plan as JSON, for other programs."""

import dataclasses
import json
from collections.abc import Mapping
from enum import Enum
from typing import Any

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.log_group import LogGroup
from eventflow_monitoring.model.log_record import LogRecord
from eventflow_monitoring.model.trigger import watched_metric
from eventflow_monitoring.model.wording import condition_in_words
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from eventflow_monitoring.outputs.cloudformation.probes import probe_settings
from eventflow_monitoring.report.told import told_in_words


def plan_json(plan: Plan) -> str:
    """Return the resolved plan of an environment: the model, and the stacks it becomes."""
    monitoring = plan.monitoring
    parts = {
        field.name: [_plain(one) for one in part] if isinstance(part, tuple) else _inner(part)
        for field in dataclasses.fields(monitoring)
        for part in (getattr(monitoring, field.name),)
    }
    parts["alarms"] = [
        {
            **_plain(alarm),
            "trigger": _trigger(alarm),
            "topics": [topic.name for topic in alarm.topics],
            "ok_topics": [topic.name for topic in alarm.ok_topics],
            "insufficient_data_topics": [topic.name for topic in alarm.insufficient_data_topics],
            "condition": condition_in_words(alarm),
            "tells": told_in_words(alarm),
        }
        for alarm in monitoring.alarms
    ]
    parts["collectors"] = [
        {
            **_plain(collector),
            "needs_contrib": collector.needs_contrib,
            "exports": [
                {"metric": one.metric.name, "from": one.name, "source": one.source.value}
                for one in collector.exports
            ],
        }
        for collector in monitoring.collectors
    ]
    parts["health_checks"] = [
        {"probe": check.PROBE, **_plain(check), "url": check.url}
        for check in monitoring.health_checks
    ]
    parts["probes"] = [
        {**_plain(probe), "settings": probe_settings(probe)} for probe in monitoring.probes
    ]
    parts["stacks"] = {plan.stack_name(stack): stack.template() for stack in plan.stacks}
    return json.dumps(parts, indent=2, ensure_ascii=False)


def _trigger(alarm: Alarm) -> dict[str, Any]:
    """Return when an alarm fires, its metrics by name: they stand under `metrics`."""
    plain: dict[str, Any] = _plain(alarm.trigger)
    metric = watched_metric(alarm.trigger)
    named = {"metric": metric.name} if metric is not None else {}
    return {"kind": type(alarm.trigger).__name__.removesuffix("Trigger"), **plain, **named}


def _plain(value: Any) -> Any:
    """Return a thing of the model with all its fields."""
    return {
        field.name: _inner(getattr(value, field.name))
        for field in dataclasses.fields(value)
        if field.name not in ("origin", "written")
    }


def _inner(value: Any) -> Any:
    """Return what stands in a field; what stands in a list of its own is named there."""
    if isinstance(value, Alarm | LogGroup):
        return value.name
    if isinstance(value, LogRecord):
        return value.file
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _plain(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple | list):
        return [_inner(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _inner(item) for key, item in value.items()}
    return value
