"""Nothing of the model is lost on the way to CloudFormation."""

import dataclasses
from typing import Any

import pytest

from eventflow_monitoring.model.alarm import Alarm, Suppressor, WarmUp
from eventflow_monitoring.model.health_check import Canary, Route53Check, Vpc
from eventflow_monitoring.model.log_filter import (
    DestinationKind,
    Distribution,
    MetricFilter,
    SubscriptionFilter,
)
from eventflow_monitoring.model.log_group import DataProtection, LogGroup, LogGroupClass
from eventflow_monitoring.model.metric import ComputedMetric, Metric, MissingData, Range
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.mute import Mute
from eventflow_monitoring.model.notification import Topic
from eventflow_monitoring.model.probe import ContainerProbe, TargetGroupProbe
from eventflow_monitoring.model.saved_query import SavedQuery
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.model.tracing import SamplingBoost, SamplingRule, TraceGroup
from eventflow_monitoring.model.trigger import (
    AnomalyTrigger,
    BandComparison,
    Comparison,
    CompositeTrigger,
    Evaluation,
    LogTrigger,
    LowSamples,
    MetricsInsightsTrigger,
    MinimumSamples,
    PromqlTrigger,
    ThresholdTrigger,
    Trigger,
)
from eventflow_monitoring.model.unit import Unit
from eventflow_monitoring.outputs.cloudformation.plan import plan
from eventflow_monitoring.position import Origin, Written
from tests.eventflow import eventflow_plan

MONITORING = eventflow_plan().monitoring

NOT_IN_TEMPLATES: dict[type, set[str]] = {
    # The catalogue's own: what alarms take from it stands in them.
    Alarm: {"tier"},  # a tag of it
    Metric: {
        "name", "unit", "range", "type", "period", "missing_data", "category", "prometheus_name",
        "dimension_sets", "expected_values",
    },
    LogGroup: {"expected_ingestion"},  # for the estimate of costs alone
    ComputedMetric: {"name", "unit", "range", "period", "missing_data", "category"},
    # What follows from the rule, kept for those who look at the model.
    CompositeTrigger: {"children", "elements"},
    # Its alarms stand in the mute by name already.
    Mute: {"tiers"},
}  # fmt: skip

OTHER_VALUES: dict[str, Any] = {
    "actions_enabled": False,
    "alarms": ("ServiceDown", "ConsumerLag"),
    "attributes": (("tenant", "x"),),
    "boost": SamplingBoost(1, 1),
    "channels": (),
    "comparison": Comparison.LESS_OR_EQUAL,
    "data_protection": DataProtection(("Address",), None),
    "dimensions": (("Other", "x"),),
    "distribution": Distribution.RANDOM,
    "existing": True,
    "field_indexes": ("x",),
    "insights": True,
    "insufficient_data_topics": MONITORING.topics[:1],
    "kind": DestinationKind.FIREHOSE,
    "log_class": LogGroupClass.DELIVERY,
    "log_group": MONITORING.log_groups[1],
    "log_groups": MONITORING.log_groups[1:2],
    "low_samples": LowSamples.IGNORE,
    "metric": MONITORING.metrics[0],
    "minimum_samples": MinimumSamples(7, None),
    "missing_data": MissingData.IGNORE,
    "notifications": True,
    "ok_topics": (),
    "operands": (),
    "owner": "somebody",
    "picked": (("Other", "x"),),
    "propagated_tags": ("Tier",),
    "recovery": True,
    "runbook": "https://runbooks.example/x",
    "state_change_log_group": MONITORING.log_groups[0],
    "suppressor": Suppressor("ConsumerLag", "ConsumerLag", 120, 60),
    "tags": (("Team", "x"),),
    "tier": Tier.LOW,
    "topics": (),
    "unit": Unit("Percent"),
    "expected": (("status", "DOWN"),),
    "protocol": "http",
    "vpc": Vpc(("subnet-0",), ("sg-0",)),
    "warm_up": WarmUp(10, whole=True),
}


def rendered(monitoring: Monitoring) -> list[dict[str, Any]]:
    """Return the templates of a model."""
    planned, problems = plan(monitoring)
    assert problems == []
    return [stack.template() for stack in planned.stacks]


def other(name: str, value: Any) -> Any:
    """Return a value that a field does not have."""
    if isinstance(value, BandComparison):
        return BandComparison.ABOVE
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


def threshold_trigger(name: str) -> ThresholdTrigger:
    """Return when an alarm of EventFlow's fires."""
    trigger = alarm_named(name).trigger
    assert isinstance(trigger, ThresholdTrigger)
    return trigger


def with_trigger(trigger: Trigger) -> list[dict[str, Any]]:
    """Return the templates of monitoring with an alarm that fires so."""
    alarm = dataclasses.replace(alarm_named("ConsumerLag"), trigger=trigger)
    return rendered(with_alarm(alarm))


