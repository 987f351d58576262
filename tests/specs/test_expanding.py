"""What entries become in the model."""

import pytest

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import (
    Category,
    ComputedMetric,
    HealthCheckId,
    Metric,
    MissingData,
)
from eventflow_monitoring.model.notification import EmailChannel, PagerDutyChannel, SlackChannel
from eventflow_monitoring.model.trigger import Comparison, ThresholdTrigger
from eventflow_monitoring.model.unit import Unit
from eventflow_monitoring.model.widget import MetricWidget, View
from tests.compiler.compiling import ENVIRONMENTS, compile_texts, monitoring_of, problems_of


def alarm_of(metric: str, alarm: str) -> Alarm:
    """Return the alarm A on the metric M, each with further keys in flow style."""
    specs = (
        f"Metrics:\n  M: {{Namespace: EventFlow, {metric}}}\n"
        "Alarms:\n  A: {Tier: high, Metric: M, ComparisonOperator: GreaterThanThreshold, "
        f"Actions: [alerts], {alarm}}}\n"
    )
    (found,) = monitoring_of(specs).alarms
    return found


def trigger_of(alarm: Alarm) -> ThresholdTrigger:
    """Return when a threshold alarm fires."""
    assert isinstance(alarm.trigger, ThresholdTrigger)
    return alarm.trigger


def expression_of(expression: str) -> ComputedMetric:
    """Return a metric computed from `Errors`, `errors`, `_e`, `Result` and `M_e`."""
    specs = "Metrics:\n" + "".join(
        f"  {name}: {{Namespace: EventFlow, Unit: Count, Statistic: Sum}}\n"
        for name in ("Errors", "errors", "_e", "Result", "M_e")
    )
    specs += f"  Computed: {{Expression: '{expression}', Unit: Percent}}\n"
    found = monitoring_of(specs).metrics[-1]
    assert isinstance(found, ComputedMetric)
    return found


def test_canonical_example_of_the_design_is_an_alarm() -> None:
    """The monitoring design's own example, under `Alarms:`, means what it says."""
    specs = (
        "Metrics:\n  ErrorRate: {Expression: 100 * Errors / Requests, Unit: Percent, Period: 5 minutes}\n"
        "  Errors: {Namespace: EventFlow, Unit: Count, Statistic: Sum}\n"
        "  Requests: {Namespace: EventFlow, Unit: Count, Statistic: Sum}\n"
        "Topics:\n  alerts-critical: {Tier: critical, Channels: [team]}\nTier: critical\n"
        "Alarms:\n  HighErrorRate:\n    Metric: ErrorRate\n    Threshold: 5%\n    Period: 5 minutes\n"
        "    EvaluationPeriods: 1\n    ComparisonOperator: GreaterThanThreshold\n    Actions:\n"
        "      - SNS Topic: alerts-critical\n"
    )
    (alarm,) = monitoring_of(specs).alarms
    trigger = trigger_of(alarm)
    evaluation = trigger.evaluation
    assert (trigger.threshold, evaluation.period, evaluation.evaluation_periods) == (5, 300, 1)
    assert trigger.comparison is Comparison.GREATER
    assert [topic.name for topic in alarm.topics] == ["alerts-critical"]
    assert isinstance(trigger.metric, ComputedMetric)
    assert trigger.metric.expression == "(100 * errors) / requests"
    assert trigger.statistic is None


def test_alarm_takes_from_its_metric_what_it_does_not_say() -> None:
    """Statistic, period and treatment of missing data come from the catalogue."""
    metric = "Unit: Milliseconds, Statistic: p95, Period: 2 minutes, TreatMissingData: breaching"
    alarm = alarm_of(metric, "Threshold: 1 second")
    trigger, evaluation = trigger_of(alarm), trigger_of(alarm).evaluation
    assert (trigger.statistic, evaluation.period, trigger.threshold) == ("p95", 120, 1_000)
    assert evaluation.missing_data is MissingData.BREACHING
    assert (evaluation.evaluation_periods, evaluation.datapoints_to_alarm) == (1, 1)
    assert alarm.actions_enabled


def test_what_an_alarm_says_wins_over_its_metric() -> None:
    """An alarm may read its metric in another way than the catalogue."""
    alarm = alarm_of(
        "Unit: Milliseconds, Statistic: p95, TreatMissingData: breaching",
        "Threshold: 250, Statistic: Maximum, Period: 5 minutes, TreatMissingData: ignore, "
        "EvaluationPeriods: 5, DatapointsToAlarm: 3, ActionsEnabled: no",
    )
    trigger, evaluation = trigger_of(alarm), trigger_of(alarm).evaluation
    assert (trigger.statistic, evaluation.period, trigger.threshold) == ("Maximum", 300, 250)
    assert evaluation.missing_data is MissingData.IGNORE
    assert (evaluation.evaluation_periods, evaluation.datapoints_to_alarm) == (5, 3)
    assert not alarm.actions_enabled


