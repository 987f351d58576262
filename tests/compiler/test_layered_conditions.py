"""Conditions in layers: each is taken apart where it stands, and its parts are replaced one by one."""

import pytest

from eventflow_monitoring.model.trigger import Comparison, ThresholdTrigger
from tests.compiler.layering import alarms, compiled, marked, problems


def trigger_of(specs: str, environment: str = "production") -> ThresholdTrigger:
    """Return when the alarm A of specs fires."""
    trigger = alarms(specs)[environment]["A"].trigger
    assert isinstance(trigger, ThresholdTrigger)
    return trigger


def window_of(upper: str, lower: str) -> tuple[int, int, int]:
    """Return period, N and M of an alarm that says one thing over a template that says another."""
    keys = (
        ""
        if "Condition" in upper + lower
        else "Metric: Lag, ComparisonOperator: '>', Threshold: 1, "
    )
    specs = (
        f"Templates: {{T: {{Tier: low, {keys}{lower}}}}}\nAlarms:\n  A: {{Extends: T, {upper}}}\n"
    )
    evaluation = trigger_of(specs).evaluation
    return evaluation.period, evaluation.evaluation_periods, evaluation.datapoints_to_alarm


def test_threshold_of_an_override_replaces_that_of_the_condition() -> None:
    """The rest of the condition stays."""
    specs = (
        "Alarms:\n  A:\n    Tier: low\n    Condition: Lag > 5 for 10 minutes\n"
        "    Environments: {staging: {Threshold: 50 events}}\n"
    )
    for environment, threshold in (("production", 5), ("staging", 50)):
        trigger = trigger_of(specs, environment)
        assert (trigger.threshold, trigger.evaluation.evaluation_periods) == (threshold, 10)


def test_condition_of_an_override_replaces_the_long_form() -> None:
    """Part by part; what it does not say stays."""
    specs = (
        "Alarms:\n  A:\n    Tier: low\n    Metric: Wait\n    Statistic: Maximum\n"
        "    ComparisonOperator: GreaterThanThreshold\n    Threshold: 1 second\n    Period: 5 minutes\n"
        "    EvaluationPeriods: 4\n    DatapointsToAlarm: 2\n"
        "    Environments: {staging: {Condition: Wait >= 3 seconds for 10 minutes}}\n"
    )
    before, after = trigger_of(specs), trigger_of(specs, "staging")
    assert (before.comparison, before.threshold) == (Comparison.GREATER, 1)
    assert (after.comparison, after.threshold) == (Comparison.GREATER_OR_EQUAL, 3)
    assert (before.statistic, after.statistic) == ("Maximum", "Maximum")
    evaluation = after.evaluation
    assert (evaluation.period, evaluation.evaluation_periods) == (300, 2)
    assert evaluation.datapoints_to_alarm == 2


