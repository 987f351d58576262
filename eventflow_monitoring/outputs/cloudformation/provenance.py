"""Which keys of a spec each property of an alarm follows from."""

from collections.abc import Mapping

NAME = "name"
"""The name of the alarm itself."""

_WATCHED = ("Metric", "Expression", "Statistic", "Dimensions", "Period", "MinimumSamples")

_IN_WORDS = (
    "Metric", "Expression", "Statistic", "Dimensions", "ComparisonOperator", "Threshold",
    "BandWidth", "Period", "EvaluationPeriods", "DatapointsToAlarm", "MinimumSamples",
)  # fmt: skip
"""What the condition of an alarm on a metric says in words, which is a part of its description."""

SOURCES: Mapping[str, tuple[str, ...]] = {
    "ActionConfiguration": ("PropagateTags",),
    "ActionLogLineCount": ("LogLines",),
    "ActionLogLineRoleArn": ("LogLines",),
    "ActionsEnabled": ("ActionsEnabled",),
    "ActionsSuppressor": ("ActionsSuppressor",),
    "ActionsSuppressorExtensionPeriod": (
        "ActionsSuppressorExtensionPeriod", "Period", "EvaluationPeriods", "ActionsSuppressor",
    ),
    "ActionsSuppressorWaitPeriod": ("ActionsSuppressorWaitPeriod",),
    "AlarmActions": ("Actions",),
    "AlarmDescription": (
        "Description", *_IN_WORDS, "Query", "Rule", "LogGroups", "Aggregation", "Every",
        "PendingPeriod", "Runbook", "Owner", NAME,
    ),
    "AlarmName": (NAME, "NamePattern"),
    "AlarmRule": ("Rule", "ActionsSuppressor"),
    "ComparisonOperator": ("ComparisonOperator",),
    "Description": (NAME,),
    "DatapointsToAlarm": ("DatapointsToAlarm",),
    "Dimensions": ("Dimensions", "Metric"),
    "EvaluateLowSampleCountPercentile": ("EvaluateLowSampleCountPercentile",),
    "EvaluationCriteria": ("Query", "PendingPeriod", "RecoveryPeriod"),
    "EvaluationInterval": ("EvaluationInterval",),
    "EvaluationPeriods": ("EvaluationPeriods",),
    "EventPattern": (NAME, "NamePattern"),
    "EvaluationWindow": ("EvaluationWindow",),
    "ExtendedStatistic": ("Statistic",),
    "InsufficientDataActions": ("InsufficientDataActions",),
    "MetricName": ("Metric",),
    "Metrics": (*_WATCHED, "Query", "BandWidth"),
    "Namespace": ("Metric",),
    "OKActions": ("OKActions",),
    "Period": ("Period",),
    "QueryResultsToAlarm": ("QueryResultsToAlarm",),
    "QueryResultsToEvaluate": ("QueryResultsToEvaluate",),
    "ScheduledQueryConfiguration": (
        "Query", "Aggregation", "LogGroups", "Every", "LookBack", "Delay",
    ),
    "State": ("StateChangeLogGroup",),
    "Statistic": ("Statistic",),
    "Targets": ("StateChangeLogGroup",),
    "Tags": ("Tier", "Owner", "Tags"),
    "Threshold": ("Threshold", "Unit", "Metric"),
    "ThresholdMetricId": ("BandWidth",),
    "TreatMissingData": ("TreatMissingData",),
    "WarmUpConfiguration": ("WarmUp",),
}  # fmt: skip
"""The keys by property; those that an alarm does not have do not count."""
