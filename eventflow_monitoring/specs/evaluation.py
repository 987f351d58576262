"""The data points an alarm looks at: how long each is, how many, and how many must breach."""

from collections.abc import Mapping
from typing import ClassVar, NamedTuple

from pydantic import Field

from eventflow_monitoring.model.metric import MissingData
from eventflow_monitoring.model.trigger import Evaluation
from eventflow_monitoring.model.wording import duration_in_words
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem, Related
from eventflow_monitoring.specs.alarm_spec import AlarmSpec
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.scalars import Duration, WholeNumber
from eventflow_monitoring.specs.spec import PlainSpec
from eventflow_monitoring.specs.time_zone import TimeZone


class EvaluationWindowSpec(PlainSpec):
    """How periods lie in time: `sliding` with every evaluation, or by the wall clock."""

    WORDS: ClassVar[Mapping[str, Mapping[str, str]]] = {"sliding": {}}

    time_zone: TimeZone | None = None
    """The time zone whose clock they follow."""


class EvaluatedAlarmSpec(AlarmSpec):
    """An alarm that looks at data points."""

    period: Duration | None = None
    """The length of one data point; by default the metric's."""
    evaluation_periods: WholeNumber | None = None
    """The number of most recent data points it looks at (N); by default 1."""
    datapoints_to_alarm: WholeNumber | None = None
    """How many of those must breach (M); by default all of them."""
    for_: Duration | None = Field(default=None, alias="For")
    """How long every data point must breach; says `EvaluationPeriods` as a time."""
    treat_missing_data: MissingData | None = None
    """What a period without data counts as; by default as the metric says."""
    evaluation_window: EvaluationWindowSpec | None = None
    """How periods lie in time: `sliding`, the default, or `{TimeZone: Europe/Berlin}`."""


class Inherited(NamedTuple):
    """What an alarm takes from its metric where it says nothing itself."""

    period: int
    missing_data: MissingData
    period_origin: Origin | None = None


def evaluation_of(
    spec: EvaluatedAlarmSpec, entry: Entry, context: Context, inherited: Inherited
) -> Evaluation | None:
    """Return how an alarm evaluates its data points; None after reporting why not."""
    period = spec.period or inherited.period
    periods = _evaluation_periods(
        spec, period, entry, context, None if spec.period else inherited.period_origin
    )
    if periods is None:
        return None
    window = spec.evaluation_window
    return Evaluation(
        period=period,
        evaluation_periods=periods,
        datapoints_to_alarm=spec.datapoints_to_alarm or periods,
        missing_data=spec.treat_missing_data or inherited.missing_data,
        time_zone=window.time_zone if window is not None else None,
    )


def _evaluation_periods(
    spec: EvaluatedAlarmSpec,
    period: int,
    entry: Entry,
    context: Context,
    period_origin: Origin | None,
) -> int | None:
    if spec.for_ is None:
        return spec.evaluation_periods or 1
    count, rest = divmod(spec.for_, period)
    written = duration_in_words(spec.for_)
    if rest or count == 0:
        context.report(
            Problem("bad-window", f"`{written}` is not a whole number of periods of "
                    f"{duration_in_words(period)}", entry.origin("For"),
                    help=_whole_periods(spec.for_, period),
                    related=() if period_origin is None
                    else (Related("the period is that of the canary", period_origin),))
        )  # fmt: skip
        return None
    if spec.evaluation_periods not in (None, count):
        context.report(
            Problem("conflicting-condition",
                    f"`{written}` are {count} periods of {duration_in_words(period)}, and "
                    f"`EvaluationPeriods` says {spec.evaluation_periods}",
                    entry.origin("EvaluationPeriods"), help="say one of the two")
        )  # fmt: skip
        return None
    return count


def _whole_periods(seconds: int, period: int) -> str:
    below = seconds // period * period
    choices = [length for length in (below, below + period) if length]
    return " or ".join(f"`{duration_in_words(length)}`" for length in choices)
