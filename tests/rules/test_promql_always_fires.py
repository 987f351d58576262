"""Which PromQL queries leave no series out."""

import pytest

from tests.rules.finding import found

NAME = "promql-always-fires"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("rate(x[5m])", 1),
        ("rate(x[5m]) > bool 5", 1),
        ("sum(x) or vector(0)", 1),
        ("rate(x[5m]) > 5", 0),
        ("absent(x)", 0),
        ("x unless y", 0),
        ("x and on() hour() > 8", 0),
    ],
)
def test_query_without_a_comparison(query: str, count: int) -> None:
    """The problem stands at the query."""
    text = f"Alarms:\n  A: {{Kind: PromQL, Tier: high, Actions: [alerts], Query: '{query}'}}\n"
    problems = found(NAME, text)
    assert len(problems) == count
    for problem in problems:
        assert problem.origin is not None
        assert problem.origin.pointer == ("Alarms", "A", "Query")
