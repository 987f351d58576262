"""The nearest of some names."""

from collections.abc import Iterator

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


def test_of_very_many_names_some_are_looked_at() -> None:
    """No more than the first ten thousand, and of those the ones that begin alike."""
    looked_at: list[int] = []

    def names() -> Iterator[str]:
        for number in range(1_000_000):
            looked_at.append(number)
            yield f"{'AB'[number % 2]}{number:07}Lag"

    assert nearest("A0000124Lga", names()) == "A0000124Lag"
    assert len(looked_at) <= 10_001
