"""What is expected of a month: how it is written, and each mistake in it."""

import pytest

from eventflow_monitoring.model.usage import Usage
from tests.compiler.compiling import compile_texts
from tests.specs.log_specs import mistake, without_mistakes


def usage_of(written: str) -> Usage:
    """Return the usage of an environment."""
    text = (
        "Environments: {production: {Account: 111111111111, Region: us-east-1, "
        f"LogRetention: 30 days{written}}}}}\n"
    )
    found = compile_texts({"specs.yaml": text})
    assert found.shown == ""
    return found.monitorings[0].environment.usage


def shown(usage: str) -> str:
    """Return the problems of a usage as people see them."""
    text = (
        "Environments: {production: {Account: 111111111111, Region: us-east-1, "
        f"LogRetention: 30 days, Usage: {{{usage}}}}}}}\n"
    )
    return compile_texts({"specs.yaml": text}).shown


def test_usage_is_optional() -> None:
    """Nothing is stated then, which is not nothing."""
    assert usage_of("") == usage_of(", Usage: {}") == Usage()


def test_usage_with_every_key() -> None:
    """Data becomes bytes, counts become numbers."""
    written = (
        ", Usage: {LogIngestion: 1.5 GB, LogCompression: 15%, LogQueries: 2 TB, "
        "Traces: 1.1 million, Notifications: '20,000'}"
    )
    assert usage_of(written) == Usage(
        log_ingestion=1_500_000_000,
        log_compression=15.0,
        log_queries=2_000_000_000_000,
        traces=1_100_000,
        notifications=20_000,
    )


@pytest.mark.parametrize(
    ("written", "traces"),
    [("0", 0), ("5 thousand", 5_000), ("2 Million", 2_000_000), ("1 billion", 1_000_000_000)],
)
def test_counts_may_be_in_words(written: str, traces: int) -> None:
    """As people say them."""
    assert usage_of(f", Usage: {{Traces: {written}}}").traces == traces


@pytest.mark.parametrize(
    ("usage", "message", "help"),
    [
        ("LogIngestion: 50", "`50` is no amount of data", "a number and a unit, such as `50 GB`"),
        ("LogIngestion: 50 Gb", "`50 Gb` is no amount of data", "such as `50 GB`"),
        ("LogIngestion: 5 minutes", "`5 minutes` is no amount of data", "such as `50 GB`"),
        ("LogQueries: -1 GB", "`-1 GB` is no amount of data", "such as `50 GB`"),
        ("Traces: 1.5", "`1.5` is no count", "such as `20,000`, `10 million`"),
        ("Traces: 10 milion", "`10 milion` is no count", "such as `20,000`, `10 million`"),
        ("Traces: million", "`million` is no count", "such as `20,000`, `10 million`"),
        ("Notifications: -3", "`-3` is no count", "such as `20,000`, `10 million`"),
        ("LogCompression: 0.15", "`0.15` is no share of 1 to 100 %", "such as `15%`"),
        ("LogCompression: 0%", "`0%` is no share of 1 to 100 %", "such as `15%`"),
        ("LogCompression: 101%", "`101%` is no share of 1 to 100 %", "such as `15%`"),
        ("Trace: 5", "no key is called `Trace` here", "did you mean `Traces`?"),
    ],
)
def test_mistake_says_what_to_write(usage: str, message: str, help: str) -> None:
    """Once, with an example."""
    text = shown(usage)
    assert text.count("error[") == 1
    assert message in text
    assert help in text


def test_expected_ingestion_of_a_log_group() -> None:
    """In bytes a month; a group that was made elsewhere has none here."""
    found = without_mistakes("LogGroups: {/own: {ExpectedIngestion: 20 GB}}\n")
    (group,) = (one for one in found.log_groups if one.name == "/own")
    assert group.expected_ingestion == 20_000_000_000
    message, caret, _ = mistake("LogGroups: {/own: {Existing: yes, ExpectedIngestion: 1 GB}}\n")
    assert message == (
        "existing-log-group: `/own` was made elsewhere, where its `ExpectedIngestion` stands"
    )
    assert caret == "ExpectedIngestion"


def test_expected_values_name_dimensions_of_the_metric() -> None:
    """Another name is most likely a mistake in writing."""
    metric = "Namespace: A, Unit: Count, Statistic: Sum, DimensionSets: [[route]]"
    message, caret, help = mistake(f"Metrics: {{M: {{{metric}, ExpectedValues: {{rout: 4}}}}}}\n")
    assert message == "unknown-dimension: `M` has no dimension `rout`"
    assert (caret, help) == ("rout", "did you mean `route`?")
    message, _, _ = mistake(f"Metrics: {{M: {{{metric}, ExpectedValues: {{route: many}}}}}}\n")
    assert message == "bad-number: `many` is not a whole number from 1 up"
