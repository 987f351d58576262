"""The thresholds of alarms on the graphs of their metrics."""

import pytest

from eventflow_monitoring.model.widget import Fill, HorizontalLine
from tests.specs.showing import graph_of

LAG = "Lag > 5000 for 10 minutes"


def lines_on(graph: str, *conditions: str, keys: str = "Tier: high") -> tuple[HorizontalLine, ...]:
    """Return the lines on a graph, beside alarms with some conditions."""
    alarms = "".join(
        f"  A{number}: {{{keys}, Condition: {condition}}}\n"
        for number, condition in enumerate(conditions)
    )
    return graph_of(graph, f"Alarms:\n{alarms}").horizontal


def test_line_says_when_the_alarm_fires() -> None:
    """Its name, threshold and window, in the colour of its tier, shaded where it breaches."""
    over, under = "A0 > 5,000 events for 10 minutes", "A0 ≤ 5 % for 4 minutes"
    assert lines_on("Metrics: [Lag]", LAG) == (
        HorizontalLine(value=5_000, label=over, color="#ff7f0e", fill=Fill.ABOVE, alarm="A0"),
    )
    (line,) = lines_on("Metrics: [Load]", "Load <= 5% for 4 minutes")
    assert line == HorizontalLine(
        value=5, label=under, color="#ff7f0e", fill=Fill.BELOW, alarm="A0"
    )


@pytest.mark.parametrize(
    ("tier", "color"),
    [("critical", "#d62728"), ("high", "#ff7f0e"), ("medium", "#9467bd"), ("low", "#7f7f7f")],
)
def test_every_tier_has_a_colour(tier: str, color: str) -> None:
    """By which one sees how bad it would be."""
    (line,) = lines_on("Metrics: [Lag]", LAG, keys=f"Tier: {tier}")
    assert line.color == color


def test_line_stands_after_those_that_are_written() -> None:
    """Every alarm on a metric of the graph has one."""
    found = lines_on("Metrics: [Wait, Lag], Annotations: [{Value: 9}]", LAG, "Wait > 2 minutes")
    assert [line.value for line in found] == [9, 5_000, 120]


def test_line_is_measured_by_the_axis_of_its_metric() -> None:
    """On the right where that is."""
    graph = "Metrics: [Wait, {Metric: Lag, Axis: right}]"
    assert [(line.value, line.right) for line in lines_on(graph, LAG, "Wait > 2 minutes")] == [
        (5_000, True),
        (120, False),
    ]


@pytest.mark.parametrize(
    ("graph", "condition", "drawn"),
    [
        # The statistic is that of the alarm.
        ("Metrics: [Wait]", "Wait > 5", True),
        ("Metrics: [p99(Wait)]", "Wait > 5", False),
        ("Metrics: [p99(Wait)]", "p99(Wait) > 5", True),
        ("Metrics: [p95(Wait)]", "Wait > 5", True),
        ("Metrics: [p50(Wait), p95(Wait)]", "Wait > 5", True),
        # What is counted grows with the period, what is measured does not.
        ("Metrics: [Wait], Period: 5 minutes", "Wait > 5", True),
        ("Metrics: [Seen]", "Seen > 5", True),
        ("Metrics: [Seen], Period: 5 minutes", "Seen > 5", False),
        ("Metrics: [Seen], Period: 5 minutes", "Seen > 5 over 5 minutes", True),
        ("Metrics: [Seen]", "Seen > 5 over 5 minutes", False),
        ("Metrics: [{Metric: Seen, Period: 5 minutes}]", "Seen > 5 over 5 minutes", True),
        ("Metrics: [{Metric: Seen, Period: 5 minutes}]", "Seen > 5", False),
        ("Metrics: [SampleCount(Lag)], Period: 2 minutes", "SampleCount(Lag) > 5", False),
        ("Metrics: [Maximum(Seen)], Period: 2 minutes", "Maximum(Seen) > 5", True),
        # A share is one whatever the period.
        ("Metrics: [Share]", "Share > 5%", True),
        ("Metrics: [Share], Period: 1 hour", "Share > 5%", True),
        # Another metric, other dimensions, another place.
        ("Metrics: [Load]", LAG, False),
        ("Metrics: [{Metric: Wait, Dimensions: {route: pay}}]", "Wait > 5", False),
        ("Metrics: [{Metric: Lag, Region: eu-west-1}]", LAG, False),
        ("Metrics: [{Metric: Lag, Account: 333333333333}]", LAG, False),
        ("Metrics: [Lag], Region: eu-west-1", LAG, False),
        ("Metrics: [Lag], Account: 333333333333", LAG, False),
        # Its own account and region are those of the alarm.
        ("Metrics: [Lag], Account: 111111111111, Region: us-east-1", LAG, True),
        ("Metrics: [{Metric: Lag, Account: 111111111111, Region: us-east-1}]", LAG, True),
        # Only where there is an axis for it.
        ("View: stacked, Metrics: [Lag]", LAG, True),
        ("View: gauge, Metrics: [Load]", "Load > 5%", True),
        ("View: bar, Metrics: [Lag]", LAG, False),
        ("View: pie, Metrics: [Lag]", LAG, False),
        ("View: number, Metrics: [Lag]", LAG, False),
        ("View: table, Metrics: [Lag]", LAG, False),
        # Switched off.
        ("Metrics: [Lag], AlarmThresholds: no", LAG, False),
    ],
)  # fmt: skip
def test_threshold_is_drawn_where_it_can_be_compared(
    graph: str, condition: str, *, drawn: bool
) -> None:
    """With the same statistic of the same metric and, of what is counted, over the same period."""
    assert [line.label is not None for line in lines_on(graph, condition)] == [True] * drawn


