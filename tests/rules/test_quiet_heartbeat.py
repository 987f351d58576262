"""Which alarms are there to notice that nothing happens."""

import pytest

from tests.rules.finding import found, messages, pointers

NAME = "quiet-heartbeat"


@pytest.mark.parametrize(
    ("keys", "count"),
    [
        ("Condition: Heartbeats < 1, TreatMissingData: notBreaching", 1),
        ("Condition: Heartbeats <= 1, TreatMissingData: ignore", 1),
        ("Condition: Heartbeats < 1, TreatMissingData: missing", 0),
        ("Condition: Heartbeats < 1, TreatMissingData: breaching", 0),
        ("Condition: Heartbeats > 1, TreatMissingData: notBreaching", 0),
        ("Condition: Heartbeats >= 1, TreatMissingData: ignore", 0),
        ("Condition: Memory < 1%, TreatMissingData: notBreaching", 0),
        ("Condition: Latency < 1 ms, TreatMissingData: notBreaching", 0),
        ("Condition: SampleCount(Latency) < 1 ms, TreatMissingData: notBreaching", 1),
        ("Condition: Difference < 1, TreatMissingData: notBreaching", 0),
        ("Condition: Heartbeats < 9, MinimumSamples: 2, TreatMissingData: ignore", 0),
    ],
)
def test_alarm_on_too_few(keys: str, count: int) -> None:
    """A stored count that is too low must not be taken for good when there is none of it."""
    text = (
        "Metrics:\n  Difference: {Expression: Requests - Errors, Unit: Count}\n"
        f"Alarms:\n  A: {{Tier: high, Actions: [alerts], {keys}}}\n"
    )
    assert len(messages(NAME, text)) == count


def test_setting_of_the_metric_is_shown() -> None:
    """Where the metric says what silence means, both places are named."""
    text = """\
Metrics:
  Beats:
    Namespace: Example
    Unit: Count
    Statistic: Sum
    TreatMissingData: ignore
Alarms:
  A: {Tier: high, Actions: [alerts], Condition: Beats < 1}
"""
    (problem,) = found(NAME, text)
    assert problem.message == "`A` stays quiet when `Beats` stops: no data changes nothing"
    assert pointers([problem]) == [("Alarms", "A")]
    (related,) = problem.related
    assert (related.message, related.origin.pointer) == (
        "`ignore` is the metric's",
        ("Metrics", "Beats"),
    )
