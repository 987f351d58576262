"""Alarms and graphs of metrics that no collector brings to CloudWatch."""

import pytest

from eventflow_monitoring.reference.check_example import problems_of
from tests.rules.finding import found, messages, pointers

HEAD = """\
LogGroups:
  /example/metrics:
Metrics:
  Queue: {Namespace: Example, Unit: Count of events, Statistic: Maximum, Type: gauge,
          Prometheus: queue_events, DimensionSets: [[group]]}
  Wait: {Namespace: Example, Unit: Milliseconds, Statistic: Average, Type: histogram,
         Prometheus: wait_seconds}
  Other: {Namespace: Example, Unit: Count, Statistic: Sum, Type: counter, Prometheus: other_total}
  Nameless: {Namespace: Example, Unit: Count, Statistic: Sum}
  Ratio: {Expression: 100 * Nameless / Other, Unit: Percent}
"""
COLLECTOR = """\
Collectors:
  backend:
    LogGroup: /example/metrics
    Scrape: [{Target: "localhost:3000", Metrics: [Queue, Wait]}]
"""
SEND = "let the service send it: `Otlp: {Metrics: [Wait]}`; "


def alarm(condition: str, more: str = "") -> str:
    """Return an alarm."""
    return (
        f"Alarms:\n  A:\n    Tier: high\n    Condition: {condition}\n    Actions: [alerts]\n{more}"
    )


def test_without_a_collector_nothing_is_said() -> None:
    """Specs that do not say how metrics come to CloudWatch stay valid."""
    assert found("not-exported", HEAD + alarm("Nameless > 5")) == []


@pytest.mark.parametrize(
    ("condition", "message", "help"),
    [
        ("Nameless > 5", "`A` watches `Nameless`, which no collector exports",
         "write under `Prometheus` in the catalogue how the service calls it"),
        ("Other > 5", "`A` watches `Other`, which no collector exports",
         "add it to the `Metrics` of the `Scrape`, or of the `Otlp`, of `backend`"),
        ("p95(Wait) > 1 second", "`A` watches p95 of `Wait`, which CloudWatch will not have",
         f"{SEND}of a histogram with buckets of its own CloudWatch gets no more than count and sum"),
        ("Maximum(Wait) > 1 second",
         "`A` watches Maximum of `Wait`, which CloudWatch will not have",
         f"{SEND}a histogram of Prometheus has neither minimum nor maximum, and both would be 0"),
    ],
)  # fmt: skip
def test_alarm_without_data_is_an_error(condition: str, message: str, help: str) -> None:
    """At the metric, with the alarm beside it and what to write."""
    (problem,) = found("not-exported", HEAD + COLLECTOR + alarm(condition))
    assert (problem.message, problem.help) == (message, help)
    assert problem.is_error
    assert pointers([problem]) == [("Metrics", message.split("`")[3])]
    assert [one.message for one in problem.related] == ["`A`"]


def test_operands_are_looked_at() -> None:
    """An expression has no data where one of its metrics has none."""
    assert messages("not-exported", HEAD + COLLECTOR + alarm("Ratio > 5%")) == [
        "`A` watches `Nameless`, which no collector exports",
        "`A` watches `Other`, which no collector exports",
    ]


@pytest.mark.parametrize(
    "text",
    [
        COLLECTOR + alarm("Queue > 5 events"),
        COLLECTOR + alarm("Queue > 5 events", "    Dimensions: {group: a}\n"),
        COLLECTOR + alarm("Wait > 1 second"),
        COLLECTOR.replace("Metrics: [Queue, Wait]", "NativeHistograms: yes")
        + alarm("p95(Wait) > 1 second"),
        COLLECTOR.replace("Wait]}]", "Other]}]\n    Otlp: {Metrics: [Wait]}")
        + alarm("Maximum(Wait) > 1 second"),
    ],
)
def test_alarm_with_data_is_right(text: str) -> None:
    """Whatever way it comes, where that has the statistic."""
    assert found("not-exported", HEAD + text) == []


def test_native_histograms_have_no_maximum() -> None:
    """Prometheus keeps none; the exporter would write 0, and the alarm never fire."""
    native = COLLECTOR.replace("Metrics: [Queue, Wait]", "NativeHistograms: yes")
    (message,) = messages("not-exported", HEAD + native + alarm("Maximum(Wait) > 1 second"))
    assert message == "`A` watches Maximum of `Wait`, which CloudWatch will not have"


def test_graph_without_data_is_a_warning() -> None:
    """Split by what is not exported, or with a statistic that is not there."""
    graph = """\
Dashboards:
  board:
    Rows:
      - - Title: Empty
          Metrics: [Other, p99(Wait), Average(Wait)]
"""
    problems = found("graph-not-exported", HEAD + COLLECTOR + graph)
    assert [(one.message, one.is_error) for one in problems] == [
        ("`Empty` shows `Other`, which no collector exports", False),
        ("`Empty` shows p99 of `Wait`, which CloudWatch will not have", False),
    ]


MISSING = COLLECTOR.replace("    LogGroup: /example/metrics\n", "")


def test_with_a_broken_collector_nothing_is_concluded() -> None:
    """What is wrong with it may be what exports the metric."""
    problems, _ = problems_of(HEAD + MISSING + alarm("Queue > 5 events"))
    assert [problem.rule for problem in problems] == ["missing-key"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Type: gauge,\n", "\n", "a collector exports `Queue`, and its `Type` is not written"),
        ("Unit: Milliseconds", "Unit: Bytes",
         "`wait_seconds` cannot be read in Bytes, the unit of `Wait`"),
        ("queue_events", "queue.events",
         "`queue.events` cannot be the name of a metric that is scraped"),
        ("wait_seconds", "queue_events", "`queue_events` cannot become two metrics of `Example`"),
        ("Statistic: Average", "MetricName: Queue, Statistic: Average",
         "`queue_events` and `wait_seconds` cannot both become `Queue`"),
    ],
)  # fmt: skip
def test_unclear_export_is_told(old: str, new: str, message: str) -> None:
    """What a collector cannot make of what the catalogue says."""
    text = HEAD.replace(old, new, 1) + COLLECTOR
    assert messages("unclear-export", text) == [message]


def test_one_metric_may_be_catalogued_twice() -> None:
    """With other dimensions, under another name here; its sets of dimensions are put together."""
    text = HEAD.replace(
        "  Other:",
        "  QueueOfGroup: {Namespace: Example, MetricName: Queue, Unit: Count of events,\n"
        "    Statistic: Maximum, Type: gauge, Prometheus: queue_events, Dimensions: {group: a}}\n  Other:",
    )
    specs = text + COLLECTOR.replace("[Queue, Wait]", "[Queue, QueueOfGroup]")
    assert messages("unclear-export", specs) == []
    assert messages("not-exported", specs + alarm("QueueOfGroup > 5 events")) == []
