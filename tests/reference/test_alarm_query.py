"""What an alarm reads, as a command that reads the same."""

import json
import re
from typing import Any

import pytest

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.reference.alarm_query import hours_of, query_of
from eventflow_monitoring.reference.runbooks import (
    alarms_by_page,
    by_hand,
    page_of_alarm,
    with_index,
    with_queries,
)
from tests.asked import asked_by
from tests.specs.expanding import expanded

BEGINNING = """\
HealthChecks: {api: {Domain: shop.example, Path: /health}}
Metrics:
  Health: {Namespace: AWS/Route53, MetricName: HealthCheckStatus, Unit: None, Statistic: Minimum,
           Dimensions: {HealthCheckId: {HealthCheck: api}}}
  Owed: {Namespace: "It's", Unit: Count of events, Statistic: Average, Label: "the shop’s"}
  Zoned: {Namespace: A, Unit: Count, Statistic: Maximum, DimensionSets: [[zone]]}
Alarms:
"""


def monitoring_of(alarms: str, beginning: str = BEGINNING) -> Monitoring:
    """Return the model of alarms in flow style, a line each, all of one tier."""
    lines = [f"  {one.replace(': {', ': {Tier: high, ', 1)}\n" for one in alarms.splitlines()]
    found = expanded(beginning + "".join(lines))
    assert [one for one in found.problems if one.is_error] == [], found.shown
    return found.monitoring


def block_of(alarms: str) -> tuple[str, str]:
    """Return the language and the text of the block of the last of some alarms."""
    monitoring = monitoring_of(alarms)
    block = query_of(monitoring.alarms[-1], monitoring.environment)
    match = re.fullmatch(r"```(\w+)\n(.*)\n```", block, re.DOTALL)
    assert match is not None
    return match[1], match[2]


def asked(alarms: str) -> dict[str, str]:
    """Return what the command of the last of some alarms asks."""
    language, text = block_of(alarms)
    assert language == "sh"
    return asked_by(text)


def stat(
    id: str, name: str, statistic: str, period: int = 60, *, data: bool = False, **more: Any
) -> dict[str, Any]:
    """Return a query that reads a metric."""
    metric = {"Namespace": "A", "MetricName": name, "Dimensions": [], **more}
    return {
        "Id": id,
        "MetricStat": {"Metric": metric, "Period": period, "Stat": statistic},
        "ReturnData": data,
    }


ZONED = "SELECT MAX(Zoned) FROM A WHERE zone = 'a'"
HEALTH: dict[str, Any] = {
    "Namespace": "AWS/Route53",
    "Dimensions": [{"Name": "HealthCheckId", "Value": "HEALTH-CHECK"}],
}


@pytest.mark.parametrize(
    ("alarm", "queries"),
    [
        ("X: {Condition: Lag > 5}", [stat("result", "Lag", "Maximum", data=True)]),
        ("X: {Condition: p99(Lag) > 5 over 5 minutes}",
         [stat("result", "Lag", "p99", 300, data=True)]),
        ("X: {Condition: Share > 5%}",
         [stat("lag", "Lag", "Maximum", 300), stat("seen", "seen", "Sum", 300),
          {"Id": "result", "Expression": "(100 * lag) / seen", "Label": "Share",
           "ReturnData": True}]),
        ("X: {Condition: Health < 1}",
         [stat("result", "HealthCheckStatus", "Minimum", data=True, **HEALTH)]),
        ("X: {Condition: Health < 1, MinimumSamples: 2}",
         [stat("watched", "HealthCheckStatus", "Minimum", **HEALTH),
          stat("samples", "HealthCheckStatus", "SampleCount", **HEALTH),
          {"Id": "result", "Expression": "IF(samples >= 2, watched)", "Label": "Health",
           "ReturnData": True}]),
        ("X: {Condition: Owed > 5, MinimumSamples: 2}",
         [stat("watched", "Owed", "Average", Namespace="It's"),
          stat("samples", "Owed", "SampleCount", Namespace="It's"),
          {"Id": "result", "Expression": "IF(samples >= 2, watched)", "Label": "the shop’s",
           "ReturnData": True}]),
        ("X: {Kind: AnomalyDetection, Metric: Lag, BandWidth: 3}",
         [stat("result", "Lag", "Maximum", data=True),
          {"Id": "band", "Expression": "ANOMALY_DETECTION_BAND(result, 3)", "Label": "expected",
           "ReturnData": True}]),
        (f'X: {{Kind: MetricsInsights, Query: "{ZONED}", Threshold: 5, ComparisonOperator: ">"}}',
         [{"Id": "result", "Expression": ZONED, "Period": 60, "ReturnData": True}]),
    ],
)  # fmt: skip
def test_command_asks_for_what_the_alarm_reads(alarm: str, queries: list[dict[str, Any]]) -> None:
    """As a shell understands it, quotes in it too."""
    options = asked(alarm)
    assert json.loads(options["--metric-data-queries"]) == queries
    assert options["cloudwatch"] == "get-metric-data"


def test_id_of_a_health_check_is_asked_of_the_alarm() -> None:
    """By the name it has in AWS, where in it the dimension stands."""
    plain = block_of("X: {Condition: Health < 1}")[1]
    assert "--alarm-names prod-X " in plain
    assert "'MetricAlarms[0].Dimensions[0].Value'" in plain
    guarded = block_of("X: {Condition: Health < 1, MinimumSamples: 2}")[1]
    assert "'MetricAlarms[0].Metrics[0].MetricStat.Metric.Dimensions[0].Value'" in guarded


