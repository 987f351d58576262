"""Which comparisons can be decided without looking at any data."""

import pytest

from tests.rules.finding import found, messages

NAME = "impossible-condition"


def alarm(*lines: str) -> str:
    """Return a spec file with metrics of several ranges and one alarm."""
    return "\n".join(
        (
            "Metrics:",
            "  Share: {Namespace: Example, Unit: Ratio, Statistic: Average}",
            "  Growth: {Namespace: Example, Unit: Percent, Statistic: Average, Range: any}",
            "  Degrees: {Namespace: Example, Unit: None, Statistic: Sum, Range: -20 to 40}",
            "Alarms:",
            "  A:",
            "    Tier: high",
            "    Actions: [alerts]",
            *(f"    {line}" for line in lines),
        )
    )


@pytest.mark.parametrize(
    ("condition", "verdict"),
    [
        ("Memory > 100%", "never true: `Memory` is at most 100 %"),
        ("Memory > 99.9%", None),
        ("Memory >= 100%", None),
        ("Memory >= 100.1%", "never true: `Memory` is at most 100 %"),
        ("Memory < 100%", None),
        ("Memory < 100.1%", "always true: `Memory` is at most 100 %"),
        ("Memory <= 99.9%", None),
        ("Memory <= 100%", "always true: `Memory` is at most 100 %"),
        ("Lag > 0 events", None),
        ("Average(Degrees) > -20.1", "always true: `Degrees` is at least -20"),
        ("Lag >= 0 events", "always true: `Lag` is at least 0 events"),
        ("Lag >= 1 event", None),
        ("Lag < 0 events", "never true: `Lag` is at least 0 events"),
        ("Lag < 1 event", None),
        ("Lag <= 0 events", None),
        ("Average(Degrees) <= -20.1", "never true: `Degrees` is at least -20"),
        ("Share > 1", "never true: `Share` is at most 1"),
        ("Share > 0.99", None),
        ("Growth > 200%", None),
    ],
)
def test_threshold_at_an_end_of_the_range(condition: str, verdict: str | None) -> None:
    """At an end of a range it matters whether the end itself breaches, beyond it nothing does."""
    expected = [] if verdict is None else [f"the condition of `A` is {verdict}"]
    assert messages(NAME, alarm(f"Condition: {condition}")) == expected


@pytest.mark.parametrize(
    ("condition", "verdict"),
    [
        ("Sum(Memory) > 500%", None),
        ("Sum(Memory) >= 0%", "always true: `Sum` of `Memory` is at least 0 %"),
        ("Degrees > 1,000", None),
        ("Degrees < -1,000", None),
        ("SampleCount(Degrees) > 1,000", None),
        ("SampleCount(Degrees) < 0", "never true: `SampleCount` of `Degrees` is at least 0"),
        ("PR(10:20)(Degrees) > 100", "never true: `PR(10:20)` of `Degrees` is at most 100 %"),
        ("PR(10:20)(Degrees) > 99", None),
        ("p99(Degrees) > 40", "never true: `Degrees` is at most 40"),
    ],
)
def test_statistics_have_ranges_of_their_own(condition: str, verdict: str | None) -> None:
    """A sum has no upper end, and negative values no lower one; a number of samples is a count."""
    expected = [] if verdict is None else [f"the condition of `A` is {verdict}"]
    assert messages(NAME, alarm(f"Condition: {condition}")) == expected


def test_expression_of_an_alarm_has_the_range_of_its_unit() -> None:
    """A range can be given in the catalogue only, and the help says so."""
    keys = ("Expression: 2 * Memory", "Unit: Percent", 'ComparisonOperator: ">"', "Threshold: 100%")
    (problem,) = found(NAME, alarm(*keys))
    assert problem.message == "the condition of `A` is never true: the expression is at most 100 %"
    assert "`Metrics:`" in str(problem.help)
    assert problem.related == ()


def test_computed_metric_has_a_range() -> None:
    """A computed metric is as limited as any other, and its range stands in the catalogue."""
    (problem,) = found(NAME, alarm("Condition: ErrorRate > 100%"))
    assert problem.message == "the condition of `A` is never true: `ErrorRate` is at most 100 %"
    assert [one.message for one in problem.related] == ["`ErrorRate`"]


@pytest.mark.parametrize(
    ("query", "threshold", "verdict"),
    [
        ("SELECT MAX(Memory) FROM Example", "101%", "never true: `Memory` is at most 100 %"),
        ("SELECT MAX(Memory) FROM Example", "99%", None),
        ("SELECT SUM(Memory) FROM Example", "101%", None),
        ("SELECT MAX(Unknown) FROM Example", "-1", None),
    ],
)
def test_query_on_a_metric_of_the_catalogue(
    query: str, threshold: str, verdict: str | None
) -> None:
    """The range of what a Metrics Insights query reads is known where the catalogue has it."""
    keys = (
        "Kind: MetricsInsights",
        f"Query: {query}",
        'ComparisonOperator: ">"',
        f"Threshold: {threshold}",
    )
    expected = [] if verdict is None else [f"the condition of `A` is {verdict}"]
    assert messages(NAME, alarm(*keys)) == expected


def test_query_in_another_unit_is_not_judged() -> None:
    """An alarm that calls the result something else does not see the metric's range."""
    keys = (
        "Kind: MetricsInsights",
        "Query: SELECT MAX(Memory) FROM Example",
        "Unit: Count",
        'ComparisonOperator: ">"',
        "Threshold: 101",
    )
    assert messages(NAME, alarm(*keys)) == []
