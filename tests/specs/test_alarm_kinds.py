"""What each kind of alarm becomes in the model, and each mistake that its author can make."""

import pytest

from eventflow_monitoring.model.metric import ComputedMetric, Metric, MissingData
from eventflow_monitoring.model.trigger import (
    AnomalyTrigger,
    BandComparison,
    Comparison,
    CompositeTrigger,
    Evaluation,
    LogTrigger,
    LowSamples,
    MinimumSamples,
    PromqlTrigger,
    ThresholdTrigger,
)
from tests.specs.expanding import alarm_of, expanded, mistakes_of

_OTHERS = (
    "  A: {Tier: low, Condition: Lag > 1}\n  B-1: {Tier: low, Condition: Lag > 2}\n"
    "  Off: {Tier: low, Condition: Lag > 3, Enabled: no}\n"
)
_LOG = "Kind: Log, LogGroups: [/app], Query: fields @message, ComparisonOperator: '>'"


def threshold_of(keys: str) -> ThresholdTrigger:
    """Return the trigger of a threshold alarm."""
    trigger = alarm_of(keys).trigger
    assert isinstance(trigger, ThresholdTrigger)
    return trigger


def test_threshold_alarm_with_all_it_may_say() -> None:
    """Everything is in the model, quantities in the metric's unit."""
    trigger = threshold_of(
        "Metric: Wait, Statistic: p99, ComparisonOperator: '>=', Threshold: 2 minutes, "
        "Period: 5 minutes, EvaluationPeriods: 4, DatapointsToAlarm: 3, "
        "TreatMissingData: breaching, MinimumSamples: '1,000', "
        "EvaluateLowSampleCountPercentile: ignore, EvaluationWindow: {TimeZone: Europe/Berlin}"
    )
    assert (trigger.metric.name, trigger.statistic) == ("Wait", "p99")
    assert (trigger.comparison, trigger.threshold) == (Comparison.GREATER_OR_EQUAL, 120)
    assert trigger.evaluation == Evaluation(
        period=300,
        evaluation_periods=4,
        datapoints_to_alarm=3,
        missing_data=MissingData.BREACHING,
        time_zone="Europe/Berlin",
    )
    assert trigger.low_samples is LowSamples.IGNORE
    assert trigger.minimum_samples == MinimumSamples(1_000, None)


def test_samples_may_be_those_of_another_metric() -> None:
    """In the unit of that metric."""
    minimum = threshold_of(
        "Condition: Share > 5%, MinimumSamples: {Metric: Lag, AtLeast: 20 events}"
    ).minimum_samples
    assert minimum is not None
    assert minimum.metric is not None
    assert (minimum.count, minimum.metric.name) == (20, "Lag")


def test_anomaly_alarm() -> None:
    """It watches both sides of two standard deviations unless it says otherwise."""
    plain = alarm_of("Kind: AnomalyDetection, Metric: Lag").trigger
    assert isinstance(plain, AnomalyTrigger)
    assert (plain.comparison, plain.width) == (BandComparison.OUTSIDE, 2)
    assert (plain.statistic, plain.evaluation.period) == ("Maximum", 60)
    assert plain.evaluation.missing_data is MissingData.IGNORE
    full = alarm_of(
        "Kind: AnomalyDetection, Metric: Share, BandWidth: 0.5, For: 10 minutes, "
        "ComparisonOperator: LessThanLowerThreshold, TreatMissingData: missing"
    ).trigger
    assert isinstance(full, AnomalyTrigger)
    assert (full.comparison, full.width) == (BandComparison.BELOW, 0.5)
    assert isinstance(full.metric, ComputedMetric)
    assert (full.statistic, full.evaluation.evaluation_periods) == (None, 2)
    assert full.evaluation.missing_data is MissingData.MISSING


def test_composite_alarm() -> None:
    """Its rule names alarms as AWS does, its words and children as the specs do."""
    alarm = alarm_of("Kind: Composite, Rule: ALARM(A) AND NOT OK(B-1)", _OTHERS)
    trigger = alarm.trigger
    assert isinstance(trigger, CompositeTrigger)
    assert '"prod-A"' in trigger.rule
    assert '"prod-B-1"' in trigger.rule
    assert "prod-" not in trigger.words
    assert trigger.children == ("A", "B-1")
    assert trigger.elements >= 2
    assert trigger.is_composite


