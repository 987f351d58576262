"""Which statistics mean nothing for which metrics."""

import pytest

from tests.rules.finding import found, messages, pointers

NAME = "statistic-misfit"


@pytest.mark.parametrize(
    ("metric", "statistic", "misfit"),
    [
        ("Memory", "Sum", "`Sum` of `Memory` adds up percentages"),
        ("Share", "Sum", "`Sum` of `Share` adds up ratios"),
        ("Lag", "Sum", "`Sum` of the gauge `Lag` grows with the number of its samples"),
        ("Memory", "Maximum", None),
        ("Lag", "Average", None),
        ("Latency", "Sum", None),
        ("Requests", "Sum", None),
        ("Requests", "Maximum", None),
        ("Requests", "SampleCount", None),
        ("Requests", "Average", "Average"),
        ("Requests", "tm90", "tm90"),
        ("Requests", "WM(10%:90%)", "WM(10%:90%)"),
        ("Requests", "p99.9", "p99.9"),
        ("Requests", "PR(1:2)", None),
        ("Latency", "p99.9", None),
    ],
)
def test_statistic_of_an_alarm(metric: str, statistic: str, misfit: str | None) -> None:
    """Percentages and gauges do not add up, and counters do nothing but."""
    text = f"""\
Metrics:
  Share: {{Namespace: Example, Unit: Ratio, Statistic: Average}}
Alarms:
  A:
    Tier: high
    Actions: [alerts]
    Metric: {metric}
    Statistic: {statistic}
    ComparisonOperator: ">"
    Threshold: 0.5
"""
    if misfit == statistic:
        misfit = f"`{statistic}` of the counter `{metric}` says nothing about how much was counted"
    problems = found(NAME, text)
    assert [one.message for one in problems] == ([] if misfit is None else [misfit])
    assert pointers(problems) == [("Alarms", "A", "Statistic")] * len(problems)


_CATALOGUE = """\
Metrics:
  Attempts: {Namespace: Example, Unit: Count, Statistic: p50, Type: counter}
"""


def test_statistic_of_the_catalogue_is_reported_once() -> None:
    """However many alarms and computed metrics read a metric so, the catalogue is to blame."""
    text = f"""\
{_CATALOGUE}
  Twice: {{Expression: 2 * Attempts, Unit: Count}}
  Thrice: {{Expression: 3 * Attempts, Unit: Count}}
Alarms:
  A: {{Tier: high, Actions: [alerts], Condition: Attempts > 5}}
  B: {{Tier: high, Actions: [alerts], Condition: Attempts > 6}}
  C: {{Tier: high, Actions: [alerts], Condition: Twice > 6}}
  D:
    Tier: high
    Actions: [alerts]
    Expression: 4 * Attempts
    ComparisonOperator: ">"
    Threshold: 5
"""
    (problem,) = found(NAME, text)
    assert pointers([problem]) == [("Metrics", "Attempts")]


def test_statistic_that_nothing_reads_does_no_harm() -> None:
    """An alarm that says better, or nobody at all, leaves the catalogue's statistic unused."""
    text = f"{_CATALOGUE}Alarms:\n  A: {{Tier: high, Actions: [alerts], Condition: Sum(Attempts) > 5}}\n"
    assert messages(NAME, text) == []