def test_composite_asks_for_the_states_of_its_children() -> None:
    """By their names in AWS, below the rule that combines them."""
    alarms = "A: {Condition: Lag > 5}\nB: {Condition: Lag > 9}\nC: {Kind: Composite, Rule: ALARM(A) AND NOT ALARM(B)}"
    assert asked(alarms)["--alarm-names"] == "prod-A prod-B"
    assert block_of(alarms)[1].splitlines()[0].startswith("# ")


def test_log_alarm_runs_its_query() -> None:
    """With what makes numbers of it, over the time that a run reads."""
    options = asked(
        "X: {Kind: Log, LogGroups: [/app], Query: \"filter level = 'ERROR'\", Aggregation: count(*), "
        "Every: 5 minutes, Threshold: 5, ComparisonOperator: '>'}"
    )
    assert options["logs"] == "start-query"
    assert options["--query-string"] == "filter level = 'ERROR'\n| stats count(*)"
    assert options["--log-group-names"] == "prod-/app"
    assert int(options["--end-time"]) - int(options["--start-time"]) == 300


def test_promql_stands_as_it_is() -> None:
    """There is no command for it."""
    assert block_of("X: {Kind: PromQL, Query: lag > 5}") == ("promql", "lag > 5")


@pytest.mark.parametrize(
    ("condition", "hours"),
    [("Lag > 5", 3), ("Lag > 5 for 15 minutes", 3), ("Lag > 5 over 1 hour", 12),
     ("Lag > 5 for 80 minutes", 16), ("Lag > 5 for 76 minutes", 16)],
)  # fmt: skip
def test_command_looks_back_further_than_the_alarm(condition: str, hours: int) -> None:
    """Three hours, or twelve times as far."""
    alarm = monitoring_of(f"X: {{Condition: {condition}}}").alarms[-1]
    assert hours_of(alarm.trigger) == hours


PAGE = "# X\n\nWritten by hand.\n"


def pages_of(alarms: str) -> dict[str, Any]:
    """Return the alarms of some lines by their pages."""
    return alarms_by_page([monitoring_of(alarms)])


def test_page_without_the_part_gets_it_at_its_end() -> None:
    """Once: written again it stays as it is, and what people wrote does too."""
    pages = pages_of("X: {Condition: Lag > 5, Runbook: x.md}")
    text = with_queries(PAGE, pages["x.md"])
    assert text.startswith(PAGE)
    assert '"MetricName": "Lag"' in text
    assert with_queries(text, pages["x.md"]) == text
    assert by_hand(text).strip() == PAGE.strip()


def test_part_that_is_of_yesterday_is_written_anew() -> None:
    """Where it stands, with what follows it."""
    before = pages_of("X: {Condition: Lag > 5, Runbook: x.md}")["x.md"]
    after = pages_of("X: {Condition: Minimum(Lag) > 5, Runbook: x.md}")["x.md"]
    text = with_queries(f"{with_queries(PAGE, before)}\nAt the end.\n", after)
    assert '"Minimum"' in text
    assert '"Maximum"' not in text
    assert text.endswith("\nAt the end.\n")


def test_alarms_of_one_page_are_told_apart() -> None:
    """Those of a ForEach have one page, and each its own query there."""
    alarms = "X-${Size}: {ForEach: {Size: ['5', '9']}, Condition: 'Lag > ${Size}', Runbook: x.md}"
    pages = pages_of(alarms)
    assert [*pages["x.md"]] == ["X-5", "X-9"]
    text = with_queries(PAGE, pages["x.md"])
    assert "**`X-5`**\n" in text
    assert "**`X-9`**\n" in text
    assert text.count("aws cloudwatch get-metric-data") == 2


def test_environments_that_read_otherwise_are_told_apart() -> None:
    """What is the same everywhere stands there once."""
    one = monitoring_of("X: {Condition: Lag > 5, Runbook: x.md}")
    other = monitoring_of("X: {Condition: Minimum(Lag) > 5, Runbook: x.md}")
    same = with_queries(PAGE, alarms_by_page([one, one])["x.md"])
    assert same == with_queries(PAGE, alarms_by_page([one])["x.md"])
    text = with_queries(PAGE, alarms_by_page([one, other])["x.md"])
    assert text.count("**In production**") == 2
    assert ('"Maximum"' in text, '"Minimum"' in text) == (True, True)


@pytest.mark.parametrize(
    ("runbook", "page"),
    [
        ("lag.md", "lag.md"),
        ("a/b/lag.md#top", "lag.md"),
        ("https://x.example/l%20g.md?v=1", "l g.md"),
    ],
)
def test_page_is_the_file_an_address_ends_with(runbook: str, page: str) -> None:
    """Without what follows it."""
    alarm = monitoring_of(f"X: {{Condition: Lag > 5, Runbook: {runbook}}}").alarms[-1]
    assert page_of_alarm(alarm) == page


def test_alarm_without_a_runbook_has_no_page() -> None:
    """Nothing is written for it."""
    assert pages_of("X: {Condition: Lag > 5}") == {}


def test_index_is_written_between_its_marks() -> None:
    """A line for each alarm, with its page."""
    marks = "<!-- Written by `make reference` from the specs. -->\n<!-- Up to here. -->\n"
    text = with_index(f"# All\n{marks}", pages_of("X: {Condition: Lag > 5, Runbook: x.md}"))
    assert "| high | [X](x.md) | nobody |" in text
    assert with_index("# None\n", {}) == "# None\n"


def test_both_are_of_the_environment() -> None:
    """The address of the console is that of its region."""
    monitoring = monitoring_of("X: {Condition: Lag > 5, Runbook: x.md}")
    alarm: Alarm = monitoring.alarms[-1]
    environment: Environment = monitoring.environment
    text = with_queries(PAGE, {"X": [(alarm, environment)]})
    assert "https://us-east-1.console.aws.amazon.com/" in text
    assert "alarm/prod-X)" in text
