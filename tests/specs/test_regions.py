"""Regions that are unknown, and what may be meant."""

import pytest

from eventflow_monitoring.position import Origin
from eventflow_monitoring.specs.regions import unknown_region


@pytest.mark.parametrize(
    ("region", "help"),
    [
        ("eu-west1", "did you mean `eu-west-1`?"),
        ("US_EAST_1", "did you mean `us-east-1`?"),
        ("us-est-1", "did you mean `us-east-1` or `us-west-1`?"),
        ("moon", None),
    ],
)
def test_region_that_is_meant_is_named(region: str, help: str | None) -> None:
    """One that lacks only a hyphen is that one, not its neighbours."""
    (problem,) = unknown_region(region, Origin("a.yaml"))
    assert problem.help == help


def test_known_region_is_no_problem() -> None:
    """Nothing is said of it."""
    assert list(unknown_region("eu-west-1", Origin("a.yaml"))) == []