@pytest.mark.parametrize(
    ("upper", "lower", "window"),
    [
        # `For` above replaces both counts below, and the other way round.
        ("For: 10 minutes", "EvaluationPeriods: 4, DatapointsToAlarm: 2", (60, 10, 10)),
        ("EvaluationPeriods: 4", "For: 10 minutes", (60, 4, 4)),
        ("EvaluationPeriods: 4", "EvaluationPeriods: 5, DatapointsToAlarm: 2", (60, 4, 2)),
        ("DatapointsToAlarm: 2", "For: 10 minutes", (60, 10, 2)),
        ("Period: 5 minutes", "For: 10 minutes", (300, 2, 2)),
        # A condition says as much as the keys that it stands for.
        ("Condition: Lag > 1 for 5 minutes", "EvaluationPeriods: 4", (60, 5, 5)),
        ("Condition: Lag > 1 for 3 periods", "For: 10 minutes, DatapointsToAlarm: 2", (60, 3, 3)),
        ("Condition: Lag > 1 for 3 of 4 periods", "DatapointsToAlarm: 2", (60, 4, 3)),
        ("Condition: Lag > 1 over 5 minutes", "For: 10 minutes", (300, 1, 1)),
        ("Condition: Lag > 1 over 5 minutes", "EvaluationPeriods: 4", (300, 1, 1)),
        ("Condition: Lag > 1 over 5 minutes", "DatapointsToAlarm: 2", (300, 1, 1)),
        ("Condition: Lag > 1", "EvaluationPeriods: 4, DatapointsToAlarm: 2", (60, 4, 2)),
        # That all data points of a condition must breach goes for those of the condition.
        ("EvaluationPeriods: 4", "Condition: Lag > 1 for 3 periods", (60, 4, 4)),
        ("EvaluationPeriods: 4", "Condition: Lag > 1 over 5 minutes", (300, 4, 4)),
        ("EvaluationPeriods: 4", "Condition: Lag > 1 for 2 of 3 periods", (60, 4, 2)),
        ("For: 10 minutes", "Condition: Lag > 1 over 5 minutes", (300, 2, 2)),
        # How many data points `over` looks at may be said beside it.
        ("Condition: Lag > 1 over 5 minutes, EvaluationPeriods: 3", "For: 1 hour", (300, 3, 3)),
        ("Condition: Lag > 1 over 5 minutes, For: 15 minutes", "Period: 1 minute", (300, 3, 3)),
        ("Condition: Lag > 1 over 5 minutes, DatapointsToAlarm: 2", "EvaluationPeriods: 3",
         (300, 3, 2)),
    ],
)  # fmt: skip
def test_what_says_the_same_in_other_words_is_replaced(
    upper: str, lower: str, window: tuple[int, int, int]
) -> None:
    """Of the ways to say how long, the uppermost counts."""
    assert window_of(upper, lower) == window


def test_metric_above_replaces_an_expression_below_and_its_unit() -> None:
    """And an expression above a metric with its statistic and dimensions."""
    template = "Templates: {T: {Tier: low, Expression: Lag * 2, Unit: Percent, Statistic: Sum}}\n"
    trigger = trigger_of(
        template.replace(", Statistic: Sum", "") + "Alarms: {A: {Extends: T, Condition: Lag > 5}}\n"
    )
    assert (trigger.metric.name, trigger.metric.unit.name) == ("Lag", "Count")
    template = "Templates: {T: {Tier: low, Metric: Lag, Statistic: Sum, Threshold: 5, Dimensions: {a: b}}}\n"
    trigger = trigger_of(
        template + "Alarms: {A: {Extends: T, Expression: Lag * 2, ComparisonOperator: '>'}}\n"
    )
    assert (trigger.metric.name, trigger.statistic) == ("A", None)


@pytest.mark.parametrize(
    ("keys", "key"),
    [
        ("Condition: Lag > 5, Threshold: 6", "Threshold"),
        ("Condition: Lag > 5, Threshold: 5 events", "Threshold"),
        ("Condition: Lag > 5, Metric: Wait", "Metric"),
        ("Condition: p95(Lag) > 5, Statistic: p99", "Statistic"),
        ("Condition: Lag > 5, ComparisonOperator: LessThanThreshold", "ComparisonOperator"),
        ("Condition: Lag > 5, ComparisonOperator: '>='", "ComparisonOperator"),
        ("Condition: Lag > 5 for 5 minutes, For: 6 minutes", "For"),
        ("Condition: Lag > 5 over 5 minutes, Period: 1 minute", "Period"),
        ("Condition: Lag > 5 for 5 periods, EvaluationPeriods: 6", "EvaluationPeriods"),
        ("Condition: Lag > 5 for 5 periods, DatapointsToAlarm: 3", "DatapointsToAlarm"),
    ],
)
def test_key_beside_a_condition_must_not_say_something_else(keys: str, key: str) -> None:
    """Both places are shown; whichever was meant, one of them must go."""
    shown = problems(f"Alarms:\n  A: {{Tier: low, {keys}, Actions: [alerts]}}\n")
    assert shown.startswith(f"error[conflicting-condition]: the condition says another `{key}`\n")
    assert "= help: say it once" in shown
    assert "= note: in the condition: specs.yaml:2:" in shown
    value = keys.rpartition(f"{key}: ")[2]
    assert marked(shown) == [f"specs.yaml:2 {value.strip()}"]


