"""What log groups and queries cost."""

from decimal import Decimal

import pytest

from tests.cost.costing import amounts_of, lines_of

CENTS = Decimal("0.0001")
_QUERIES = ("queries", "data read")


def logs(specs: str, usage: str = "") -> dict[tuple[str, str], object]:
    """Return what lines of log groups cost, to a hundredth of a cent."""
    found = amounts_of("Logs", specs, usage)
    return {
        key: amount.quantize(CENTS) if isinstance(amount, Decimal) else amount
        for key, amount in found.items()
        if key != _QUERIES
    }


@pytest.mark.parametrize(
    ("keys", "ingestion", "storage"),
    [
        # 30 days of 365 / 12, 15 % of 20 GB: 2.9589 GB at 0.03.
        ("ExpectedIngestion: 20 GB", "10", "0.0888"),
        # 14 days: 1.3808 GB.
        ("ExpectedIngestion: 20 GB, Retention: 14 days", "10", "0.0414"),
        ("ExpectedIngestion: 1 TB, Retention: 365 days", "500", "54"),
        ("ExpectedIngestion: 20 GB, Class: INFREQUENT_ACCESS", "5", "0.0888"),
    ],
)
def test_group_is_charged_for_what_it_takes_in_and_keeps(
    keys: str, ingestion: str, storage: str
) -> None:
    """By its class, its retention, and what is left once it is compressed."""
    assert logs(f"LogGroups: {{/a: {{{keys}}}}}", "LogCompression: 15%") == {
        ("/a", "ingestion"): Decimal(ingestion),
        ("/a", "storage"): Decimal(storage),
    }


def test_what_nobody_stated_is_named() -> None:
    """The lines say where to state it."""
    lines = lines_of("Logs", "LogGroups: {/a: , /b: {ExpectedIngestion: 1 GB}}")
    assert {key: line.state for key, line in lines.items() if key != _QUERIES} == {
        ("/a", "ingestion"): "`ExpectedIngestion` of the log group",
        ("/a", "storage"): (
            "`ExpectedIngestion` of the log group and `Usage: {LogCompression: …}` of the environment"
        ),
        ("/b", "ingestion"): None,
        ("/b", "storage"): "`Usage: {LogCompression: …}` of the environment",
    }


def test_class_delivery_has_no_known_price() -> None:
    """Neither for what it takes in nor for what it keeps."""
    found = logs(
        "LogGroups: {/a: {Class: DELIVERY, ExpectedIngestion: 1 GB}}", "LogCompression: 15%"
    )
    assert set(found.values()) == {"price-unknown"}


def test_groups_that_say_nothing_share_what_the_environment_says() -> None:
    """Those of another class are not among them, nor those that say their own."""
    specs = """\
LogGroups:
  /a:
  /b:
  /c: {ExpectedIngestion: 2 GB}
  /d: {Class: INFREQUENT_ACCESS}
  /e: {Existing: yes}
"""
    together = "log groups without `ExpectedIngestion`"
    assert logs(specs, "LogIngestion: 40 GB, LogCompression: 15%") == {
        (together, "ingestion"): Decimal(20),
        (together, "storage"): Decimal("0.1775"),  # 5.9178 GB
        ("/c", "ingestion"): Decimal(1),
        ("/c", "storage"): Decimal("0.0089"),
        ("/d", "ingestion"): "usage-not-stated",
        ("/d", "storage"): "usage-not-stated",
    }


def test_groups_that_keep_for_different_times_share_no_storage() -> None:
    """Nobody knows which of them has how much."""
    specs = "LogGroups: {/a: , /b: {Retention: 7 days}}"
    lines = lines_of("Logs", specs, "LogIngestion: 40 GB, LogCompression: 15%")
    assert lines["log groups without `ExpectedIngestion`", "ingestion"].counted == 20
    storage = lines["log groups without `ExpectedIngestion`", "storage"]
    assert storage.counted is None
    assert storage.state == (
        "`ExpectedIngestion` of the log groups, which keep logs for different times"
    )


def test_data_protection_has_no_known_price() -> None:
    """It is named beside what the group takes in."""
    found = logs("LogGroups: {/a: {DataProtection: {Mask: [Name]}}}")
    assert found["/a", "data protection"] == "price-unknown"


@pytest.mark.parametrize(
    "specs",
    [
        "LogGroups: {/a: {Existing: yes}}\nQueries: {q: {LogGroups: [/a], Query: fields @message}}",
        (
            "LogGroups: {/a: {Existing: yes}}\nDashboards: {d: {Rows: [[{Kind: LogQuery, Title: T, "
            "LogGroups: [/a], Query: fields @message}]]}}"
        ),
        (
            "LogGroups: {/a: {Existing: yes}}\nAlarms: {X: {Kind: Log, LogGroups: [/a], Query: filter x = 1,"
            " ComparisonOperator: '>', Threshold: 0}}"
        ),
    ],
)
def test_queries_are_charged_for_what_they_read(specs: str) -> None:
    """Whoever runs them: people, dashboards, alarms."""
    assert amounts_of("Logs", specs) == {_QUERIES: "usage-not-stated"}
    assert amounts_of("Logs", specs, "LogQueries: 300 GB") == {_QUERIES: Decimal("1.5")}


def test_queries_are_named_where_the_specs_have_none() -> None:
    """Anybody may run some, and stating how many adds no thing that was not there."""
    assert amounts_of("Logs", "") == {_QUERIES: "usage-not-stated"}


def test_what_is_sent_on_is_charged_elsewhere() -> None:
    """It is named, for it is not nothing."""
    specs = """\
LogGroups: {/a: {Existing: yes}}
SubscriptionFilters: {to-lake: {LogGroup: /a, Firehose: lake, Role: logs}}
"""
    assert logs(specs) == {("to-lake", "what is sent to a firehose"): "price-unknown"}
