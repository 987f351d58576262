"""Alarms on Metrics Insights queries: what they become, and what is wrong with a query."""

import pytest

from eventflow_monitoring.model.metric import MissingData
from eventflow_monitoring.model.trigger import MetricsInsightsTrigger
from tests.specs.expanding import Expanded, alarm_of, expanded, mistakes_of


def keys_of(query: str, more: str = "Threshold: 5") -> str:
    """Return the keys of an alarm on a query."""
    return f"Kind: MetricsInsights, ComparisonOperator: '>', {more}, Query: '{query}'"


def trigger_of(query: str, more: str = "Threshold: 5") -> MetricsInsightsTrigger:
    """Return the trigger of a query without a mistake."""
    trigger = alarm_of(keys_of(query, more)).trigger
    assert isinstance(trigger, MetricsInsightsTrigger)
    return trigger


def wrong(query: str) -> Expanded:
    """Return what is wrong with a query."""
    return mistakes_of(keys_of(query))


def test_unit_is_that_of_the_metric_in_the_catalogue() -> None:
    """The query reads it by namespace and name, with a schema or without."""
    for query in (
        'SELECT MAX(wait) FROM SCHEMA("A", route, zone) GROUP BY route ORDER BY MAX() DESC',
        "SELECT MAX(wait) FROM A",
    ):
        trigger = trigger_of(query, "Threshold: 2 minutes, Period: 5 minutes, EvaluationPeriods: 3")
        assert (trigger.query, trigger.unit.name, trigger.threshold) == (query, "Seconds", 120)
        evaluation = trigger.evaluation
        assert (evaluation.period, evaluation.evaluation_periods) == (300, 3)
        assert evaluation.missing_data is MissingData.MISSING


def test_metric_may_stand_in_no_catalogue() -> None:
    """Then the query's own unit counts, or none, and its dimensions are not checked."""
    query = "SELECT MAX(other) FROM A GROUP BY anything ORDER BY MAX() DESC"
    trigger = trigger_of(query)
    assert (trigger.unit.name, trigger.threshold, trigger.evaluation.period) == ("None", 5, 60)
    assert trigger_of(query, "Unit: Seconds, Threshold: 2 minutes").threshold == 120
    # The same name in another namespace is another metric.
    assert trigger_of("SELECT MAX(wait) FROM B").unit.name == "None"


@pytest.mark.parametrize(
    ("query", "message", "caret"),
    [
        ("SELECT MAX(wait) FROM SCHEMA(A, service, rout)",
         "unknown-dimension: `Wait` has no dimension `rout`", "rout"),
        ("SELECT MAX(wait) FROM A GROUP BY rout ORDER BY MAX() DESC",
         "unknown-dimension: `Wait` has no dimension `rout`", "rout"),
        ("SELECT MAX(wait) FROM SCHEMA(A, rout) GROUP BY rout ORDER BY MAX() DESC",
         "unknown-dimension: `Wait` has no dimension `rout`", "rout"),
        ("SELECT MAX(other) FROM SCHEMA(A, requestId)",
         "high-cardinality-dimension: `requestId` has no bound: every value of it is a metric that is paid for",
         "requestId"),
        ("SELECT MAX(wait) FROM A GROUP BY user_id ORDER BY MAX() DESC",
         "high-cardinality-dimension: `user_id` has no bound: every value of it is a metric that is paid for",
         "user_id"),
        ("SELECT MAX(wait) FROM SCHEMA(A, service, zone)",
         "unpublished-dimensions: `Wait` is not published with [service, zone]: this matches nothing",
         "A"),
    ],
)  # fmt: skip
def test_dimension_that_leads_nowhere_is_shown(query: str, message: str, caret: str) -> None:
    """The caret stands under the label, inside the query."""
    found = wrong(query)
    assert found.messages == [message]
    assert found.carets == [caret]


def test_published_sets_are_listed() -> None:
    """So that the author sees which to choose."""
    shown = wrong("SELECT MAX(wait) FROM SCHEMA(A, service, zone)").shown
    assert "= help: published with: [service], [route, service], [route, zone], []" in shown


@pytest.mark.parametrize(
    "query",
    [
        "SELECT MAX(wait) FROM A GROUP BY zone, tag.team ORDER BY MAX() DESC",
        "SELECT MAX(wait) FROM A GROUP BY AWS.AccountId ORDER BY MAX() DESC",
        "SELECT SUM(seen) FROM SCHEMA(A, user_id) GROUP BY user_id ORDER BY SUM() DESC",
    ],
)
def test_labels_that_are_no_dimensions_or_are_bounded(query: str) -> None:
    """Tags, the account, and what the catalogue says has few values."""
    assert trigger_of(query).query == query


def test_mistake_in_the_language_is_shown_alone() -> None:
    """A query that cannot be read is not checked further."""
    found = wrong("SELECT MAX(wait FROM A")
    assert [one.partition(":")[0] for one in found.messages] == ["bad-query"]
    assert found.carets != []


@pytest.mark.parametrize(
    ("query", "message", "caret", "help"),
    [
        ("SELECT MAX(wiat) FROM A", "the catalogue has no metric `wiat` in `A`", "wiat",
         "did you mean `wait`?"),
        ("SELECT MAX(Other) FROM A", "the catalogue has no metric `Other` in `A`", "Other",
         "known: `Lag`, `Load`, `wait`, `seen`"),
        ("SELECT MAX(wait) FROM a", "the catalogue has no metric in `a`", "a", "did you mean `A`?"),
    ],
)  # fmt: skip
def test_metric_that_the_catalogue_should_have_is_a_warning(
    query: str, message: str, caret: str, help: str
) -> None:
    """Its threshold is in the unit of the one that was meant, and no second mistake."""
    unit = "Threshold: 2" if "Other" in query else "Threshold: 2 minutes"
    found = mistakes_of(keys_of(query, unit))
    assert found.messages == [f"unknown-insights-metric: {message}"]
    assert found.carets == [caret]
    assert f"= help: {help}" in found.shown
    assert not any(one.is_error for one in found.problems)
    trigger = alarm_of(keys_of(query, unit)).trigger
    assert isinstance(trigger, MetricsInsightsTrigger)
    assert trigger.threshold == (2 if "Other" in query else 120)


_AWS = "Metrics:\n  Cpu: {Namespace: AWS/EC2, MetricName: CPUUtilization, Unit: Percent, Statistic: Average}\n"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ('SELECT MAX(CPUUtilisation) FROM "AWS/EC2"', 1),
        ('SELECT MAX(NetworkIn) FROM "AWS/EC2"', 0),
        ('SELECT MAX(CPUUtilization) FROM "aws/ec2"', 1),
        ('SELECT MAX(CPUUtilization) FROM "AWS/ECS"', 0),
        ('SELECT MAX(x) FROM "Elsewhere"', 0),
    ],
)
def test_aws_publishes_more_than_the_catalogue_holds(query: str, count: int) -> None:
    """In its namespaces only what looks like a slip is told."""
    found = expanded(f"{_AWS}Alarms:\n  X: {{Tier: high, {keys_of(query)}}}\n")
    assert len(found.messages) == count


def test_dimension_that_is_not_declared_may_be_published() -> None:
    """The help names the nearest, and where to declare it."""
    shown = wrong("SELECT MAX(wait) FROM SCHEMA(A, rout)").shown
    assert "= help: did you mean `route`? if it is published with it, declare that" in shown
