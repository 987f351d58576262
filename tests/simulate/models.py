"""Small models for tests of the simulation."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from eventflow_monitoring.expression.alarm_rule import children, elements, parse_rule
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.metric import ComputedMetric, Metric, MissingData, Range
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.notification import (
    Channel,
    EmailChannel,
    PagerDutyChannel,
    SecretReference,
    Topic,
)
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.model.trigger import (
    Comparison,
    CompositeTrigger,
    Evaluation,
    ThresholdTrigger,
    Trigger,
)
from eventflow_monitoring.model.unit import Unit
from eventflow_monitoring.position import Origin, Written
from eventflow_monitoring.simulate.given import GivenSeries
from eventflow_monitoring.simulate.result import Timeline
from eventflow_monitoring.simulate.series import parse_series

ORIGIN = Origin("specs.yaml")

LATENCY = Metric(
    name="Latency",
    label="Latency",
    namespace="Test",
    metric_name="Latency",
    dimensions=(),
    dimension_sets=(frozenset(),),
    unit=Unit("Milliseconds"),
    range=Range(),
    type=None,
    statistic="Maximum",
    period=60,
    missing_data=MissingData.MISSING,
    category=None,
    prometheus_name=None,
    origin=ORIGIN,
)
REQUESTS = replace(LATENCY, name="Requests", metric_name="Requests", statistic="Sum")

ON_CALL = PagerDutyChannel(
    name="on-call", recovery=True, integration_key=SecretReference("key", None), origin=ORIGIN
)
EMAIL = EmailChannel(name="email", recovery=False, address="a@b.example", origin=ORIGIN)


def topic(*channels: Channel, name: str = "alerts") -> Topic:
    """Return a topic that reaches some channels."""
    return Topic(name=name, physical_name=name, tier=Tier.HIGH, channels=channels, origin=ORIGIN)


def computed(expression: str, **operands: Metric) -> ComputedMetric:
    """Return a metric that is computed from others, by their ids."""
    return ComputedMetric(
        name="Computed",
        label="Computed",
        expression=expression,
        operands=tuple(operands.items()),
        unit=Unit("Count"),
        range=Range(),
        period=60,
        missing_data=MissingData.MISSING,
        category=None,
        origin=ORIGIN,
    )


def threshold(**changes: Any) -> ThresholdTrigger:
    """Return a trigger on a latency above 100 in one minute, but for some changes."""
    of_evaluation = {
        key: changes.pop(key)
        for key in ("period", "evaluation_periods", "datapoints_to_alarm", "time_zone")
        if key in changes
    }
    n = of_evaluation.get("evaluation_periods", 1)
    missing = MissingData(changes.pop("missing_data", "missing"))
    evaluation = {"period": 60, "evaluation_periods": 1, "datapoints_to_alarm": n, **of_evaluation}
    fields: dict[str, Any] = {
        "metric": LATENCY,
        "statistic": None,
        "comparison": Comparison.GREATER,
        "threshold": 100.0,
        **changes,
    }
    return ThresholdTrigger(**fields, evaluation=Evaluation(**evaluation, missing_data=missing))


def composite(rule: str) -> CompositeTrigger:
    """Return a trigger on other alarms, by a rule over their names."""
    node = parse_rule(rule)
    names = tuple(dict.fromkeys(child.name for child in children(node)))
    return CompositeTrigger(rule=rule, words=rule, children=names, elements=elements(node))


def alarm(name: str, trigger: Trigger | None = None, **changes: Any) -> Alarm:
    """Return an alarm that tells a pager of ALARM and OK, but for some changes."""
    topics = (topic(ON_CALL),)
    fields: dict[str, Any] = {
        "tier": Tier.HIGH,
        "description": "",
        "actions_enabled": True,
        "topics": topics,
        "ok_topics": topics,
        "written": Written("specs.yaml", ("Alarms", name)),
        **changes,
    }
    return Alarm(name=name, physical_name=name, trigger=trigger or threshold(), **fields)


def monitoring(*alarms: Alarm, **changes: Any) -> Monitoring:
    """Return the monitoring of an environment with some alarms."""
    environment = Environment(
        service="test",
        name="production",
        account="111111111111",
        region="us-east-1",
        domain=None,
        log_retention_days=30,
        name_pattern="${Name}",
        protected=False,
        alarm_stacks=1,
        origin=ORIGIN,
    )
    return Monitoring(environment=environment, alarms=alarms, **changes)


def given(**series: str) -> Mapping[str, GivenSeries]:
    """Return series by name, in promtool's notation."""
    return {name: GivenSeries(parse_series(text)) for name, text in series.items()}


def minutes(timeline: object) -> list[str]:
    """Return the transitions of a timeline as a test lists them: `[OK, ALARM at 15m]`."""
    assert isinstance(timeline, Timeline), timeline
    return [
        state.value if index == 0 else f"{state.value} at {time // 60}m{time % 60 or ''}"
        for index, (time, state) in enumerate(timeline.transitions)
    ]
