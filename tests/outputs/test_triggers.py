"""What every kind of alarm becomes in CloudFormation."""

from typing import Any

import pytest

from eventflow_monitoring.outputs.cloudformation.alarms import alarm_resources
from eventflow_monitoring.outputs.cloudformation.log_alarms import log_alarm_roles
from eventflow_monitoring.outputs.cloudformation.mutes import iso_duration, mute_resources
from eventflow_monitoring.outputs.cloudformation.resource import Resource
from tests.specs.expanding import expanded

COMMON = ("AlarmName", "AlarmDescription", "ActionsEnabled", "AlarmActions", "OKActions", "Tags")
SNS = "arn:aws:sns:us-east-1:111111111111"


def resources(alarms: str) -> dict[str, Resource]:
    """Return the resources of some lines of alarms."""
    found = expanded(f"Alarms:\n{alarms}")
    assert found.problems == (), found.shown
    return dict(alarm_resources(found.monitoring))


def properties(keys: str) -> dict[str, Any]:
    """Return type and properties of an alarm but for those that every kind has."""
    found = resources(f"  X: {{Tier: high, {keys}}}\n")["AlarmX"]
    rest = {key: value for key, value in found.properties.items() if key not in COMMON}
    return {"Type": found.type.rpartition("::")[2], **rest}


def stat(id: str, name: str, statistic: str, period: int) -> dict[str, Any]:
    """Return a query that reads a metric of the namespace A without dimensions."""
    return {
        "Id": id,
        "MetricStat": {
            "Metric": {"Namespace": "A", "MetricName": name, "Dimensions": []},
            "Period": period,
            "Stat": statistic,
        },
        "ReturnData": False,
    }


def test_alarm_on_a_metric() -> None:
    """It names the metric itself; a percentile is an extended statistic."""
    assert properties("Condition: Lag >= 5 for 2 of 3 periods") == {
        "Type": "Alarm",
        "Namespace": "A",
        "MetricName": "Lag",
        "Dimensions": [],
        "Statistic": "Maximum",
        "Period": 60,
        "ComparisonOperator": "GreaterThanOrEqualToThreshold",
        "Threshold": 5,
        "EvaluationPeriods": 3,
        "DatapointsToAlarm": 2,
        "TreatMissingData": "ignore",
    }
    found = properties(
        "Condition: Wait < 0.5 seconds, EvaluateLowSampleCountPercentile: ignore, "
        "EvaluationWindow: {TimeZone: UTC}, Dimensions: {route: pay}"
    )
    assert (found["ExtendedStatistic"], found["Threshold"]) == ("p95", 0.5)
    assert "Statistic" not in found
    assert found["EvaluateLowSampleCountPercentile"] == "ignore"
    assert found["EvaluationWindow"] == {"WallClockWindow": {"Timezone": "UTC"}}
    assert found["Dimensions"] == [
        {"Name": "route", "Value": "pay"},
        {"Name": "service", "Value": "shop"},
    ]


def test_alarm_on_an_expression() -> None:
    """Operands have the alarm's period and return no data; the expression does."""
    found = properties("Condition: Share > 5 over 10 minutes")
    assert found["Metrics"] == [
        stat("lag", "Lag", "Maximum", 600),
        stat("seen", "seen", "Sum", 600),
        {
            "Id": "result",
            "Expression": "(100 * lag) / seen",
            "Label": "Share",
            "ReturnData": True,
        },
    ]
    assert "Period" not in found
    assert "Namespace" not in found


@pytest.mark.parametrize(
    ("keys", "operands", "expression"),
    [
        ("Condition: Lag > 5, MinimumSamples: 20",
         [stat("watched", "Lag", "Maximum", 60), stat("samples", "Lag", "SampleCount", 60)],
         "IF(samples >= 20, watched)"),
        ("Condition: SampleCount(Lag) < 5, MinimumSamples: 0.5",
         [stat("watched", "Lag", "SampleCount", 60)], "IF(watched >= 0.5, watched)"),
        ("Condition: Lag > 5, MinimumSamples: {Metric: Seen, AtLeast: 20}",
         [stat("watched", "Lag", "Maximum", 60), stat("samples", "seen", "Sum", 60)],
         "IF(samples >= 20, watched)"),
        ("Condition: Share > 5, MinimumSamples: {Metric: Seen, AtLeast: 20}",
         [stat("lag", "Lag", "Maximum", 300), stat("seen", "seen", "Sum", 300)],
         "IF(seen >= 20, ((100 * lag) / seen))"),
    ],
)  # fmt: skip
def test_guard_lets_data_points_through_where_enough_was_seen(
    keys: str, operands: list[dict[str, Any]], expression: str
) -> None:
    """A metric that is read already is not read twice."""
    *read, result = properties(keys)["Metrics"]
    assert read == operands
    assert (result["Expression"], result["ReturnData"]) == (expression, True)


