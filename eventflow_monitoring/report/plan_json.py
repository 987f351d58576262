"""A plan as JSON, for other programs."""

import dataclasses
import json
from enum import Enum
from typing import Any

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.trigger import watched_metric
from eventflow_monitoring.model.wording import condition_in_words
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from eventflow_monitoring.report.told import told_in_words


def plan_json(plan: Plan) -> str:
    """Return the resolved plan of an environment: the model, and the stacks it becomes."""
    monitoring = plan.monitoring
    parts = {
        field.name: _plain(getattr(monitoring, field.name))
        for field in dataclasses.fields(monitoring)
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
    parts["stacks"] = {plan.stack_name(stack): stack.template() for stack in plan.stacks}
    return json.dumps(parts, indent=2, ensure_ascii=False)


def _trigger(alarm: Alarm) -> dict[str, Any]:
    """Return when an alarm fires, its metrics by name: they stand under `metrics`."""
    plain: dict[str, Any] = _plain(alarm.trigger)
    metric = watched_metric(alarm.trigger)
    named = {"metric": metric.name} if metric is not None else {}
    return {"kind": type(alarm.trigger).__name__.removesuffix("Trigger"), **plain, **named}


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if field.name not in ("origin", "written")
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value
