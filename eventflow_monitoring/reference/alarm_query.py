"""What an alarm reads, as a command that reads the same: for its runbook.

Everything comes from the compiled model, and queries of metrics from the very properties that
CloudFormation gets. Takes an alarm and its environment, returns lines of Markdown.
"""

import json
import shlex
from collections.abc import Iterator, Mapping
from typing import Any

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.metric_query import RESULT_ID
from eventflow_monitoring.model.trigger import (
    CompositeTrigger,
    LogTrigger,
    PromqlTrigger,
    Trigger,
    evaluation_of,
)
from eventflow_monitoring.outputs.cloudformation.triggers import (
    MetricAlarmTrigger,
    trigger_properties,
)

_HOUR = 3_600
_LEAST_HOURS = 3
_WINDOWS = 12
"""How many times as long as the alarm itself a command looks back: what was before belongs to it."""


def query_of(alarm: Alarm, environment: Environment) -> str:
    """Return a block of code that reads what an alarm watches, over some hours."""
    trigger = alarm.trigger
    match trigger:
        case CompositeTrigger():
            return _fenced("sh", _of_composite(trigger, environment))
        case LogTrigger():
            return _fenced("sh", _of_logs(trigger))
        case PromqlTrigger():
            # The AWS command line has no operation that runs PromQL (botocore 1.44.5).
            return _fenced("promql", [trigger.query])
        case _:
            return _fenced("sh", _of_metrics(alarm, trigger))


def metric_queries(trigger: MetricAlarmTrigger) -> list[dict[str, Any]]:
    """Return what an alarm reads as the queries of GetMetricData."""
    properties = trigger_properties(trigger)
    queries: list[dict[str, Any]] | None = properties.get("Metrics")
    if queries is not None:
        return queries
    metric = {key: properties[key] for key in ("Namespace", "MetricName", "Dimensions")}
    statistic = properties.get("Statistic") or properties["ExtendedStatistic"]
    read = {"Metric": metric, "Period": properties["Period"], "Stat": statistic}
    return [{"Id": RESULT_ID, "MetricStat": read, "ReturnData": True}]


def hours_of(trigger: Trigger) -> int:
    """Return how many hours back are worth looking at, of an alarm that looks at metrics."""
    evaluation = evaluation_of(trigger)
    if evaluation is None:
        return _LEAST_HOURS
    window = evaluation.period * evaluation.evaluation_periods * _WINDOWS
    return max(_LEAST_HOURS, -(-window // _HOUR))


def _of_metrics(alarm: Alarm, trigger: MetricAlarmTrigger) -> Iterator[str]:
    queries = metric_queries(trigger)
    ids: dict[str, str] = {}
    written = [_quoted(json.dumps(_filled(one, ids), ensure_ascii=False)) for one in queries]
    for number, (target, placeholder) in enumerate(ids.items(), 1):
        variable = f"id{number}"
        name = shlex.quote(alarm.physical_name)
        path = _path_of_dimension(trigger, queries, target)
        yield f"{variable}=$(aws cloudwatch describe-alarms --alarm-names {name} \\"
        yield f"    --query 'MetricAlarms[0].{path}' --output text)"
        written = [one.replace(placeholder, f"'\"${variable}\"'") for one in written]
    since = f"\"$(date -u -d '{hours_of(trigger)} hours ago' +%FT%TZ)\""
    yield "aws cloudwatch get-metric-data \\"
    yield f'    --start-time {since} --end-time "$(date -u +%FT%TZ)" \\'
    yield "    --query 'MetricDataResults[].[Label, Timestamps, Values]' \\"
    yield "    --metric-data-queries '["
    yield from (f"        {one}," for one in written[:-1])
    yield f"        {written[-1]}]'"


def _filled(value: Any, ids: dict[str, str]) -> Any:
    """Return a query with a placeholder for every id that exists only once something is deployed.

    `ids`, to which they are added, has the placeholder of each resource that is referred to.
    """
    if isinstance(value, list):
        return [_filled(one, ids) for one in value]
    if not isinstance(value, Mapping):
        return value
    if value.keys() == {"Ref"}:
        return ids.setdefault(value["Ref"], f"@@{len(ids)}@@")
    return {key: _filled(one, ids) for key, one in value.items()}


def _path_of_dimension(
    trigger: MetricAlarmTrigger, queries: list[dict[str, Any]], target: str
) -> str:
    """Return where, in what stands in AWS, the value of a dimension is that refers to something."""
    number, index = next(
        (number, index)
        for number, query in enumerate(queries)
        for index, one in enumerate(_dimensions_of(query))
        if one["Value"] == {"Ref": target}
    )
    several = "Metrics" in trigger_properties(trigger)
    before = f"Metrics[{number}].MetricStat.Metric." if several else ""
    return f"{before}Dimensions[{index}].Value"


def _dimensions_of(query: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (
        query.get("MetricStat", {}).get("Metric", {}).get("Dimensions", [])
    )
    return found


def _of_composite(trigger: CompositeTrigger, environment: Environment) -> Iterator[str]:
    names = " ".join(shlex.quote(environment.physical_name(child)) for child in trigger.children)
    yield f"# {trigger.rule}"
    yield "aws cloudwatch describe-alarms --alarm-types MetricAlarm CompositeAlarm LogAlarm \\"
    yield f"    --alarm-names {names} --output text \\"
    yield (
        "    --query '[MetricAlarms, CompositeAlarms, LogAlarms][].[AlarmName, StateValue, "
        "StateReason]'"
    )


def _of_logs(trigger: LogTrigger) -> Iterator[str]:
    groups = " ".join(shlex.quote(group.physical_name) for group in trigger.log_groups)
    start = f'"$(($(date +%s) - {trigger.look_back}))"'
    end = f'"$(($(date +%s) - {trigger.delay}))"'
    yield f"query=$(aws logs start-query --log-group-names {groups} \\"
    yield f"    --start-time {start} --end-time {end} \\"
    text = f"{trigger.query.rstrip()}\n| stats {trigger.aggregation}"
    yield f"    --query-string '{_quoted(text)}' --query queryId --output text)"
    yield 'aws logs get-query-results --query-id "$query"'


def _quoted(text: str) -> str:
    """Return a text as it stands between single quotes of a shell."""
    return text.replace("'", "'\\''")


def _fenced(language: str, lines: Iterator[str] | list[str]) -> str:
    return "\n".join([f"```{language}", *lines, "```"])
