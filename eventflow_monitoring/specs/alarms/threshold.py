"""An alarm that compares a metric with a threshold."""

from pydantic import Field

from eventflow_monitoring.model.alarm import Alarm, Comparison
from eventflow_monitoring.model.metric import AnyMetric, MissingData
from eventflow_monitoring.model.notification import Topic
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.metric_reference import check_statistic, find_metric
from eventflow_monitoring.specs.quantity import QuantityError, convert
from eventflow_monitoring.specs.scalars import Duration, Flag, Statistic, Threshold, WholeNumber
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.spec import Spec


class ActionSpec(Spec):
    """Something an alarm does when it fires."""

    sns_topic: str = Field(alias="SNS Topic")
    """The topic it publishes to, of `Topics:`."""


class ThresholdAlarmSpec(Spec):
    """An alarm that compares a metric with a threshold."""

    tier: Tier
    """How severe it is; by default the `Tier` of the file."""
    description: str = ""
    """What it means, for whoever it wakes up."""
    metric: str
    """The metric it watches, of `Metrics:`."""
    statistic: Statistic | None = None
    """How the metric is read; by default as the catalogue says."""
    comparison_operator: Comparison
    """How a data point compares with the threshold when it breaches."""
    threshold: Threshold
    """The threshold, in a unit that fits the metric: `5%`, `1 second`, `10,000 events`."""
    period: Duration | None = None
    """The length of one data point; by default the metric's."""
    evaluation_periods: WholeNumber = 1
    """The number of most recent data points it looks at (N)."""
    datapoints_to_alarm: WholeNumber | None = None
    """How many of those must breach (M); by default all of them."""
    treat_missing_data: MissingData | None = None
    """What a period without data counts as; by default as the metric says."""
    actions: list[ActionSpec]
    """What it does when it fires."""
    actions_enabled: Flag = True
    """Whether it does it; `false` deploys the alarm, silent."""
    enabled: Flag = True
    """Whether it is deployed at all."""


def expand(spec: ThresholdAlarmSpec, entry: Entry, context: Context) -> Alarm | None:
    """Return the alarm of an entry, its threshold in the metric's unit."""
    topics = _topics(spec, entry, context)
    metric = find_metric(spec.metric, entry.origin("Metric"), context)
    if metric is None:
        return None
    read = check_statistic(metric, spec.statistic, entry.origin("Statistic"), context)
    threshold = _threshold(spec, metric, entry, context)
    if topics is None or read is None or threshold is None or not spec.enabled:
        return None
    return Alarm(
        name=entry.name,
        physical_name=context.environment.physical_name(entry.name),
        tier=spec.tier,
        description=spec.description,
        metric=metric,
        statistic=read[1],
        comparison=spec.comparison_operator,
        threshold=threshold,
        period=spec.period or metric.period,
        evaluation_periods=spec.evaluation_periods,
        datapoints_to_alarm=spec.datapoints_to_alarm or spec.evaluation_periods,
        missing_data=spec.treat_missing_data or metric.missing_data,
        actions_enabled=spec.actions_enabled,
        topics=topics,
        origin=entry.origin(on_key=True),
    )


def _topics(spec: ThresholdAlarmSpec, entry: Entry, context: Context) -> tuple[Topic, ...] | None:
    found = [
        context.find("Topics", Topic, action.sns_topic, entry.origin("Actions", i, "SNS Topic"))
        for i, action in enumerate(spec.actions)
    ]
    topics = tuple(topic for topic in found if topic is not None)
    return topics if len(topics) == len(found) else None


def _threshold(
    spec: ThresholdAlarmSpec, metric: AnyMetric, entry: Entry, context: Context
) -> float | None:
    try:
        return convert(spec.threshold, metric.unit)
    except QuantityError as error:
        context.report(
            Problem(error.rule, error.message, entry.origin("Threshold"), help=error.help)
        )
        return None


KIND = Kind("Threshold", ThresholdAlarmSpec, expand)
