"""The eleven alerts of the monitoring design, as CDK writes them for every environment."""

from typing import Any, NamedTuple

import pytest

from tests.outputs.conftest import Templates

ENVIRONMENTS = ("production", "staging", "development")
ACCOUNTS = {
    "production": "111111111111",
    "staging": "222222222222",
    "development": "333333333333",
}
COMPOSITE = "AWS::CloudWatch::CompositeAlarm"
COMPARISONS = {">": "GreaterThanThreshold", "<": "LessThanThreshold"}


class Row(NamedTuple):
    """One alert of sections 5.2 to 5.4: statistic None means a computed metric."""

    alarm: str
    tier: str
    statistic: str | None
    comparison: str
    threshold: float
    period: int
    periods: int
    missing: str
    topics: tuple[str, ...]
    suppressed: bool = False


TABLE = [
    Row("ServiceDown", "critical", "Minimum", "<", 1, 60, 2, "breaching",
        ("pages-critical", "alerts-critical")),
    Row("DatabaseUnavailable", "critical", "Sum", ">", 5, 60, 1, "notBreaching",
        ("pages-critical",)),
    Row("HighErrorRate", "critical", None, ">", 5, 300, 1, "notBreaching", ("alerts-critical",),
        suppressed=True),
    Row("EventIngestionFailure", "critical", None, "<", 95, 300, 1, "notBreaching",
        ("alerts-critical",), suppressed=True),
    Row("ConsumerLag", "critical", "Maximum", ">", 10_000, 60, 10, "ignore", ("alerts-critical",)),
    Row("HighLatency", "high", "p95", ">", 1_000, 60, 10, "notBreaching", ("alerts-high",),
        suppressed=True),
    Row("DatabaseSlowQueries", "high", "Maximum", ">", 5_000, 60, 1, "notBreaching",
        ("alerts-high",)),
    Row("HighMemoryUsage", "high", "Average", ">", 85, 60, 10, "missing", ("alerts-high",)),
    Row("DatabaseConnectionPoolExhausted", "high", "Maximum", ">", 90, 60, 1, "missing",
        ("alerts-high",)),
    Row("RateLimitApproaching", "medium", "Maximum", ">", 80, 60, 1, "notBreaching",
        ("notices-medium",)),
    Row("DeadLetterQueueGrowth", "medium", "Maximum", ">", 100, 60, 1, "notBreaching",
        ("notices-medium",)),
]  # fmt: skip


def alarms(
    templates: Templates, environment: str, type_: str = "AWS::CloudWatch::Alarm"
) -> dict[str, dict[str, Any]]:
    """Return the properties of an environment's alarms of a type by name."""
    resources = templates[f"eventflow-{environment}-alarms"]["Resources"].values()
    found = [r["Properties"] for r in resources if r["Type"] == type_]
    return {properties["AlarmName"]: properties for properties in found}


def alert(templates: Templates, environment: str, row: Row) -> dict[str, Any]:
    """Return what tells people: the alarm, or the composite that is suppressed for it."""
    if not row.suppressed:
        return alarms(templates, environment)[row.alarm]
    return alarms(templates, environment, COMPOSITE)[f"{row.alarm}-alert"]