def test_anomaly_alarm() -> None:
    """Both the metric and its band return data; the band is the threshold."""
    found = properties("Kind: AnomalyDetection, Metric: Lag, BandWidth: 1.5")
    assert found["Metrics"] == [
        {**stat("result", "Lag", "Maximum", 60), "ReturnData": True},
        {
            "Id": "band",
            "Expression": "ANOMALY_DETECTION_BAND(result, 1.5)",
            "Label": "expected",
            "ReturnData": True,
        },
    ]
    assert found["ThresholdMetricId"] == "band"
    assert found["ComparisonOperator"] == "LessThanLowerOrGreaterThanUpperThreshold"
    assert "Threshold" not in found
    computed = properties("Kind: AnomalyDetection, Metric: Share")["Metrics"]
    assert [one["Id"] for one in computed] == ["lag", "seen", "result", "band"]
    assert [one["ReturnData"] for one in computed] == [False, False, True, True]


def test_metrics_insights_alarm() -> None:
    """One query, with the period beside it."""
    query = "SELECT MAX(wait) FROM A"
    found = properties(
        f"Kind: MetricsInsights, Query: {query}, ComparisonOperator: '>', Threshold: 5"
    )
    assert found["Metrics"] == [
        {"Id": "result", "Expression": query, "Period": 60, "ReturnData": True}
    ]
    assert (found["Threshold"], found["EvaluationPeriods"]) == (5, 1)
    assert "Period" not in found


def test_promql_alarm() -> None:
    """It has criteria of its own, and nothing of what other alarms evaluate by."""
    assert properties("Kind: PromQL, Query: up < 1, PendingPeriod: 5 minutes") == {
        "Type": "Alarm",
        "EvaluationCriteria": {
            "PromQLCriteria": {"Query": "up < 1", "PendingPeriod": 300, "RecoveryPeriod": 0}
        },
        "EvaluationInterval": 60,
    }


def test_log_alarm() -> None:
    """A scheduled query, read by a role beside it; lines go out only where they are asked for."""
    keys = "Kind: Log, LogGroups: [/app, /web], Query: filter q = 1, ComparisonOperator: '>', Threshold: 5"
    found = properties(keys)
    role = {"Fn::GetAtt": ["LogAlarmRole", "Arn"]}
    assert found == {
        "Type": "LogAlarm",
        "ScheduledQueryConfiguration": {
            "QueryString": "filter q = 1",
            "AggregationExpression": "count(*)",
            "LogGroupIdentifiers": ["prod-/app", "prod-/web"],
            "ScheduledQueryRoleARN": role,
            "ScheduleConfiguration": {
                "ScheduleExpression": "rate(5 minutes)",
                "StartTimeOffset": 300,
            },
        },
        "ComparisonOperator": "GreaterThanThreshold",
        "Threshold": 5,
        "QueryResultsToEvaluate": 1,
        "QueryResultsToAlarm": 1,
        "TreatMissingData": "missing",
    }
    more = properties(f"{keys}, LogLines: 5, Delay: 1 minute, Every: 1 minute")
    schedule = more["ScheduledQueryConfiguration"]["ScheduleConfiguration"]
    assert schedule == {
        "ScheduleExpression": "rate(1 minute)",
        "StartTimeOffset": 120,
        "EndTimeOffset": 60,
    }
    assert (more["ActionLogLineCount"], more["ActionLogLineRoleArn"]) == (5, role)