def test_all_of_n_data_points_must_breach_unless_said_otherwise() -> None:
    """M is N where it is not written."""
    alarm = alarm_of("Unit: Percent, Statistic: Sum", "Threshold: 5, EvaluationPeriods: 4")
    assert trigger_of(alarm).evaluation.datapoints_to_alarm == 4


@pytest.mark.parametrize(
    ("written", "threshold"),
    [("010", 10), ("1e3", 1_000), ("0x9", None), ("'10,000'", 10_000), ("-5", -5), ("0", 0)],
)
def test_threshold_means_what_the_author_sees(written: str, threshold: float | None) -> None:
    """No number is octal, hexadecimal or in base 60."""
    if threshold is None:
        with pytest.raises(AssertionError, match="`x9` does not fit a metric in Percent"):
            alarm_of("Unit: Percent, Statistic: Sum", f"Threshold: {written}")
        return
    alarm = alarm_of("Unit: Percent, Statistic: Sum, Range: any", f"Threshold: {written}")
    assert trigger_of(alarm).threshold == threshold


def test_metric_has_what_is_written() -> None:
    """A metric is named by its entry where it has no other name, its dimensions are sorted."""
    specs = (
        "HealthChecks:\n  api: {Domain: eventflow.example, Path: /health}\n"
        "Metrics:\n  Plain: {Namespace: EventFlow, Unit: Count of events, Statistic: Sum}\n"
        "  Full:\n    Namespace: AWS/Route53\n    MetricName: HealthCheckStatus\n    Unit: None\n"
        "    Statistic: Minimum\n    Period: 1 minute\n    Category: technical\n    Prometheus: up\n"
        "    Label: Service health\n    Dimensions: {Z: {Value: z}, A: {HealthCheck: api}, B: '12:30'}\n"
    )
    plain, full = monitoring_of(specs).metrics
    assert isinstance(plain, Metric)
    assert isinstance(full, Metric)
    assert (plain.label, plain.metric_name, plain.period) == ("Plain", "Plain", 60)
    assert (plain.unit, plain.dimensions) == (Unit("Count", "events"), ())
    assert (full.label, full.metric_name) == ("Service health", "HealthCheckStatus")
    assert full.dimensions == (("A", HealthCheckId("api")), ("B", "12:30"), ("Z", "z"))
    assert (full.category, full.prometheus_name) == (Category.TECHNICAL, "up")


@pytest.mark.parametrize(
    ("expression", "written", "operands"),
    [
        ("100 * Errors / Errors", "(100 * errors) / errors", {"errors": "Errors"}),
        ("Errors - errors", "errors - m_errors", {"errors": "Errors", "m_errors": "errors"}),
        ("_e + M_e", "m__e + m_M_e", {"m__e": "_e", "m_M_e": "M_e"}),
        ("-Result", "-m_Result", {"m_Result": "Result"}),
        ("FILL(Errors, REPEAT)", "FILL(errors, REPEAT)", {"errors": "Errors"}),
    ],
)
def test_every_operand_has_an_id_of_its_own(
    expression: str, written: str, operands: dict[str, str]
) -> None:
    """Ids begin with a small letter, differ where names do, and leave `result` to the expression."""
    metric = expression_of(expression)
    assert metric.expression == written
    assert {id: operand.name for id, operand in metric.operands} == operands


def test_order_of_metrics_means_nothing() -> None:
    """A computed metric may stand before those it is computed from; the order is the written one."""
    monitoring = monitoring_of(
        "Metrics:\n  C: {Expression: M / 2, Unit: Count}\n"
        "  M: {Namespace: EventFlow, Unit: Count, Statistic: Sum}\n"
    )
    assert [metric.name for metric in monitoring.metrics] == ["C", "M"]


def test_channels_say_whether_they_want_recoveries() -> None:
    """Slack and PagerDuty are told of recoveries, e-mail is not, unless they say otherwise."""
    monitoring = monitoring_of(
        "Channels:\n  a: {Kind: Email, Address: a@b.example}\n"
        "  b: {Kind: Slack, Workspace: T0, Channel: C0}\n"
        "  c: {Kind: PagerDuty, IntegrationKey: {SecretsManager: s, Field: f}, Recovery: no}\n"
    )
    a, b, c = monitoring.channels
    assert isinstance(a, EmailChannel)
    assert isinstance(b, SlackChannel)
    assert isinstance(c, PagerDutyChannel)
    assert [channel.recovery for channel in (a, b, c)] == [False, True, False]
    assert (c.integration_key.secret_id, c.integration_key.json_field) == ("s", "f")


def test_stand_in_is_told_instead() -> None:
    """Where a channel is not live, topics reach the one that stands in for it, once."""
    specs = (
        "Environments:\n  staging:\n    Account: 222222222222\n    Region: us-east-1\n"
        "    LogRetention: 14 days\n    Channels: {on-call: {StandIn: team}}\n"
        "Channels:\n  on-call: {Kind: Email, Address: a@b.example}\n"
        "  team: {Kind: Email, Address: b@b.example}\n"
        "Topics:\n  pages: {Tier: critical, Channels: [on-call, team]}\n"
    )
    (monitoring,) = compile_texts({"a.yaml": specs}).monitorings
    (topic,) = monitoring.topics
    assert [channel.name for channel in topic.channels] == ["team"]


