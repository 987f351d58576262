"""The thresholds of alarms on the graphs of their metrics."""

from collections.abc import Iterable, Iterator, Sequence

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.metric import AnyMetric, Metric, unit_read
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.model.trigger import ThresholdTrigger
from eventflow_monitoring.model.widget import Curve, Fill, HorizontalLine, Place
from eventflow_monitoring.model.wording import quantity_in_words, window_in_words
from eventflow_monitoring.specs.scalars import COLORS

_COLORS = {
    Tier.CRITICAL: COLORS["red"],
    Tier.HIGH: COLORS["orange"],
    Tier.MEDIUM: COLORS["purple"],
    Tier.LOW: COLORS["grey"],
}

_COUNTED = ("Sum", "SampleCount")
"""Statistics that grow with the period: another one needs another threshold."""


def thresholds_on(
    curves: Sequence[Curve],
    period: int,
    place: Place,
    alarms: Iterable[Alarm],
    environment: Environment,
) -> Iterator[HorizontalLine]:
    """Yield a line at the threshold of each alarm on a metric of a graph with some period and place.

    Of those alone that the curve can be compared with: the same statistic of the same metric, where
    the alarms are, and of what is counted over the same period.
    """
    here = [one for one in curves if _is_here(one, place, environment)]
    for alarm in alarms:
        trigger = alarm.trigger
        if not isinstance(trigger, ThresholdTrigger):
            continue
        curve = next((one for one in here if _is_watched(one, period, trigger)), None)
        if curve is None:
            continue
        unit = unit_read(trigger.metric, trigger.statistic)
        threshold = quantity_in_words(trigger.threshold, unit)
        window = window_in_words(trigger.evaluation)
        yield HorizontalLine(
            value=trigger.threshold,
            label=f"{alarm.name} {trigger.comparison.symbol} {threshold} {window}",
            color=_COLORS[alarm.tier],
            fill=Fill.ABOVE if trigger.comparison.upward else Fill.BELOW,
            right=curve.right,
            alarm=alarm.name,
        )


def _is_here(curve: Curve, place: Place, environment: Environment) -> bool:
    """Tell whether a curve is of the account and region that the alarms are in."""
    account = curve.place.account or place.account or environment.account
    region = curve.place.region or place.region or environment.region
    return (account, region) == (environment.account, environment.region)


def _is_watched(curve: Curve, period: int, trigger: ThresholdTrigger) -> bool:
    if curve.metric != trigger.metric or curve.statistic != trigger.statistic:
        return False
    if curve.by:
        # Of the largest of all, which is the largest of one of them, each is told apart by it.
        extreme = "Maximum" if trigger.comparison.upward else "Minimum"
        return trigger.statistic == extreme
    same = (curve.period or period) == trigger.evaluation.period
    return same or not _grows(curve.metric, curve.statistic)


def _grows(metric: AnyMetric, statistic: str | None) -> bool:
    """Tell whether the values of a metric grow with its period: of sums, not of shares of them."""
    if isinstance(metric, Metric):
        return statistic in _COUNTED
    if metric.unit.name in ("Percent", "Ratio", "None") or metric.unit.name.endswith("/Second"):
        return False
    return any(operand.statistic in _COUNTED for _, operand in metric.operands)