EVALUATION = threshold_trigger("HighLatency").evaluation
LATENCY = threshold_trigger("HighLatency").metric
TRIGGERS: list[Trigger] = [
    threshold_trigger("HighLatency"),
    AnomalyTrigger(
        metric=LATENCY,
        statistic="p95",
        comparison=BandComparison.OUTSIDE,
        width=2,
        evaluation=EVALUATION,
    ),
    CompositeTrigger(
        rule='ALARM("a")', words="a is in ALARM", children=("ConsumerLag",), elements=1
    ),
    MetricsInsightsTrigger(
        query="SELECT MAX(x) FROM y",
        unit=Unit("Count"),
        comparison=Comparison.GREATER,
        threshold=5,
        evaluation=EVALUATION,
    ),
    LogTrigger(
        log_groups=MONITORING.log_groups[:1],
        query="fields @message",
        aggregation="count(*)",
        every=300,
        look_back=300,
        delay=30,
        unit=Unit("Count"),
        comparison=Comparison.GREATER,
        threshold=5,
        results_to_evaluate=3,
        results_to_alarm=2,
        missing_data=MissingData.MISSING,
        log_lines=5,
    ),
    PromqlTrigger(query="up == 0", interval=60, pending=60, recovery=60),
]


@pytest.mark.parametrize("name", sorted({*compared_fields(Alarm)} - {"trigger"}))
def test_every_field_of_an_alarm_counts(name: str) -> None:
    """Changing any field of an alarm changes its template."""
    alarm = alarm_named("ConsumerLag")
    assert rendered(with_alarm(replaced(alarm, name))) != rendered(with_alarm(alarm))


@pytest.mark.parametrize("trigger", TRIGGERS, ids=lambda one: type(one).__name__)
def test_every_field_of_a_trigger_counts(trigger: Trigger) -> None:
    """Changing anything about when an alarm fires changes its template."""
    for name in compared_fields(type(trigger)):
        if name != "evaluation":
            assert with_trigger(replaced(trigger, name)) != with_trigger(trigger), name


def test_every_field_of_an_evaluation_counts() -> None:
    """Changing how data points become a state changes the template."""
    trigger = threshold_trigger("HighLatency")
    for name in compared_fields(Evaluation):
        evaluation = replaced(trigger.evaluation, name)
        changed = dataclasses.replace(trigger, evaluation=evaluation)
        assert with_trigger(changed) != with_trigger(trigger), name


@pytest.mark.parametrize("type_", [Metric, ComputedMetric])
def test_every_field_of_a_metric_counts(type_: type) -> None:
    """Changing what an alarm takes from its metric changes its template."""
    trigger = threshold_trigger("HighErrorRate" if type_ is ComputedMetric else "ConsumerLag")
    trigger = dataclasses.replace(trigger, statistic=None, minimum_samples=None)
    for name in compared_fields(type_):
        changed = dataclasses.replace(trigger, metric=replaced(trigger.metric, name))
        assert with_trigger(changed) != with_trigger(trigger), name


def test_range_of_a_metric_stays_in_the_catalogue() -> None:
    """What a metric can be is for the rules: CloudWatch has no place for it."""
    trigger = threshold_trigger("ConsumerLag")
    metric = dataclasses.replace(trigger.metric, range=Range(0, 5))
    assert with_trigger(dataclasses.replace(trigger, metric=metric)) == with_trigger(trigger)


MUTE = Mute(
    name="maintenance",
    physical_name="maintenance",
    description="The database is upgraded.",
    alarms=("ConsumerLag",),
    tiers=(),
    schedule="cron(0 3 * * SUN)",
    duration=7_200,
    time_zone="UTC",
    starts="2026-12-01T00:00:00Z",
    expires="2027-12-01T00:00:00Z",
    origin=Origin(""),
)


SUBSCRIPTION = SubscriptionFilter(
    name="to-stream",
    physical_name="to-stream",
    log_group=MONITORING.log_groups[0],
    pattern="ERROR",
    kind=DestinationKind.STREAM,
    destination="logs",
    role="logs-to-kinesis",
    distribution=None,
    written=Written("", ()),
)


@pytest.mark.parametrize(
    ("part", "type_"),
    [
        ("topics", Topic), ("log_groups", LogGroup), ("health_checks", Route53Check), ("health_checks", Canary), ("mutes", Mute),
        ("probes", TargetGroupProbe), ("probes", ContainerProbe),
        ("metric_filters", MetricFilter), ("subscription_filters", SubscriptionFilter),
        ("queries", SavedQuery), ("sampling_rules", SamplingRule), ("trace_groups", TraceGroup),
    ],
)  # fmt: skip
def test_every_field_of_a_part_counts(part: str, type_: type) -> None:
    """Changing any field of what is no alarm and no dashboard changes a template."""
    whole = dataclasses.replace(MONITORING, mutes=(MUTE,), subscription_filters=(SUBSCRIPTION,))
    things = getattr(whole, part)
    first = next(one for one in things if isinstance(one, type_))
    rest = [one for one in things if one is not first]
    alarms = whole.alarms if part == "mutes" else ()
    plain = dataclasses.replace(
        whole, alarms=alarms, dashboards=(), mutes=(MUTE,) if alarms else ()
    )
    for name in compared_fields(type_):
        parts: dict[str, Any] = {part: (replaced(first, name), *rest)}
        changed = dataclasses.replace(plain, **parts)
        assert rendered(changed) != rendered(plain), name
