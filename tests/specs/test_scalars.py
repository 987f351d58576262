"""Types of fields: what each takes, at its limits, and one step past them."""

from typing import Any

import pytest

from eventflow_monitoring.model.log_group import RETENTION_DAYS
from eventflow_monitoring.specs.scalars import (
    Account,
    DomainName,
    Duration,
    Flag,
    HttpsUrl,
    Region,
    Retention,
    Statistic,
    WholeNumber,
)
from tests.specs.written import Refused, read


@pytest.mark.parametrize(
    ("field_type", "text", "value"),
    [
        (Account, "012345678901", "012345678901"),
        (Account, "0123-4567-8901", "012345678901"),
        (DomainName, "eventflow.example", "eventflow.example"),
        (DomainName, f"{'a' * 63}.example", f"{'a' * 63}.example"),
        (Duration, "1 second", 1),
        (Flag, "true", True),
        (Flag, "on", True),
        (Flag, "Yes", True),
        (Flag, "false", False),
        (Flag, "off", False),
        (Flag, "no", False),
        (Region, "us-east-1", "us-east-1"),
        (Region, "us-gov-west-1", "us-gov-west-1"),
        (Region, "cn-north-1", "cn-north-1"),
        (Retention, "1 day", 1),
        (Retention, "24 hours", 1),
        (Retention, "3653 days", 3_653),
        (WholeNumber, "1", 1),
        (WholeNumber, "1,000", 1_000),
        (WholeNumber, "1e3", 1_000),
        (WholeNumber, "010", 10),
    ],
)
def test_value_at_the_limit_is_taken(field_type: Any, text: str, value: object) -> None:
    """What is just allowed is read."""
    assert read(field_type, text) == value


@pytest.mark.parametrize(
    ("field_type", "text", "message", "help"),
    [
        (Account, "01234567890", "`01234567890` is no AWS account", "it has 12 digits"),
        (Account, "0123456789012", "`0123456789012` is no AWS account", "it has 12 digits"),
        (Account, "٠١٢٣٤٥٦٧٨٩٠١", "`٠١٢٣٤٥٦٧٨٩٠١` is no AWS account", "it has 12 digits"),
        (
            DomainName,
            f"{'a' * 64}.example",
            f"`{'a' * 64}.example` is no domain name",
            "such as `eventflow.example`, without `https://`",
        ),
        (
            DomainName,
            "localhost",
            "`localhost` is no domain name",
            "such as `eventflow.example`, without `https://`",
        ),
        (Flag, "maybe", "`maybe` is neither true nor false", None),
        (Flag, "1", "`1` is neither true nor false", None),
        (Region, "us-east", "`us-east` is no AWS region", "such as `us-east-1`"),
        (Region, "US-EAST-1", "`US-EAST-1` is no AWS region", "such as `us-east-1`"),
        (
            Retention,
            "2 days",
            "CloudWatch Logs cannot keep logs for `2 days`",
            "the next longer choice is `3 days`",
        ),
        (
            Retention,
            "36 hours",
            "CloudWatch Logs cannot keep logs for `36 hours`",
            "the next longer choice is `3 days`",
        ),
        (
            Retention,
            "1 second",
            "CloudWatch Logs cannot keep logs for `1 second`",
            "the next longer choice is `1 day`",
        ),
        (
            Retention,
            "3654 days",
            "CloudWatch Logs cannot keep logs for `3654 days`",
            "at most `3653 days`",
        ),
        (Retention, "30", "`30` has no unit", "say `30 days`"),
        (
            Retention,
            "٣",
            "`٣` is not a duration",
            "write a number and a unit: `30 seconds`, `5 minutes`, `1 hour`, `7 days`",
        ),
        (
            HttpsUrl,
            "https://[::1",
            "`https://[::1` is no https:// address",
            "such as `https://wiki.example/eventflow/`",
        ),
        (
            HttpsUrl,
            "https:///a",
            "`https:///a` is no https:// address",
            "such as `https://wiki.example/eventflow/`",
        ),
        (
            HttpsUrl,
            "https://a b/",
            "`https://a b/` is no https:// address",
            "such as `https://wiki.example/eventflow/`",
        ),
        (
            HttpsUrl,
            "https://a/\u200b",
            "`https://a/\u200b` is no https:// address: it holds the character U+200B",
            None,
        ),
        (WholeNumber, "0", "`0` is not a whole number from 1 up", None),
        (WholeNumber, "-1", "`-1` is not a whole number from 1 up", None),
        (WholeNumber, "1.5", "`1.5` is not a whole number from 1 up", None),
        (WholeNumber, "5 periods", "`5 periods` is not a whole number from 1 up", None),
        (WholeNumber, "five", "`five` is not a whole number from 1 up", None),
    ],
)
def test_value_past_the_limit_is_refused(
    field_type: Any, text: str, message: str, help: str | None
) -> None:
    """What is just not allowed is refused, with what is."""
    assert read(field_type, text) == Refused(message, help)