def test_role_of_log_alarms_reads_their_groups_and_is_made_for_them_only() -> None:
    """Once for all log alarms, each group once."""
    assert list(log_alarm_roles(expanded("").monitoring)) == []
    log = "Kind: Log, Tier: low, Query: filter q = 1, ComparisonOperator: '>', Threshold: 5"
    specs = f"Alarms:\n  X: {{{log}, LogGroups: [/web, /app]}}\n  Y: {{{log}, LogGroups: [/app]}}\n"
    roles = dict(log_alarm_roles(expanded(specs).monitoring))
    assert list(roles) == ["LogAlarmPolicy", "LogAlarmRole"]
    (statement,) = roles["LogAlarmPolicy"].properties["PolicyDocument"]["Statement"]
    group = "arn:aws:logs:us-east-1:111111111111:log-group:prod-"
    assert [one.removeprefix(group) for one in statement["Resource"]] == [
        "/app", "/app:*", "/web", "/web:*",
    ]  # fmt: skip


def test_what_every_alarm_has() -> None:
    """Its actions, tags, and what happens when it is new."""
    found = resources(
        "  X: {Tier: high, Condition: Lag > 5, Owner: me, Actions: [notices, alerts], "
        "InsufficientDataActions: [notices], ActionsEnabled: no, PropagateTags: [Tier], "
        "WarmUp: {Period: 1 hour, Whole: yes}}\n"
    )["AlarmX"].properties
    assert found["AlarmName"] == "prod-X"
    assert found["ActionsEnabled"] is False
    assert found["AlarmActions"] == [f"{SNS}:prod-notices", f"{SNS}:prod-alerts"]
    assert found["OKActions"] == [f"{SNS}:prod-alerts"]
    assert found["InsufficientDataActions"] == [f"{SNS}:prod-notices"]
    assert found["Tags"] == [{"Key": "Owner", "Value": "me"}, {"Key": "Tier", "Value": "high"}]
    assert found["ActionConfiguration"] == {
        "AlarmTagsPropagation": {"Enabled": True, "IncludedTagKeys": ["Tier"]}
    }
    assert found["WarmUpConfiguration"] == {
        "WarmUpPeriodDurationInMinutes": 60,
        "OnlyStartEvaluatingAfterWarmUpPeriodEnds": True,
    }


@pytest.mark.parametrize(
    ("minutes", "written"),
    [(1, "PT1M"), (60, "PT1H"), (90, "PT1H30M"), (1_440, "P1D"), (1_441, "P1DT1M"),
     (3_600, "P2DT12H"), (21_600, "P15D")],
)  # fmt: skip
def test_duration_of_a_mute_in_iso_8601(minutes: int, written: str) -> None:
    """Days before the T, hours and minutes after it."""
    assert iso_duration(minutes * 60) == written


def test_mute_rule_names_the_alarms_that_tell() -> None:
    """Of a suppressed alarm that is its alert; what is not said is left out."""
    mute = "Mutes: {m: {Tiers: [low], Schedule: cron(0 3 * * SUN), Duration: 90 minutes%s}}\n"
    specs = (
        "Alarms:\n  B: {Tier: low, Condition: Lag > 1}\n  C: {Tier: high, Condition: Lag > 2}\n"
        "  A: {Tier: low, Condition: Lag > 3, ActionsSuppressor: C}\n"
    )
    ((id, rule),) = mute_resources(expanded(specs + mute % "").monitoring)
    assert (id, rule.type) == ("MuteM", "AWS::CloudWatch::AlarmMuteRule")
    assert rule.properties == {
        "Name": "prod-m",
        "Rule": {
            "Schedule": {
                "Expression": "cron(0 3 * * SUN)",
                "Duration": "PT1H30M",
                "Timezone": "UTC",
            }
        },
        "MuteTargets": {"AlarmNames": ["prod-A-alert", "prod-B"]},
    }
    more = ", Starts: 2026-12-01, Expires: 2027-12-01, Description: d"
    ((_, rule),) = mute_resources(expanded(specs + mute % more).monitoring)
    assert rule.properties["StartDate"] == "2026-12-01T00:00:00Z"
    assert rule.properties["ExpireDate"] == "2027-12-01T00:00:00Z"
    assert rule.properties["Description"] == "d"
    assert list(mute_resources(expanded(mute % "").monitoring)) == []
