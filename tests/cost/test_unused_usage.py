"""Usage that is stated and that nothing uses."""

import pytest

from tests.cost.costing import estimate_of


@pytest.mark.parametrize(
    ("specs", "usage", "unused"),
    [
        ("LogGroups: {/a: {ExpectedIngestion: 1 GB}}", "LogIngestion: 50 GB", ["LogIngestion"]),
        (
            "LogGroups: {/a: {ExpectedIngestion: 1 GB}, /b: {Class: INFREQUENT_ACCESS}}",
            "LogIngestion: 50 GB",
            ["LogIngestion"],
        ),
        ("LogGroups: {/a: {Existing: yes}}", "LogIngestion: 50 GB", ["LogIngestion"]),
        ("LogGroups: {/a: {ExpectedIngestion: 1 GB}, /b: }", "LogIngestion: 50 GB", []),
        ("LogGroups: {/a: }", "LogCompression: 15%", ["LogCompression"]),
        ("LogGroups: {/a: {ExpectedIngestion: 1 GB}}", "LogCompression: 15%", []),
        ("", "LogQueries: 1 GB, Traces: 5, Notifications: 5", []),
    ],
)
def test_unused_usage_is_told(specs: str, usage: str, unused: list[str]) -> None:
    """Where every log group says `ExpectedIngestion`, nothing is left for all of them together."""
    assert [key for key, _ in estimate_of(specs, usage).unused] == unused