@pytest.mark.parametrize("days", RETENTION_DAYS)
def test_every_retention_of_cloudwatch_logs_is_taken(days: int) -> None:
    """Each number of days that CloudWatch Logs knows can be written."""
    assert read(Retention, f"{days} days") == days


@pytest.mark.parametrize(
    "text",
    [
        *("Average", "Sum", "Minimum", "Maximum", "SampleCount", "IQM"),
        *("p0", "p50", "p99", "p99.9", "p99.1234567890", "p100", "tm95", "tc90", "ts90", "wm98"),
        *("TM(2%:98%)", "WM(:95%)", "TC(0.005:0.030)", "TS(80%:)", "PR(100:2000)", "PR(:300)"),
    ],
)
def test_statistic_of_cloudwatch_is_taken(text: str) -> None:
    """Simple statistics, percentiles, trimmed ones and percentile ranks are known."""
    assert read(Statistic, text) == text


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("average", "did you mean `Average`?"),
        ("Max", "did you mean `Maximum`?"),
        ("p101", "such as `Average`, `Maximum`, `p95`"),
        ("p", "such as `Average`, `Maximum`, `p95`"),
        ("p99.", "such as `Average`, `Maximum`, `p95`"),
        ("P95", "such as `Average`, `Maximum`, `p95`"),
        ("p٩٥", "such as `Average`, `Maximum`, `p95`"),
        ("PR(10%:20%)", "such as `Average`, `Maximum`, `p95`"),
        ("TM(1.2.3:4)", "such as `Average`, `Maximum`, `p95`"),
        ("TM(2%-98%)", "such as `Average`, `Maximum`, `p95`"),
        ("TM(:)", "the range needs a bound: `TM(:90%)`, `TM(10%:)`"),
        ("PR(:)", "the range needs a bound: `TM(:90%)`, `TM(10%:)`"),
        *(
            (text, "the lower bound comes first, and is less than the upper: `TM(10%:90%)`")
            for text in ("TM(90%:10%)", "TC(5:1)", "TS(5:5)", "WM(98%:2%)", "PR(300:100)")
        ),
        ("WM(:101%)", "a bound is at most `100%`"),
    ],
)
def test_statistic_that_cloudwatch_does_not_have_is_refused(text: str, help: str) -> None:
    """What is like a statistic but none is refused, with one that is."""
    assert read(Statistic, text) == Refused(f"`{text}` is no statistic", help)


@pytest.mark.parametrize(
    "field_type", [Account, DomainName, Duration, Flag, Region, Retention, Statistic, WholeNumber]
)
@pytest.mark.parametrize("value", [["5"], {"5": "6"}])
def test_list_or_mapping_is_no_value(field_type: Any, value: object) -> None:
    """Where one value is expected, nothing else is taken for one."""
    assert read(field_type, value) == Refused("Input should be a valid string", None)
