"""The thresholds of alarms on the graphs of their metrics."""

from collections.abc import Iterable, Iterator

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import Metric, unit_read
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.model.trigger import ThresholdTrigger
from eventflow_monitoring.model.widget import HERE, Curve, Fill, HorizontalLine
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
    curves: Iterable[Curve], period: int, alarms: Iterable[Alarm]
) -> Iterator[HorizontalLine]:
    """Yield a line at the threshold of each alarm on a metric of a graph with some period.

    Of those alone that the curve can be compared with: the same statistic of the same metric and, of
    what is counted, over the same period.
    """
    drawn = list(curves)
    for alarm in alarms:
        trigger = alarm.trigger
        if not isinstance(trigger, ThresholdTrigger):
            continue
        curve = next((one for one in drawn if _is_watched(one, period, trigger)), None)
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
        )


def _is_watched(curve: Curve, period: int, trigger: ThresholdTrigger) -> bool:
    if curve.place != HERE or curve.metric != trigger.metric:
        return False
    if curve.statistic != trigger.statistic:
        return False
    if curve.by:
        # Of the largest of all, which is the largest of one of them, each is told apart by it.
        extreme = "Maximum" if trigger.comparison.upward else "Minimum"
        return trigger.statistic == extreme
    counted = isinstance(curve.metric, Metric) and trigger.statistic in _COUNTED
    return not counted or (curve.period or period) == trigger.evaluation.period