@pytest.mark.parametrize(
    ("graph", "condition", "drawn"),
    [
        ("{Metric: Maximum(Wait), By: [route]}", "Maximum(Wait) > 5", True),
        ("{Metric: Minimum(Wait), By: [route]}", "Minimum(Wait) < 5", True),
        ("{Metric: Maximum(Wait), By: [route]}", "Maximum(Wait) < 5", False),
        ("{Metric: Wait, By: [route]}", "Wait > 5", False),
    ],
)
def test_threshold_of_all_is_drawn_for_each_where_it_is_that_of_one(
    graph: str, condition: str, *, drawn: bool
) -> None:
    """The largest of all is the largest of one of them; their percentiles have nothing to do with it."""
    assert len(lines_on(f"Metrics: [{graph}]", condition)) == drawn


def test_alarm_on_chosen_dimensions_is_drawn_on_their_graph() -> None:
    """And on no other."""
    keys = "Tier: high, Dimensions: {route: pay}"
    chosen = "Metrics: [{Metric: Wait, Dimensions: {route: pay}}]"
    other = "Metrics: [{Metric: Wait, Dimensions: {route: buy}}]"
    assert len(lines_on(chosen, "Wait > 5", keys=keys)) == 1
    assert lines_on(other, "Wait > 5", keys=keys) == ()
    assert lines_on("Metrics: [Wait]", "Wait > 5", keys=keys) == ()


def test_alarm_that_is_not_deployed_has_no_line() -> None:
    """There is nothing that would fire."""
    assert lines_on("Metrics: [Lag]", LAG, keys="Tier: high, Enabled: no") == ()


def test_order_of_alarms_changes_nothing() -> None:
    """Moving one within its file leaves the graph as it is."""
    alarms = ["  B: {Tier: low, Condition: Lag > 5}\n", "  A: {Tier: high, Condition: Lag > 9}\n"]
    found = [
        graph_of("Metrics: [Lag]", "Alarms:\n" + "".join(order)).horizontal
        for order in (alarms, alarms[::-1])
    ]
    assert found[0] == found[1]


def test_alarm_without_a_threshold_has_no_line() -> None:
    """An anomaly has a band of its own."""
    alarms = "Alarms:\n  A: {Kind: AnomalyDetection, Tier: high, Metric: Lag}\n"
    assert graph_of("Metrics: [Lag]", alarms).horizontal == ()


def test_a_difference_of_counts_grows_with_the_period() -> None:
    """As each of them does, so its threshold is drawn over the same period alone."""
    catalogue = "Metrics:\n  Open: {Expression: Seen - Seen / 2, Unit: Count}\n"
    alarms = "Alarms:\n  A: {Tier: high, Condition: Open > 5}\n"
    assert len(graph_of("Metrics: [Open]", catalogue + alarms).horizontal) == 1
    assert graph_of("Metrics: [Open], Period: 1 hour", catalogue + alarms).horizontal == ()
