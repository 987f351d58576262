"""An alarm on what a Logs Insights query finds.

Example:
    Alarms:
      PaymentErrors:
        Kind: Log
        Tier: high
        LogGroups: [/example/backend]
        Query: fields @message | filter level = "error" and module = "payment"
        ComparisonOperator: ">"
        Threshold: 10
        Every: 5 minutes
        LogLines: 5
        Actions: [alerts]
"""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.log_group import LogGroup
from eventflow_monitoring.model.metric import MissingData
from eventflow_monitoring.model.trigger import LogTrigger
from eventflow_monitoring.specs.alarm_spec import AlarmSpec, expand_alarm
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.log_query import query_is_right
from eventflow_monitoring.specs.quantity import QuantityError, parse_quantity, parse_unit
from eventflow_monitoring.specs.scalars import (
    ComparisonOperator,
    Duration,
    MetricUnit,
    Threshold,
    WholeNumber,
    reader,
)
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.threshold import threshold_of

_MAX_LINES = 50
"""CloudWatch API, PutLogAlarm.ActionLogLineCount."""


def _lines(text: str) -> int:
    quantity = parse_quantity(text)
    if quantity.word is not None or quantity.number not in range(_MAX_LINES + 1):
        raise QuantityError("bad-number", f"`{text}` is not a whole number from 0 to {_MAX_LINES}")
    return int(quantity.number)


class LogAlarmSpec(AlarmSpec):
    """An alarm on what a CloudWatch Logs Insights query finds, which CloudWatch runs by itself."""

    PLACEHOLDERS: ClassVar[Mapping[str, Any]] = {
        **AlarmSpec.PLACEHOLDERS,
        "LogGroups": [],
        "Query": "fields @message",
    }

    INSTEAD: ClassVar[Mapping[str, str]] = {
        "Condition": "write `Query`, and with it `ComparisonOperator` and `Threshold`",
        "DatapointsToAlarm": "did you mean `QueryResultsToAlarm`?",
        "EvaluationPeriods": "did you mean `QueryResultsToEvaluate`?",
        "For": "did you mean `QueryResultsToEvaluate`?",
        "Metric": "what it counts is in the `Query`",
        "Period": "did you mean `Every`?",
        "Statistic": "did you mean `Aggregation`?",
    }

    log_groups: list[str]
    """The log groups it reads, of `LogGroups:`; 1 to 50."""
    query: str
    """The query, in the language of CloudWatch Logs Insights, at most 10,000 characters."""
    aggregation: str = "count(*)"
    """What makes numbers of the lines it finds: `count(*)`, `avg(duration_ms) by route`."""
    every: Duration = 300
    """How often it runs; whole minutes."""
    look_back: Duration | None = None
    """How far back each run reads; by default to the run before. At most 30 days."""
    delay: Duration | None = None
    """How much of the newest is left out, because logs arrive late; by default nothing."""
    unit: MetricUnit | None = None
    """What the numbers are in; by default `None`."""
    comparison_operator: ComparisonOperator
    """How a result compares with the threshold when it breaches; `>` will do."""
    threshold: Threshold
    """The threshold, in a unit that fits `Unit`."""
    query_results_to_evaluate: WholeNumber = 1
    """The number of most recent results it looks at (N), at most 100."""
    query_results_to_alarm: WholeNumber | None = None
    """How many of those must breach (M); by default all of them."""
    treat_missing_data: MissingData = MissingData.MISSING
    """What a run without a result counts as."""
    log_lines: Annotated[int, reader(_lines)] = 0
    """How many of the lines it found go out with the notification, at most 50."""


def expand(spec: LogAlarmSpec, entry: Entry, context: Context) -> Alarm | None:
    """Return the alarm of an entry."""
    return expand_alarm(spec, entry, context, _trigger(spec, entry, context))


def _trigger(spec: LogAlarmSpec, entry: Entry, context: Context) -> LogTrigger | None:
    found = [
        context.find("LogGroups", LogGroup, name, entry.origin("LogGroups", index))
        for index, name in enumerate(spec.log_groups)
    ]
    groups = tuple(group for group in found if group is not None)
    unit = spec.unit or parse_unit("None")
    threshold = threshold_of(spec.threshold, unit, entry, context)
    right = query_is_right(spec.query, groups, entry, context)
    counted = query_is_right(spec.aggregation, groups, entry, context, "Aggregation", "stats ")
    if threshold is None or len(groups) < len(found) or not (right and counted):
        return None
    delay = spec.delay or 0
    return LogTrigger(
        log_groups=groups,
        query=spec.query.strip(),
        aggregation=spec.aggregation,
        every=spec.every,
        look_back=spec.look_back or spec.every + delay,
        delay=delay,
        unit=unit,
        comparison=spec.comparison_operator,
        threshold=threshold,
        results_to_evaluate=spec.query_results_to_evaluate,
        results_to_alarm=spec.query_results_to_alarm or spec.query_results_to_evaluate,
        missing_data=spec.treat_missing_data,
        log_lines=spec.log_lines,
    )


KIND = Kind("Log", LogAlarmSpec, expand)
