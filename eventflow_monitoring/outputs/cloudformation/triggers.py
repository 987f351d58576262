"""When an alarm fires, as the properties of AWS::CloudWatch::Alarm."""

from typing import Any

from eventflow_monitoring.model.metric import ComputedMetric
from eventflow_monitoring.model.metric_query import (
    RESULT_ID,
    ExpressionQuery,
    MetricQuery,
    StatisticQuery,
    operand_queries,
    threshold_queries,
)
from eventflow_monitoring.model.number import number
from eventflow_monitoring.model.trigger import (
    AnomalyTrigger,
    Evaluation,
    MetricsInsightsTrigger,
    PromqlTrigger,
    ThresholdTrigger,
)
from eventflow_monitoring.outputs.cloudformation.metrics import (
    dimensions,
    metric_stat,
    statistic_property,
)

_BAND_ID = "band"

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
    queries = threshold_queries(trigger)
    query = queries[-1]
    if isinstance(query, ExpressionQuery):
        return {"Metrics": [_query(one) for one in queries]}
    return {
        "Namespace": query.metric.namespace,
        "MetricName": query.metric.metric_name,
        "Dimensions": dimensions(query.metric),
        statistic_property(query.statistic): query.statistic,
        "Period": query.period,
    }


def _query(query: MetricQuery) -> dict[str, Any]:
    """Return a query as CloudFormation writes it; the result of an expression is compared."""
    match query:
        case StatisticQuery():
            return metric_stat(query.id, query.metric, query.statistic, query.period)
        case ExpressionQuery():
            return _result(query.expression, query.label)


def _result(expression: str, label: str) -> dict[str, Any]:
    return {"Id": RESULT_ID, "Expression": expression, "Label": label, "ReturnData": True}


def _anomaly(trigger: AnomalyTrigger) -> dict[str, Any]:
    metric, period = trigger.metric, trigger.evaluation.period
    if isinstance(metric, ComputedMetric):
        queries = [
            *map(_query, operand_queries(metric, period)),
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
