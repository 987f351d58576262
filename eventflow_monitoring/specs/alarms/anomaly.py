"""An alarm on what CloudWatch does not expect of a metric.

Example:
    Alarms:
      UnusualTraffic:
        Kind: AnomalyDetection
        Tier: high
        Metric: Requests
        BandWidth: 3
        EvaluationPeriods: 3
        Actions: [alerts]
"""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.trigger import AnomalyTrigger, BandComparison
from eventflow_monitoring.specs.alarm_spec import expand_alarm
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.evaluation import evaluation_of
from eventflow_monitoring.specs.quantity import QuantityError, parse_quantity
from eventflow_monitoring.specs.scalars import reader
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.watched import MetricAlarmSpec, watched


def _width(text: str) -> float:
    quantity = parse_quantity(text)
    if quantity.word is not None or quantity.number <= 0:
        raise QuantityError("bad-number", f"`{text}` is not a number above 0")
    return quantity.number


class AnomalyAlarmSpec(MetricAlarmSpec):
    """An alarm on what CloudWatch does not expect of a metric, from its last two weeks.

    CloudWatch draws a band around the expected value; a data point outside of it breaches. Billed
    as three alarms.
    """

    INSTEAD: ClassVar[Mapping[str, str]] = {
        "Condition": "write `Metric`, and `BandWidth` for what is unusual",
        "Threshold": "CloudWatch finds what is usual; `BandWidth` says how far from it is too far",
    }

    comparison_operator: BandComparison = BandComparison.OUTSIDE
    """The side of the band on which a data point breaches."""
    band_width: Annotated[float, reader(_width)] = 2.0
    """How wide the band is, in standard deviations to each side."""


def expand(spec: AnomalyAlarmSpec, entry: Entry, context: Context) -> Alarm | None:
    """Return the alarm of an entry."""
    read = watched(spec, entry, context)
    evaluation = read and evaluation_of(spec, entry, context, read.inherited)
    trigger = None
    if read is not None and evaluation is not None:
        trigger = AnomalyTrigger(
            metric=read.metric,
            statistic=read.statistic,
            comparison=spec.comparison_operator,
            width=spec.band_width,
            evaluation=evaluation,
        )
    return expand_alarm(spec, entry, context, trigger)


KIND = Kind("AnomalyDetection", AnomalyAlarmSpec, expand)
