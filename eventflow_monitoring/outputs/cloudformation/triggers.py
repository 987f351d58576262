"""When an alarm fires, as the properties of AWS::CloudWatch::Alarm."""

from typing import Any

from eventflow_monitoring.model.metric import ComputedMetric, Metric
from eventflow_monitoring.model.trigger import (
    AnomalyTrigger,
    Evaluation,
    MetricsInsightsTrigger,
    MinimumSamples,
    PromqlTrigger,
    ThresholdTrigger,
)
from eventflow_monitoring.outputs.cloudformation.metrics import (
    RESULT_ID,
    dimensions,
    metric_stat,
    operand_queries,
    statistic_property,
)
from eventflow_monitoring.outputs.cloudformation.resource import number

_BAND_ID = "band"
_SAMPLES_ID = "samples"
_WATCHED_ID = "watched"

MetricAlarmTrigger = ThresholdTrigger | AnomalyTrigger | MetricsInsightsTrigger | PromqlTrigger


def trigger_properties(trigger: MetricAlarmTrigger) -> dict[str, Any]:
    """Return the properties that say when an alarm fires."""
    match trigger:
        case ThresholdTrigger():
            return _threshold(trigger)
        case AnomalyTrigger():
            return _anomaly(trigger)
        case MetricsInsightsTrigger():
            query = {
                "Id": RESULT_ID,
                "Expression": trigger.query,
                "Period": trigger.evaluation.period,
                "ReturnData": True,
            }
            return {
                "Metrics": [query],
                "ComparisonOperator": trigger.comparison.value,
                "Threshold": number(trigger.threshold),
                **_evaluation(trigger.evaluation),
            }
        case PromqlTrigger():
            return _promql(trigger)


def _threshold(trigger: ThresholdTrigger) -> dict[str, Any]:
    low_samples = trigger.low_samples
    return {
        **_watched(trigger),
        "ComparisonOperator": trigger.comparison.value,
        "Threshold": number(trigger.threshold),
        **_evaluation(trigger.evaluation),
        **({"EvaluateLowSampleCountPercentile": low_samples.value} if low_samples else {}),
    }


def _watched(trigger: ThresholdTrigger) -> dict[str, Any]:
    metric, period = trigger.metric, trigger.evaluation.period
    if trigger.minimum_samples is not None:
        return {"Metrics": _guarded(trigger, trigger.minimum_samples)}
    if isinstance(metric, ComputedMetric):
        result = _result(metric.expression, metric.label)
        return {"Metrics": [*operand_queries(metric, period), result]}
    statistic = trigger.statistic or metric.statistic
    return {
        "Namespace": metric.namespace,
        "MetricName": metric.metric_name,
        "Dimensions": dimensions(metric),
        statistic_property(statistic): statistic,
        "Period": period,
    }


def _guarded(trigger: ThresholdTrigger, minimum: MinimumSamples) -> list[dict[str, Any]]:
    """Return queries that have a data point only where enough was seen."""
    metric, period = trigger.metric, trigger.evaluation.period
    count = number(minimum.count)
    if isinstance(metric, ComputedMetric):
        queries = operand_queries(metric, period)
        watched = f"({metric.expression})"
    else:
        statistic = trigger.statistic or metric.statistic
        queries = [metric_stat(_WATCHED_ID, metric, statistic, period)]
        watched = _WATCHED_ID
    counted = _counting(minimum, metric, period)
    same = next((query["Id"] for query in queries if _same(query, counted)), None)
    if same is None:
        queries.append(counted)
    samples = same or _SAMPLES_ID
    return [*queries, _result(f"IF({samples} >= {count}, {watched})", metric.label)]


def _counting(
    minimum: MinimumSamples, metric: Metric | ComputedMetric, period: int
) -> dict[str, Any]:
    if minimum.metric is not None:
        return metric_stat(_SAMPLES_ID, minimum.metric, minimum.metric.statistic, period)
    assert isinstance(metric, Metric), "a computed metric has no samples of its own"
    return metric_stat(_SAMPLES_ID, metric, "SampleCount", period)


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one["MetricStat"] == other["MetricStat"])


def _result(expression: str, label: str) -> dict[str, Any]:
    return {"Id": RESULT_ID, "Expression": expression, "Label": label, "ReturnData": True}


def _anomaly(trigger: AnomalyTrigger) -> dict[str, Any]:
    metric, period = trigger.metric, trigger.evaluation.period
    if isinstance(metric, ComputedMetric):
        queries = [
            *operand_queries(metric, period),
            _result(metric.expression, metric.label),
        ]
    else:
        statistic = trigger.statistic or metric.statistic
        queries = [{**metric_stat(RESULT_ID, metric, statistic, period), "ReturnData": True}]
    band = f"ANOMALY_DETECTION_BAND({RESULT_ID}, {number(trigger.width)})"
    return {
        "Metrics": [
            *queries,
            {"Id": _BAND_ID, "Expression": band, "Label": "expected", "ReturnData": True},
        ],
        "ThresholdMetricId": _BAND_ID,
        "ComparisonOperator": trigger.comparison.value,
        **_evaluation(trigger.evaluation),
    }


def _evaluation(evaluation: Evaluation) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "EvaluationPeriods": evaluation.evaluation_periods,
        "DatapointsToAlarm": evaluation.datapoints_to_alarm,
        "TreatMissingData": evaluation.missing_data.value,
    }
    if evaluation.time_zone is not None:
        properties["EvaluationWindow"] = {"WallClockWindow": {"Timezone": evaluation.time_zone}}
    return properties


def _promql(trigger: PromqlTrigger) -> dict[str, Any]:
    return {
        "EvaluationCriteria": {
            "PromQLCriteria": {
                "Query": trigger.query,
                "PendingPeriod": trigger.pending,
                "RecoveryPeriod": trigger.recovery,
            }
        },
        "EvaluationInterval": trigger.interval,
    }
