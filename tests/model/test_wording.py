"""The model in words: when each kind of alarm fires."""

import pytest

from eventflow_monitoring.model.unit import Unit
from eventflow_monitoring.model.wording import (
    condition_in_words,
    duration_in_words,
    quantity_in_words,
)
from tests.specs.expanding import alarm_of

_LOG = (
    "Kind: Log, LogGroups: [/app, /web], Query: filter q = 1, ComparisonOperator: '>', Threshold: 5"
)
_A = "  A: {Tier: low, Condition: Lag > 1}\n  B: {Tier: low, Condition: Lag > 2}\n"


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("Condition: Lag > 10000", "Maximum lag > 10,000 events over 1 minute"),
        ("Condition: Lag >= 1 for 1 period", "Maximum lag ≥ 1 events over 1 minute"),
        ("Condition: Wait < 0.5 seconds for 10 minutes", "p95 wait < 0.5 seconds for 10 minutes"),
        ("Condition: Load <= 85% for 3 of 5 periods",
         "Average load ≤ 85 % for 3 of 5 periods of 2 minutes"),
        ("Condition: Share > 5", "Share > 5 % over 5 minutes"),
        ("Condition: Wait > 1 minute, Dimensions: {route: pay, service: bank}",
         "p95 wait of pay, bank > 1 minute over 1 minute"),
        ("Condition: Lag > 5, MinimumSamples: '1,000'",
         "Maximum lag > 5 events over 1 minute, of at least 1,000 samples"),
        ("Condition: Share > 5, MinimumSamples: {Metric: Lag, AtLeast: 20}",
         "Share > 5 % over 5 minutes, of at least 20 events"),
        ("Expression: Lag * 2, ComparisonOperator: '>', Threshold: 5, Unit: Percent",
         "Lag * 2 > 5 % over 1 minute"),
        ("Kind: AnomalyDetection, Metric: Lag",
         "Maximum lag outside what is expected (2 standard deviations) over 1 minute"),
        (("Kind: AnomalyDetection, Metric: Lag, BandWidth: 2.5, For: 5 minutes, "
         "ComparisonOperator: LessThanLowerThreshold"),
         "Maximum lag below what is expected (2.5 standard deviations) for 5 minutes"),
        ("Kind: AnomalyDetection, Metric: Share, ComparisonOperator: GreaterThanUpperThreshold",
         "Share above what is expected (2 standard deviations) over 5 minutes"),
        (("Kind: MetricsInsights, Query: SELECT MAX(wait) FROM A, ComparisonOperator: '>', "
         "Threshold: 2 minutes, EvaluationPeriods: 3"),
         "any series of `SELECT MAX(wait) FROM A` > 2 minutes for 3 minutes"),
        (_LOG, "count(*) of `filter q = 1` in prod-/app, prod-/web > 5 every 5 minutes"),
        (f"{_LOG}, QueryResultsToEvaluate: 3, QueryResultsToAlarm: 2, Every: 1 hour",
         "count(*) of `filter q = 1` in prod-/app, prod-/web > 5 in 2 of 3 runs, one every 1 hour"),
        ("Kind: PromQL, Query: up < 1", "`up < 1` returns any series"),
        ("Kind: PromQL, Query: up < 1, PendingPeriod: 90 seconds",
         "`up < 1` returns any series for 90 seconds"),
    ],
)  # fmt: skip
def test_condition_in_words(keys: str, words: str) -> None:
    """As people say it, with quantities in the unit that suits them."""
    assert condition_in_words(alarm_of(keys)) == words


def test_query_of_a_log_alarm_is_one_line_of_some_length() -> None:
    """Whoever is woken up reads which lines are counted, without scrolling."""
    query = 'fields @message | filter level = "error"' + ' | filter module = "payment"' * 9
    words = condition_in_words(alarm_of(_LOG.replace("Query: filter q = 1", f"Query: '{query}'")))
    assert words.startswith('count(*) of `fields @message | filter level = "error" | filter module')
    assert "…` in prod-/app, prod-/web > 5 every 5 minutes" in words
    assert len(words) < 230
    lines = condition_in_words(
        alarm_of(_LOG.replace("Query: filter q = 1", r'Query: "filter a\n | limit 5"'))
    )
    assert lines.startswith("count(*) of `filter a | limit 5` in ")


def test_composite_in_words_names_alarms_as_the_specs_do() -> None:
    """Without the pattern of the environment."""
    words = condition_in_words(alarm_of("Kind: Composite, Rule: ALARM(A) AND NOT OK(B)", _A))
    assert "A" in words
    assert "B" in words
    assert "prod-" not in words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 second"), (59, "59 seconds"), (60, "1 minute"), (90, "90 seconds"), (3_600, "1 hour"),
     (5_400, "90 minutes"), (86_400, "1 day"), (172_800, "2 days"), (90_000, "25 hours")],
)  # fmt: skip
def test_duration_in_words(seconds: int, words: str) -> None:
    """The largest unit that divides it."""
    assert duration_in_words(seconds) == words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (1_500, Unit("Milliseconds"), "1.5 seconds"),
        (999, Unit("Milliseconds"), "999 milliseconds"),
        (60_000, Unit("Milliseconds"), "1 minute"),
        (0.25, Unit("Seconds"), "0.25 seconds"),
        (5, Unit("Percent"), "5 %"),
        (0.5, Unit("Ratio"), "0.5"),
        (10_000, Unit("Count", "events"), "10,000 events"),
        (10_000, Unit("Count"), "10,000"),
        (5, Unit("Count/Second"), "5 Count/Second"),
        (1_000, Unit("Bytes"), "1 KB"),
        (2**30, Unit("Bytes"), "1 GiB"),
        (1_500_000, Unit("Bytes"), "1.5 MB"),
        (999, Unit("Bytes"), "999 bytes"),
    ],
)
def test_quantity_in_words(value: float, unit: Unit, words: str) -> None:
    """In the unit that leaves a short number."""
    assert quantity_in_words(value, unit) == words
