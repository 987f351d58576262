"""The nearest of some names."""

import pytest

from eventflow_monitoring.suggestion import nearest

MANY = [f"Component{number:04}{name}" for number in range(300) for name in ("Lag", "Errors")]


@pytest.mark.parametrize(
    ("name", "candidates", "expected"),
    [
        ("ErorRate", ["ErrorRate", "ApiLatency"], "ErrorRate"),
        ("errorrate", ["ErrorRate", "ApiLatency"], "ErrorRate"),
        ("Zebra", ["ErrorRate", "ApiLatency"], None),
        ("anything", [], None),
        ("Component0123Erors", MANY, "Component0123Errors"),
        ("Zebra", MANY, None),
        ("prod", ["production", "staging"], "production"),
        ("pr", ["production", "staging"], None),
        ("Comp", MANY, None),
    ],
)
def test_the_nearest_name(name: str, candidates: list[str], expected: str | None) -> None:
    """A mistyped name leads to the one that was meant, among few as among many."""
    assert nearest(name, candidates) == expected
