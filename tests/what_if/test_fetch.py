"""Queries that fetch the data of an alarm from CloudWatch."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import boto3
import pytest
from botocore.stub import Stubber

from eventflow_monitoring.model.alarm import Alarm, Suppressor
from eventflow_monitoring.model.metric import HealthCheckId
from eventflow_monitoring.model.trigger import MinimumSamples
from eventflow_monitoring.what_if.ask import Circumstances, ask
from eventflow_monitoring.what_if.data import read_table
from eventflow_monitoring.what_if.fetch import queries_of
from eventflow_monitoring.what_if.mistake import QuestionError
from tests.simulate.models import (
    LATENCY,
    REQUESTS,
    alarm,
    composite,
    computed,
    monitoring,
    threshold,
)

BILLING = replace(LATENCY, dimensions=(("group", "billing"),), picked=(("group", "billing"),))
SHARE = computed("a / b", a=BILLING, b=REQUESTS)
BUSY = alarm("Busy", threshold(metric=REQUESTS, period=300))


def read(about: Alarm, *others: Alarm) -> list[tuple[str, int]]:
    """Return label and period of each query of an alarm."""
    model = monitoring(about, *others, metrics=(LATENCY, REQUESTS))
    return [(one["Label"], one["MetricStat"]["Period"]) for one in queries_of(model, about)]


def test_what_follows_from_minutes_is_fetched_by_the_minute() -> None:
    """Sums and extremes over five minutes follow from those of each minute."""
    assert read(alarm("A", threshold(metric=SHARE, period=300))) == [
        ("Maximum(Latency{group=billing})", 60),
        ("Sum(Requests)", 60),
    ]


def test_shorter_periods_are_fetched_as_they_are() -> None:
    """A period of ten seconds does not follow from minutes."""
    assert read(alarm("A", threshold(period=10))) == [("Maximum(Latency)", 10)]


def test_what_does_not_follow_from_minutes_is_fetched_by_the_period() -> None:
    """A percentile of five minutes does not follow from those of minutes."""
    trigger = threshold(statistic="p95", period=300, minimum_samples=MinimumSamples(5, REQUESTS))
    assert read(alarm("A", trigger)) == [("p95(Latency)", 300), ("Sum(Requests)", 300)]


def test_count_of_the_same_metric_is_not_fetched() -> None:
    """A metric has one series; how many samples a value stands for is said apart."""
    trigger = threshold(statistic="p95", minimum_samples=MinimumSamples(5, None))
    assert read(alarm("A", trigger)) == [("p95(Latency)", 60)]


def test_children_of_a_composite_are_fetched_and_a_suppressor_is_not() -> None:
    """What decides the state is fetched, each metric once."""
    both = alarm("Both", composite("ALARM(Slow) AND ALARM(Busy)"))
    assert read(both, alarm("Slow"), BUSY) == [("Maximum(Latency)", 60), ("Sum(Requests)", 60)]
    held = alarm("Held", suppressor=Suppressor("Busy", "Busy", wait=60, extension=60))
    assert read(held, BUSY) == [("Maximum(Latency)", 60)]


@pytest.mark.parametrize(
    ("about", "others", "message"),
    [
        (
            alarm("Both", composite("ALARM(Slow) AND ALARM(Busy)")),
            (alarm("Slow", threshold(statistic="p95")), BUSY),
            "over periods of several lengths",
        ),
        (
            alarm(
                "A",
                threshold(
                    metric=replace(LATENCY, dimensions=(("HealthCheckId", HealthCheckId("api")),))
                ),
            ),
            (),
            "the health check `api`, whose id",
        ),
        (alarm("Both", composite("ALARM(Else)")), (), "reads no metric that could be fetched"),
    ],
)
def test_what_cannot_be_fetched(about: Alarm, others: tuple[Alarm, ...], message: str) -> None:
    """Queries that cannot be written are refused with the reason."""
    with pytest.raises(QuestionError, match=message):
        read(about, *others)


def test_aws_takes_the_queries_and_the_answer_is_read() -> None:
    """CloudWatch's client takes the queries, and its answer, as its command line prints it, is data."""
    about = alarm("A", threshold(metric=SHARE, period=300))
    model = monitoring(about, metrics=(LATENCY, REQUESTS))
    queries = queries_of(model, about)
    start, end = datetime(2026, 1, 5, 9, tzinfo=UTC), datetime(2026, 1, 5, 9, 2, tzinfo=UTC)
    answer = {
        "MetricDataResults": [
            {"Id": one["Id"], "Label": one["Label"], "Timestamps": [end, start], "Values": [2, 1]}
            for one in queries
        ]
    }
    client = boto3.client(
        "cloudwatch", "us-east-1", aws_access_key_id="a", aws_secret_access_key="b"
    )
    request = {"MetricDataQueries": queries, "StartTime": start, "EndTime": end}
    with Stubber(client) as stubbed:
        stubbed.add_response("get_metric_data", answer, request)
        printed = json.dumps(client.get_metric_data(**request), default=lambda one: one.isoformat())
    table = read_table(printed, None, "data")
    question = ask(model, about, [], Circumstances(), table)
    assert {name: (one.statistic, one.values) for name, one in question.series.items()} == {
        "Latency{group=billing}": ("Maximum", (1, 2)),
        "Requests": ("Sum", (1, 2)),
    }