def test_names_become_physical_by_the_pattern() -> None:
    """An environment's pattern makes the names in AWS."""
    specs = (
        "Environments:\n  staging: {Account: 222222222222, Region: us-east-1, LogRetention: 14 days, "
        "NamePattern: 'x-${Name}-y'}\nLogGroups:\n  /a:\n  /b: {Retention: 3 days}\n  /c: {Existing: yes}\n"
    )
    (monitoring,) = compile_texts({"a.yaml": specs}).monitorings
    a, b, c = monitoring.log_groups
    assert (a.name, a.physical_name, a.retention_days, a.existing) == ("/a", "x-/a-y", 14, False)
    assert (b.physical_name, b.retention_days, b.existing) == ("x-/b-y", 3, False)
    assert (c.physical_name, c.existing) == ("x-/c-y", True)


def test_widgets_share_the_width_of_their_row() -> None:
    """Widgets fill 24 columns whatever their number; a row of text alone is low."""
    specs = (
        "Metrics:\n  M: {Namespace: EventFlow, Unit: Count, Statistic: Sum}\n"
        "Dashboards:\n  D:\n    Rows:\n      - [{Kind: Text, Markdown: Hello}]\n"
        "      - - {Title: A, Metrics: [M]}\n"
        "        - {Kind: Text, Markdown: Hello}\n"
        "        - {Title: B, Metrics: [p95(M), M], View: stacked, Period: 5 minutes}\n"
        "        - {Kind: Graph, Title: C, Metrics: [M], View: number}\n"
        "        - {Kind: AlarmStatus, Title: E, Alarms: []}\n"
    )
    (dashboard,) = monitoring_of(specs).dashboards
    places = [(one.x, one.y, one.width, one.height) for one in dashboard.widgets]
    assert places == [
        (0, 0, 24, 2),
        (0, 2, 4, 6),
        (4, 2, 5, 6),
        (9, 2, 5, 6),
        (14, 2, 5, 6),
        (19, 2, 5, 6),
    ]
    widget = dashboard.widgets[3].widget
    assert isinstance(widget, MetricWidget)
    assert (widget.view, widget.period) == (View.STACKED, 300)
    assert [curve.statistic for curve in widget.curves] == ["p95", "Sum"]


def test_row_has_at_most_24_widgets() -> None:
    """A widget is at least one column wide."""
    rows = "Dashboards:\n  D:\n    Rows:\n    - [" + "{Kind: Text, Markdown: x}, " * 24
    assert problems_of(f"{rows}]\n") == ""
    shown = problems_of(f"{rows}{{Kind: Text, Markdown: x}}]\n")
    assert shown.startswith("error[bad-row]: a row has 1 to 24 widgets\n  --> specs.yaml:4:7\n")


@pytest.mark.parametrize(("before", "found"), [(5_120 - 4, True), (5_120 - 3, False)])
def test_search_string_stands_in_what_route_53_reads(before: int, *, found: bool) -> None:
    """Route 53 reads the first 5,120 bytes of a response, so the search string must end there."""
    specs = (
        "HealthChecks:\n  api: {Domain: eventflow.example, Path: /, SearchString: 'é=1', "
        "ExampleResponse: ../example.json}\n"
    )
    texts = {"a.yaml": ENVIRONMENTS, "b/c.yaml": specs}
    compiled = compile_texts(texts, examples={"b/../example.json": "x" * before + "é=1 and more"})
    expected = (
        "search-string-not-found: the search string does not stand in the first 5,120 bytes of "
        "`../example.json`"
    )
    assert compiled.messages == ([] if found else [expected])


def test_unknown_key_hides_nothing_else() -> None:
    """An entry with an unknown key is checked on as if the key were not there."""
    environments = (
        "Environments:\n  staging_2: {Account: 222222222222, Region: us-east-1, "
        "LogRetention: 14 days, Colour: red}\n"
    )
    assert compile_texts({"a.yaml": environments}).messages == [
        "unknown-key: no key is called `Colour` here",
        "bad-environment: `staging_2` cannot name an environment",
    ]


def test_mistyped_key_is_not_missing_too() -> None:
    """Neither a required key nor what holds the mistyped one is reported besides."""
    specs = (
        "Metrics:\n  M:\n    Namespace: A\n    Unit: Count\n    Statistic: Sum\n"
        "    Dimensions: {Check: {HelthCheck: api}}\n  N: {Namspace: A, Unit: Count, Statistic: Sum}\n"
    )
    assert compile_texts({"a.yaml": ENVIRONMENTS, "b.yaml": specs}).messages == [
        "unknown-key: no key is called `HelthCheck` here",
        "unknown-key: no key is called `Namspace` here",
    ]
