"""Nothing of the model is lost on the way to CloudFormation."""

import dataclasses
from typing import Any

import pytest

from eventflow_monitoring.model.alarm import Alarm, Comparison
from eventflow_monitoring.model.health_check import HealthCheck
from eventflow_monitoring.model.log_group import LogGroup
from eventflow_monitoring.model.metric import ComputedMetric, Metric, MissingData
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.notification import Topic
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.model.unit import Unit
from eventflow_monitoring.outputs.cloudformation.plan import plan
from tests.eventflow import eventflow_plan

MONITORING = eventflow_plan().monitoring

NOT_IN_TEMPLATES: dict[type, set[str]] = {
    # The catalogue's own: what alarms take from it stands in them.
    Metric: {"name", "unit", "period", "missing_data", "category", "prometheus_name"},
    ComputedMetric: {"name", "unit", "period", "missing_data", "category"},
}

OTHER_VALUES: dict[str, Any] = {
    "actions_enabled": False,
    "channels": (),
    "comparison": Comparison.LESS_OR_EQUAL,
    "dimensions": (("Other", "x"),),
    "existing": True,
    "missing_data": MissingData.IGNORE,
    "operands": (),
    "recovery": True,
    "tier": Tier.LOW,
    "topics": (),
    "unit": Unit("Count"),
}


def rendered(monitoring: Monitoring) -> list[dict[str, Any]]:
    """Return the templates of a model."""
    planned, problems = plan(monitoring)
    assert problems == []
    return [stack.template() for stack in planned.stacks]


def other(name: str, value: Any) -> Any:
    """Return a value that a field does not have."""
    if name in OTHER_VALUES:
        return OTHER_VALUES[name]
    if isinstance(value, int | float):
        return value + 60
    return f"{value}x"


def compared_fields(type_: type) -> list[str]:
    """Return the fields that make two objects of a type different."""
    left_out = NOT_IN_TEMPLATES.get(type_, set())
    fields = dataclasses.fields(type_)
    return [field.name for field in fields if field.compare and field.name not in left_out]


def replaced(thing: Any, name: str) -> Any:
    """Return a thing with another value in one field."""
    return dataclasses.replace(thing, **{name: other(name, getattr(thing, name))})


def alarm_named(name: str) -> Alarm:
    """Return an alarm of EventFlow's."""
    return next(alarm for alarm in MONITORING.alarms if alarm.name == name)


def with_alarm(alarm: Alarm) -> Monitoring:
    """Return monitoring with only one alarm and no dashboard."""
    return dataclasses.replace(MONITORING, alarms=(alarm,), dashboards=())


@pytest.mark.parametrize("name", compared_fields(Alarm))
def test_every_field_of_an_alarm_counts(name: str) -> None:
    """Changing any field of an alarm changes its template."""
    alarm = alarm_named("HighLatency")
    changed = replaced(alarm, name)
    if name == "metric":
        changed = dataclasses.replace(alarm, metric=alarm_named("ConsumerLag").metric)
    assert rendered(with_alarm(changed)) != rendered(with_alarm(alarm))


@pytest.mark.parametrize("type_", [Metric, ComputedMetric])
def test_every_field_of_a_metric_counts(type_: type) -> None:
    """Changing what an alarm takes from its metric changes its template."""
    alarm = alarm_named("HighErrorRate" if type_ is ComputedMetric else "ConsumerLag")
    alarm = dataclasses.replace(alarm, statistic=None)
    for name in compared_fields(type_):
        changed = dataclasses.replace(alarm, metric=replaced(alarm.metric, name))
        assert rendered(with_alarm(changed)) != rendered(with_alarm(alarm)), name


@pytest.mark.parametrize(
    ("part", "type_"),
    [("topics", Topic), ("log_groups", LogGroup), ("health_checks", HealthCheck)],
)
def test_every_field_of_a_part_counts(part: str, type_: type) -> None:
    """Changing any field of a topic, log group or health check changes a template."""
    first, *rest = getattr(MONITORING, part)
    plain = dataclasses.replace(MONITORING, alarms=(), dashboards=())
    for name in compared_fields(type_):
        parts: dict[str, Any] = {part: (replaced(first, name), *rest)}
        changed = dataclasses.replace(plain, **parts)
        assert rendered(changed) != rendered(plain), name
