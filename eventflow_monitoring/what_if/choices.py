"""What AWS does not document, and what else it may be: an alternative to every field of `Settings`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric_query import (
    ExpressionQuery,
    StatisticQuery,
    threshold_queries,
)
from eventflow_monitoring.model.statistic import StatisticKind, parse_statistic
from eventflow_monitoring.model.trigger import LowSamples, ThresholdTrigger, metrics_read
from eventflow_monitoring.simulate.result import Timeline
from eventflow_monitoring.simulate.settings import (
    AtExpiry,
    Deviation,
    DynamoDb,
    LowSampleSpan,
    MissingOperand,
    Percentile,
    Settings,
    Trimming,
)


@dataclass(frozen=True, slots=True)
class Run:
    """A run with the settings as they are: the alarms in it, and what they did."""

    alarms: tuple[Alarm, ...]
    timelines: tuple[Timeline, ...]

    @property
    def triggers(self) -> Iterator[ThresholdTrigger]:
        """The triggers that read metrics."""
        return (one.trigger for one in self.alarms if isinstance(one.trigger, ThresholdTrigger))

    def computes(self, *functions: str) -> bool:
        """Tell whether metric math is read, with one of some functions if there are any."""
        texts = [
            query.expression
            for trigger in self.triggers
            for query in threshold_queries(trigger)
            if isinstance(query, ExpressionQuery)
        ]
        if not functions:
            return bool(texts)
        return any(f"{name}(" in text.replace(" ", "") for text in texts for name in functions)

    def reads(self, *kinds: StatisticKind) -> bool:
        """Tell whether one of some statistics is read."""
        read = (
            parse_statistic(query.statistic)
            for trigger in self.triggers
            for query in threshold_queries(trigger)
            if isinstance(query, StatisticQuery)
        )
        return any(one is not None and one.kind in kinds for one in read)

    @property
    def lacks_points(self) -> bool:
        """Whether some evaluation missed a data point."""
        return any(None in one.data_points for line in self.timelines for one in line.evaluations)

    @property
    def undocumented(self) -> bool:
        """Whether some state is not documented."""
        return any(one.undocumented for line in self.timelines for one in line.evaluations)

    @property
    def reads_dynamodb(self) -> bool:
        """Whether a metric of DynamoDB is read."""
        return any(
            metric.namespace == "AWS/DynamoDB"
            for trigger in self.triggers
            for metric in metrics_read(trigger)
        )


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another value of a setting; `open` says in words what AWS does not document.

    `matters` is False for a run in which it changes nothing, so that it need not be tried.
    """

    setting: str
    value: Any
    open: str
    matters: Callable[[Run], bool]

    def applied_to(self, settings: Settings) -> Settings:
        """Return settings with this value."""
        return replace(settings, **{self.setting: self.value})

    def chosen_in(self, settings: Settings) -> bool:
        """Tell whether settings have this value already."""
        return bool(getattr(settings, self.setting) == self.value)


def value_text(setting: str, value: object) -> str:
    """Write the value of a setting as docs/simulation.md does."""
    if setting == "few_breaching" and value is None:
        return "keeps the state"
    return str(value.value) if isinstance(value, Enum) else f"{value}"


_FEW = "the state where all points breach, are fewer than M, and none is old enough"
_EXTRA = "how many periods beyond its own an alarm looks at for missing ones"
_TRIMMED = (
    StatisticKind.TRIMMED_MEAN,
    StatisticKind.TRIMMED_COUNT,
    StatisticKind.TRIMMED_SUM,
    StatisticKind.WINSORIZED_MEAN,
)


def _looks_further(run: Run) -> bool:
    # Functions such as AVG make something of all points that are there.
    return run.lacks_points or run.computes()


def _is_undocumented(run: Run) -> bool:
    return run.undocumented


ALTERNATIVES = (
    Alternative("extra_points", 1, _EXTRA, _looks_further),
    Alternative("extra_points", 5, _EXTRA, _looks_further),
    Alternative("few_breaching", State.OK, _FEW, _is_undocumented),
    Alternative("few_breaching", State.ALARM, _FEW, _is_undocumented),
    Alternative("few_breaching", State.INSUFFICIENT_DATA, _FEW, _is_undocumented),
    Alternative(
        "missing_operand",
        MissingOperand.NO_DATA,
        "a point that one operand of metric math lacks",
        lambda run: run.computes(),
    ),
    Alternative(
        "missing_in_aggregate",
        MissingOperand.ZERO,
        "a point that one series lacks in MIN, MAX and STDDEV",
        lambda run: run.computes("MIN", "MAX", "STDDEV"),
    ),
    Alternative(
        "percentile",
        Percentile.LINEAR,
        "a percentile between two samples",
        lambda run: run.reads(StatisticKind.PERCENTILE),
    ),
    Alternative(
        "trimming",
        Trimming.FRACTION,
        "a sample that a percentage cuts through",
        lambda run: run.reads(*_TRIMMED),
    ),
    Alternative(
        "deviation",
        Deviation.SAMPLE,
        "what STDDEV divides by",
        lambda run: run.computes("STDDEV"),
    ),
    Alternative(
        "dynamodb",
        DynamoDb.ALWAYS_IGNORE,
        "missing data of AWS/DynamoDB",
        lambda run: run.reads_dynamodb,
    ),
    Alternative(
        "low_sample_span",
        LowSampleSpan.PERIOD,
        "over which time samples of a percentile count",
        lambda run: any(one.low_samples is LowSamples.IGNORE for one in run.triggers),
    ),
    Alternative(
        "at_expiry",
        AtExpiry.EXPIRY,
        "what comes first when an alarm changes as its suppressor's period ends",
        lambda run: any(one.suppressor is not None for one in run.alarms),
    ),
)
"""Values that AWS may have chosen instead; a test holds every setting to having one."""