@pytest.mark.parametrize(
    "keys",
    [
        "Condition: Lag > 5, Threshold: 5",
        "Condition: Lag > 5, Metric: Lag, ComparisonOperator: '>'",
        "Condition: Lag > 5, ComparisonOperator: GreaterThanThreshold",
        "Condition: Lag ≤ 5, ComparisonOperator: LessThanOrEqualToThreshold",
        "Condition: Lag > 5 for 5 periods, DatapointsToAlarm: 5",
    ],
)
def test_key_beside_a_condition_may_say_the_same(keys: str) -> None:
    """Saying a thing twice is no mistake, nor is saying a sign by its name."""
    assert alarms(f"Alarms:\n  A: {{Tier: low, {keys}}}\n")["production"]["A"]


@pytest.mark.parametrize(
    ("condition", "message", "carets"),
    [
        ("Lag", "bad-condition: the condition compares nothing", "Lag"),
        ("''", "missing-value: `Condition` has no value", "''"),
        ("[Lag > 5]", "bad-value: `Condition` takes one value", "[Lag > 5]"),
        ("'Lag > 5 for'", "bad-condition: `for` says nothing", "for"),
        ("Lg > 5", "unknown-metric: no metric is called `Lg`", "Lg"),
        ("Averge(Lag) > 5", "bad-statistic: `Averge` is no statistic", "Averge"),
        ("Lag > 5 evnts", "bad-unit: `evnts` does not fit a metric in Count of events", "5 evnts"),
        ("Lag > five", "bad-number: `five` does not begin with a number", "five"),
        ("Lag > 5 for 10 minits", "bad-duration: `minits` is no unit of time", "10 minits"),
        ("Lag > 5 over ten", "bad-duration: `ten` is not a duration", "ten"),
        ("Lag > 5 for 0 periods", "bad-number: `0` is not a whole number from 1 up", "0"),
        ("Lag > 5 for 0 of 3 periods", "bad-number: `0` is not a whole number from 1 up", "0"),
        ("Lag > 5 for 90 seconds",
         "bad-window: `90 seconds` is not a whole number of periods of 1 minute", "90 seconds"),
    ],
)  # fmt: skip
def test_mistake_in_a_condition_is_shown_once_under_its_part(
    condition: str, message: str, carets: str
) -> None:
    """Wherever the condition stands: at the alarm, in a template, a default or an override."""
    alarm = "Alarms:\n  A:\n    Tier: high\n    Actions: [alerts]\n"
    override = "    Condition: Lag > 5\n    Environments:\n      staging:\n"
    for specs, line in (
        (f"{alarm}    Condition: {condition}\n", 5),
        (f"{alarm}    Extends: T\nTemplates:\n  T:\n    Condition: {condition}\n", 8),
        (f"{alarm}Defaults:\n  Alarms:\n    Condition: {condition}\n", 7),
        (f"{alarm}{override}        Condition: {condition}\n", 8),
    ):
        found = compiled(specs)
        assert found.messages == [message]
        assert marked(found.shown) == [f"specs.yaml:{line} {carets}"]


def test_variables_in_a_condition_are_replaced_before_it_is_judged() -> None:
    """The caret stands where the variable was written."""
    specs = "Alarms:\n  A: {Tier: high, Condition: 'Lag > ${Environment}', Actions: [alerts]}\n"
    found = compiled(specs)
    assert found.messages[0] == "bad-number: `production` does not begin with a number"
    assert marked(found.shown)[0] == "specs.yaml:2 ${Environment}"
    assert "no variable is called `${Limit}`" in problems(specs.replace("Environment", "Limit"))
