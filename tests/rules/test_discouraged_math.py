"""What of an expression is advised against, and where that is shown."""

from tests.rules.finding import found, messages, pointers

NAME = "discouraged-math"
_ALARM = 'Tier: high, Actions: [alerts], ComparisonOperator: ">", Threshold: 5'


def test_part_of_an_alarms_own_expression_is_shown() -> None:
    """The caret stands under the function in what was written, not in what CloudWatch is sent."""
    text = f"Alarms:\n  A: {{Expression: Lag * 2 + RATE(Requests), {_ALARM}}}\n"
    (problem,) = found(NAME, text)
    assert problem.origin is not None
    assert problem.origin.within is not None
    start, end = problem.origin.within
    assert "Lag * 2 + RATE(Requests)"[start:end] == "RATE"
    assert str(problem.help).startswith("watch the metric itself")


def test_metric_of_the_catalogue_is_shown_once() -> None:
    """An alarm is told of each function of its metric once, with the place of the metric."""
    text = f"""\
Metrics:
  Both: {{Expression: "FILL(Lag, 0) + FILL(Requests, 0) + RUNNING_SUM(Errors)", Unit: Count}}
Alarms:
  A: {{Metric: Both, {_ALARM}}}
"""
    problems = found(NAME, text)
    assert [one.message.split("`")[1] for one in problems] == ["FILL", "RUNNING_SUM"]
    assert pointers(problems) == [("Alarms", "A", "Metric")] * 2
    assert {one.related[0].origin.pointer for one in problems} == {("Metrics", "Both")}


def test_metric_that_no_alarm_watches_is_fine() -> None:
    """A graph shows all points there are, and these functions with them."""
    assert messages(NAME, "Metrics:\n  Known: {Expression: 'FILL(Lag, 0)', Unit: Count}\n") == []


def test_anomaly_alarm_is_looked_at_too() -> None:
    """A band around an expression is made of the same points."""
    text = (
        "Alarms:\n  A: {Kind: AnomalyDetection, Tier: high, Actions: [alerts], "
        'Expression: "FILL(Lag, 0)"%s}\n'
    )
    assert len(messages(NAME, text % "")) == 1
    assert messages(NAME, text % ", EvaluationPeriods: 3, DatapointsToAlarm: 2") == []


def test_expression_too_long_to_be_read_again_is_left_alone() -> None:
    """The model's parentheses nest deeper than what was written; that is no mistake."""
    expression = " + ".join(["RATE(Requests)"] * 40)
    text = f"Metrics:\n  Long: {{Expression: {expression}, Unit: Count}}\n"
    assert messages(NAME, f"{text}Alarms:\n  A: {{Metric: Long, {_ALARM}}}\n") == []
