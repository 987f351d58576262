"""What is wrong with one entry is shown at once, whatever stage of reading finds it."""

import pytest

from tests.specs.expanding import expanded

_FIFTEEN_MISTAKES = """\
Alarms:
  X:
    Tier: hihg
    Descripton: It is slow.
    Metric: Wait
    Statistic: p9x
    ComparisonOperator: ~
    Period: 90 minits
    EvaluationPeriods: none
    TreatMissingData: maybe
    Dimensions: {rout: pay}
    Actions:
      - alert
    Owner:
    Tags: {Tier: low}
    PropagateTags: [Colour]
    WarmUp: 90 seconds
    ActionsSuppressor: Y
    Runbook: [a]
    Environments:
      prodution: {Threshold: 5}
"""


def test_mistakes_of_all_sorts_in_one_alarm_are_shown_in_one_run() -> None:
    """Values, keys, names, what is missing and what does not go together."""
    found = expanded(_FIFTEEN_MISTAKES)
    assert sorted(found.messages) == sorted(
        [
            "bad-value: `Tier` cannot be `hihg`",
            "unknown-key: no key is called `Descripton` here",
            "bad-statistic: `p9x` is no statistic",
            "bad-value: `~` is no comparison",
            "missing-key: `Threshold` is missing",
            "bad-duration: `minits` is no unit of time",
            "bad-number: `none` is not a whole number from 1 up",
            "bad-value: `TreatMissingData` cannot be `maybe`",
            "unknown-dimension: `Wait` has no dimension `rout`",
            "unknown-topic: no topic is called `alert`",
            "missing-value: `Owner` has no value",
            "bad-tag: the tag `Tier` is the alarm's own `Tier`",
            "unknown-tag: the alarm has no tag `Colour`",
            "bad-warm-up: a warm-up takes whole minutes, at most 2 days of them",
            "unknown-alarm: no alarm is called `Y`",
            "bad-value: `Runbook` takes one value",
            "unknown-environment: no environment is called `prodution`",
        ]
    )
    assert found.monitoring.alarms == ()


@pytest.mark.parametrize(
    "kind",
    ["Threshold", "AnomalyDetection", "Composite", "MetricsInsights", "Log", "PromQL"],
)
def test_alarm_of_any_kind_is_looked_at_though_everything_is_missing(kind: str) -> None:
    """What is missing is one problem, and nothing is found in what stands in for it."""
    needs = "" if kind in ("PromQL", "Composite", "Log", "MetricsInsights") else ", Metric: Lag"
    found = expanded(
        f"Alarms: {{X: {{Kind: {kind}{needs}, Actions: [alert], WarmUp: 1 second}}}}\n"
    )
    missing, *others = sorted(found.messages, key=lambda one: not one.startswith("missing-key"))
    assert missing.startswith("missing-key: `Tier`")
    assert sorted(others) == [
        "bad-warm-up: a warm-up takes whole minutes, at most 2 days of them",
        "unknown-topic: no topic is called `alert`",
    ]
    assert found.monitoring.alarms == ()


@pytest.mark.parametrize(
    ("actions", "carets"),
    [
        (
            "[{SNS Topc: alerts}, alert, [alerts], alerts, notice]",
            ["SNS Topc", "alert", "[alerts]", "notice"],
        ),
        ("[alert, {SNS Topic: }, {SNS Topic: [a]}]", ["alert", "}", "[a]"]),
        ("[[a], [b]]", ["[a]", "[b]"]),
    ],
)
def test_item_of_a_list_hides_no_other(actions: str, carets: list[str]) -> None:
    """What cannot be read is told beside names that nothing has, each at its own item."""
    found = expanded(f"Alarms: {{X: {{Tier: low, Condition: Lag > 5, Actions: {actions}}}}}\n")
    assert found.carets == carets, found.shown


def test_metric_is_looked_at_though_something_is_missing() -> None:
    """Of both sorts of metric."""
    found = expanded(
        "Metrics:\n  M: {Unit: Percnt, DimensionSets: [[user_id]]}\n  C: {Expression: Lag * Lg}\n"
    )
    assert sorted(one.partition(":")[0] for one in found.messages) == [
        "bad-unit", "high-cardinality-dimension", "missing-key", "missing-key", "unknown-metric",
    ]  # fmt: skip


def test_one_of_two_keys_is_needed() -> None:
    """Both are called missing, unless a mistyped key was meant for it."""
    shown = expanded(
        "Alarms: {X: {Tier: low, Mtric: Lag, ComparisonOperator: '>', Threshold: 5}}\n"
    )
    assert shown.messages == ["unknown-key: no key is called `Mtric` here"]
    shown = expanded("Alarms: {X: {Tier: low, ComparisonOperator: '>', Threshold: 5}}\n")
    assert shown.messages == ["missing-key: `Metric` or `Expression` is missing"]
    assert "= help: the metric it watches, of `Metrics:`" in shown.shown


def test_what_cannot_be_read_at_all_is_one_problem() -> None:
    """Neither a list nor a text is an alarm."""
    for written in ("[a]", "low"):
        found = expanded(f"Alarms: {{X: {written}}}\n")
        assert found.messages == ["bad-value: keys and values are expected here"]


@pytest.mark.parametrize(
    ("keys", "message", "caret"),
    [
        ("Kind: Treshold", "unknown-kind: no kind is called `Treshold` here", "Treshold"),
        ("Kind: [Log]", "bad-value: `Kind` takes one value", "[Log]"),
        ("Kind: ", "missing-value: `Kind` has no value", None),
        ("Knd: Log", "unknown-key: no key is called `Knd` here", "Knd"),
    ],
)
def test_mistake_in_the_kind_is_shown_alone(keys: str, message: str, caret: str | None) -> None:
    """What else the entry may say depends on it."""
    found = expanded(f"Alarms: {{X: {{{keys}, Colour: red}}}}\n")
    assert found.messages == [message]
    assert caret is None or found.carets == [caret]