def test_composite_alarm_may_come_before_what_it_names() -> None:
    """And may name another composite."""
    found = expanded(
        "Alarms:\n  Y: {Kind: Composite, Tier: low, Rule: ALARM(X)}\n"
        "  X: {Kind: Composite, Tier: low, Rule: ALARM(A)}\n" + _OTHERS
    )
    assert found.problems == ()
    assert [alarm.name for alarm in found.monitoring.alarms] == ["Y", "X", "A", "B-1"]


def test_log_alarm() -> None:
    """What it does not say follows from how often it runs."""
    plain = alarm_of(f"{_LOG}, Threshold: 10").trigger
    assert isinstance(plain, LogTrigger)
    assert [group.physical_name for group in plain.log_groups] == ["prod-/app"]
    assert (plain.aggregation, plain.every, plain.look_back, plain.delay) == (
        "count(*)",
        300,
        300,
        0,
    )
    assert (plain.results_to_evaluate, plain.results_to_alarm, plain.log_lines) == (1, 1, 0)
    assert (plain.missing_data, plain.threshold) == (MissingData.MISSING, 10)
    full = alarm_of(
        "Kind: Log, LogGroups: [/app, /web], Query: ' filter q = 1 ', ComparisonOperator: '<', Unit: Seconds, "
        "Threshold: 2 minutes, Aggregation: avg(x), Every: 10 minutes, Delay: 2 minutes, "
        "QueryResultsToEvaluate: 5, QueryResultsToAlarm: 3, TreatMissingData: breaching, LogLines: 50"
    ).trigger
    assert isinstance(full, LogTrigger)
    assert (full.query, full.aggregation, full.threshold) == ("filter q = 1", "avg(x)", 120)
    assert (full.every, full.look_back, full.delay) == (600, 720, 120)
    assert (full.results_to_evaluate, full.results_to_alarm, full.log_lines) == (5, 3, 50)
    said = alarm_of(f"{_LOG}, Threshold: 1, LookBack: 1 hour, QueryResultsToEvaluate: 3").trigger
    assert isinstance(said, LogTrigger)
    assert (said.look_back, said.results_to_alarm) == (3_600, 3)


def test_promql_alarm() -> None:
    """A query and three times."""
    plain = alarm_of("Kind: PromQL, Query: ' up < 1 '").trigger
    assert plain == PromqlTrigger(query="up < 1", interval=60, pending=0, recovery=0)
    full = alarm_of(
        "Kind: PromQL, Query: up < 1, EvaluationInterval: 10 seconds, PendingPeriod: 5 minutes, "
        "RecoveryPeriod: 1 minute"
    ).trigger
    assert full == PromqlTrigger(query="up < 1", interval=10, pending=300, recovery=60)


def test_alarm_may_compute_what_it_watches() -> None:
    """Its period is the longest of the metrics that it names."""
    trigger = threshold_of(
        "Expression: Lag / Load, Unit: Percent, ComparisonOperator: '>', Threshold: 5%"
    )
    metric = trigger.metric
    assert isinstance(metric, ComputedMetric)
    assert (metric.name, metric.label, metric.expression) == ("X", "Lag / Load", "lag / load")
    assert (trigger.evaluation.period, trigger.statistic) == (120, None)
    assert (metric.unit.name, metric.range.maximum, metric.missing_data) == (
        "Percent", 100, MissingData.MISSING,
    )  # fmt: skip
    plain = threshold_of("Expression: Lag * 2, ComparisonOperator: '>', Threshold: 5").metric
    assert (plain.unit.name, plain.range.minimum) == ("None", None)