@pytest.mark.parametrize("environment", ENVIRONMENTS)
@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.alarm)
def test_an_alert_is_deployed_as_designed(templates: Templates, environment: str, row: Row) -> None:
    """Every alert has the condition, treatment of missing data and topics of the design."""
    alarm = alarms(templates, environment)[row.alarm]
    topics = [f"arn:aws:sns:us-east-1:{ACCOUNTS[environment]}:{topic}" for topic in row.topics]
    assert alarm["ComparisonOperator"] == COMPARISONS[row.comparison]
    assert alarm["Threshold"] == row.threshold
    assert alarm["EvaluationPeriods"] == alarm["DatapointsToAlarm"] == row.periods
    assert alarm["TreatMissingData"] == row.missing
    telling = alert(templates, environment, row)
    assert telling["AlarmActions"] == topics
    assert telling["ActionsEnabled"] is True
    assert {"Key": "Tier", "Value": row.tier} in alarm["Tags"]
    if row.statistic is None:
        stats = [query["MetricStat"] for query in alarm["Metrics"] if "MetricStat" in query]
        assert {stat["Period"] for stat in stats} == {row.period}
        assert {stat["Stat"] for stat in stats} == {"Sum"}
    else:
        assert alarm["Period"] == row.period
        assert alarm.get("Statistic", alarm.get("ExtendedStatistic")) == row.statistic


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_no_other_alarm_is_deployed(templates: Templates, environment: str) -> None:
    """Beside the eleven alerts of the design, there are those on failed deliveries of each topic."""
    found = alarms(templates, environment)
    others = [alarm for name, alarm in found.items() if name not in {row.alarm for row in TABLE}]
    assert len(found) == len(TABLE) + len(others)
    assert {alarm["MetricName"] for alarm in others} == {"NumberOfNotificationsFailed"}


@pytest.mark.parametrize(
    ("alarm", "expression"),
    [
        (
            "HighErrorRate",
            (
                "IF(apiRequests >= 20, "
                "(IF(apiRequests > 0, (100 * FILL(apiErrors5xx, 0)) / apiRequests)))"
            ),
        ),
        (
            "EventIngestionFailure",
            (
                "IF(eventIngestionAttempts >= 20, "
                "(IF(eventIngestionAttempts > 0, "
                "(100 * FILL(eventsIngested, 0)) / eventIngestionAttempts)))"
            ),
        ),
    ],
)
def test_a_rate_survives_silence_and_zero(
    templates: Templates, alarm: str, expression: str
) -> None:
    """A counter without data counts as zero, and no requests are no division by zero."""
    queries = alarms(templates, "production")[alarm]["Metrics"]
    results = [query for query in queries if query["ReturnData"]]
    assert [query["Expression"] for query in results] == [expression]


def test_recoveries_reach_only_who_wants_them(templates: Templates) -> None:
    """PagerDuty and Slack hear that an alarm is over, e-mail does not."""
    for row in TABLE:
        telling = alert(templates, "production", row)
        mailed = row.alarm in ("RateLimitApproaching", "DeadLetterQueueGrowth")
        assert telling["OKActions"] == ([] if mailed else telling["AlarmActions"])


def test_what_the_service_being_down_causes_is_suppressed(templates: Templates) -> None:
    """While ServiceDown is in ALARM, alerts that follow from it tell nobody."""
    suppressed = [row for row in TABLE if row.suppressed]
    composites = alarms(templates, "production", COMPOSITE)
    assert set(composites) == {f"{row.alarm}-alert" for row in suppressed}
    for row in suppressed:
        assert "AlarmActions" not in alarms(templates, "production")[row.alarm]
        composite = composites[f"{row.alarm}-alert"]
        assert composite["AlarmRule"] == f'ALARM("{row.alarm}")'
        assert composite["ActionsSuppressor"] == "ServiceDown"
        assert composite["ActionsSuppressorWaitPeriod"] == 60
        # What an alarm still sees of the time when the service was down tells nobody.
        looks_back = {"HighLatency": 600}.get(row.alarm, 300)
        assert composite["ActionsSuppressorExtensionPeriod"] == looks_back


def test_service_down_watches_the_health_check_of_its_own_stack(templates: Templates) -> None:
    """The id of a health check is known only to the stack that makes it."""
    resources = templates["eventflow-production-alarms"]["Resources"]
    dimensions = resources["AlarmServiceDown"]["Properties"]["Dimensions"]
    assert dimensions == [{"Name": "HealthCheckId", "Value": {"Ref": "HealthCheckApi"}}]
    assert resources["HealthCheckApi"]["Type"] == "AWS::Route53::HealthCheck"