@pytest.mark.parametrize(
    ("keys", "message", "caret"),
    [
        ("Metric: Lag, ComparisonOperator: '~', Threshold: 5",
         "bad-value: `~` is no comparison", "'~'"),
        ("Metric: Lag, ComparisonOperator: '>', Threshold: 5%",
         "bad-unit: `%` does not fit a metric in Count of events", "5%"),
        ("ComparisonOperator: '>', Threshold: 5", "missing-key: `Metric` or `Expression` is missing",
         "X"),
        ("", "missing-key: `Condition` is missing", "X"),
        ("condition: Lag > 5", "unknown-key: no key is called `condition` here", "condition"),
        ("Metric: Lag, Threshold: 5", "missing-key: `ComparisonOperator` is missing", "X"),
        ("Condition: Lag > 5, Unit: Percent",
         "unit-of-metric: the unit of `Lag` stands in the catalogue", "Unit"),
        ("Condition: Lag > 5, Expression: Lag * 2",
         "conflicting-condition: an alarm watches a `Metric` or an `Expression`", "Lag"),
        ("Expression: Lag * 2, Statistic: Sum, ComparisonOperator: '>', Threshold: 5",
         "conflicting-condition: an alarm watches a `Statistic` or an `Expression`", "Statistic"),
        ("Condition: p95(Share) > 5", "bad-statistic: `Share` is computed and has no statistic", "p95"),
        ("Expression: Share * 2, ComparisonOperator: '>', Threshold: 5",
         "nested-expression: `Share` is itself computed", "Share"),
        ("Expression: Lag *, ComparisonOperator: '>', Threshold: 5", None, None),
        ("Condition: Lag > 5, EvaluateLowSampleCountPercentile: ignore",
         "low-samples-without-percentile: `Maximum` is no percentile",
         "EvaluateLowSampleCountPercentile"),
        ("Condition: Share > 5, EvaluateLowSampleCountPercentile: ignore",
         "low-samples-without-percentile: `Share` is no percentile",
         "EvaluateLowSampleCountPercentile"),
        ("Condition: Wait > 5, EvaluateLowSampleCountPercentile: maybe",
         "bad-value: `EvaluateLowSampleCountPercentile` cannot be `maybe`", "maybe"),
        ("Condition: Share > 5, MinimumSamples: 5",
         "bad-minimum-samples: `Share` is computed and has no samples", "MinimumSamples"),
        ("Condition: Lag > 5, MinimumSamples: {Metric: Share, AtLeast: 5}",
         "bad-minimum-samples: `Share` is computed: it counts nothing", "Share"),
        ("Condition: Lag > 5, MinimumSamples: {Metric: Seem, AtLeast: 5}",
         "unknown-metric: no metric is called `Seem`", "Seem"),
        ("Condition: Lag > 5, MinimumSamples: {Metric: Lag, AtLeast: 5%}",
         "bad-unit: `%` does not fit a metric in Count of events", "5%"),
        ("Condition: Lag > 5, MinimumSamples: {Metric: Lag}",
         "missing-key: `AtLeast` is missing", "MinimumSamples"),
        ("Kind: AnomalyDetection, Metric: Lag, BandWidth: 0",
         "bad-number: `0` is not a number above 0", "0"),
        ("Kind: AnomalyDetection, Metric: Lag, BandWidth: 2 m",
         "bad-number: `2 m` is not a number above 0", "2 m"),
        ("Kind: AnomalyDetection", "missing-key: `Metric` or `Expression` is missing", "X"),
        ("Kind: Composite, Rule: ALARM(A", None, None),
        ("Kind: Composite, Rule: ALARM(A) OR ALARM(B)",
         "unknown-alarm: no alarm is called `B`", "B"),
        ("Kind: Composite, Rule: ALARM(A) OR ALARM(B*)",
         "unknown-alarm: no alarm is called `B*`", "B*"),
        ("Kind: Composite, Rule: ALARM(A) OR ALARM(Off)",
         "alarm-not-deployed: `Off` is not deployed in production", "Off"),
        ("Kind: Composite", "missing-key: `Rule` is missing", "X"),
        (f"{_LOG}, Threshold: 1, LogLines: 51", "bad-number: `51` is not a whole number from 0 to 50",
         "51"),
        (f"{_LOG}, Threshold: 1, LogLines: 1.5",
         "bad-number: `1.5` is not a whole number from 0 to 50", "1.5"),
        (f"{_LOG}, Threshold: 5%", "bad-unit: `%` does not fit a metric without a unit", "5%"),
        (f"{_LOG.replace('/app', '/ap')}, Threshold: 5",
         "unknown-log-group: no log group is called `/ap`", "/ap"),
        ("Kind: Log, Query: filter q = 1", "missing-key: `LogGroups`, `ComparisonOperator` and `Threshold` are missing",
         "X"),
        ("Kind: PromQL", "missing-key: `Query` is missing", "X"),
        ("Kind: PromQL, Query: up, PendingPeriod: 0 minutes",
         "bad-duration: `0 minutes` is not a whole number of seconds above 0", "0 minutes"),
    ],
)  # fmt: skip
def test_mistake_is_shown_once_with_its_place(
    keys: str, message: str | None, caret: str | None
) -> None:
    """Each mistake of each kind; of what a parser says, that it says one thing."""
    found = mistakes_of(keys, _OTHERS)
    assert len(found.messages) == 1
    if message is not None:
        assert found.messages == [message]
        assert found.carets == [caret]


def test_stored_metric_keeps_its_own_model() -> None:
    """An alarm that picks no dimensions watches the metric as the catalogue has it."""
    metric = threshold_of("Condition: Wait > 5").metric
    assert isinstance(metric, Metric)
    assert (metric.picked, metric.dimensions) == ((), (("service", "shop"),))
