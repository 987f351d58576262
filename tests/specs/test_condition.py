"""A condition in one line, taken apart: every form, and every mistake under its caret."""

import pytest

from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.specs.condition import parse_condition

EXAMPLE = "such as `ConsumerLag > 10,000 events for 10 minutes`"


def keys_of(text: str) -> dict[str, str]:
    """Return the long form of a condition."""
    return {key: value for key, (value, _) in parse_condition(text).items()}


def _missing(length: str) -> str:
    return f"write `for {length}`, or `over {length}` where that is one data point"


def mistake_in(text: str) -> tuple[str, str, str | None]:
    """Return what is wrong with a condition: the message, the text under the caret, the help."""
    with pytest.raises(ExpressionError) as caught:
        parse_condition(text)
    error = caught.value
    return error.message, text[error.span.start : error.span.end], error.help


@pytest.mark.parametrize("comparison", [">", ">=", "≥", "<", "<=", "≤"])
@pytest.mark.parametrize("space", ["", " ", "  ", "\t"])
def test_comparison_stands_between_metric_and_threshold(comparison: str, space: str) -> None:
    """Every sign that CloudWatch has a name for is read, with and without spaces around it."""
    assert keys_of(f"Lag{space}{comparison}{space}10,000 events") == {
        "Metric": "Lag",
        "ComparisonOperator": comparison,
        "Threshold": "10,000 events",
    }


@pytest.mark.parametrize(
    ("subject", "statistic", "metric"),
    [
        ("Latency", None, "Latency"),
        ("p95(Latency)", "p95", "Latency"),
        ("p99.9( Latency )", "p99.9", "Latency"),
        ("PR(:0.1)(Latency)", "PR(:0.1)", "Latency"),
        ("TM(10%:90%)(Latency)", "TM(10%:90%)", "Latency"),
        ("Averge(Latency)", "Averge", "Latency"),
        ("p95(A metric of words)", "p95", "A metric of words"),
        ("100 * Errors / Requests", None, "100 * Errors / Requests"),
        ("Logins in Europe", None, "Logins in Europe"),
    ],
)
def test_metric_may_stand_in_a_statistic(subject: str, statistic: str | None, metric: str) -> None:
    """What stands before the comparison is a metric, or a statistic around one."""
    said = {"Metric": metric, "ComparisonOperator": "<", "Threshold": "-5"}
    said |= {} if statistic is None else {"Statistic": statistic}
    assert keys_of(f"{subject} < -5") == said


@pytest.mark.parametrize(
    ("window", "keys"),
    [
        ("", {}),
        ("for 10 minutes", {"For": "10 minutes"}),
        ("for 5m", {"For": "5m"}),
        ("for 3 of 5 periods", {"EvaluationPeriods": "5", "DatapointsToAlarm": "3"}),
        ("for 3 out of 5 periods", {"EvaluationPeriods": "5", "DatapointsToAlarm": "3"}),
        ("for 3  of  5  data points", {"EvaluationPeriods": "5", "DatapointsToAlarm": "3"}),
        ("for 1 period", {"EvaluationPeriods": "1", "DatapointsToAlarm": "1"}),
        ("for 4 datapoints", {"EvaluationPeriods": "4", "DatapointsToAlarm": "4"}),
        (
            "over 5 minutes",
            {"Period": "5 minutes", "EvaluationPeriods": "1", "DatapointsToAlarm": "1"},
        ),
        (
            "in 1 minute",
            {"Period": "1 minute", "EvaluationPeriods": "1", "DatapointsToAlarm": "1"},
        ),
        ("over 5 minutes for 1 hour", {"Period": "5 minutes", "For": "1 hour"}),
        ("for 1 hour over 5 minutes", {"Period": "5 minutes", "For": "1 hour"}),
        (
            "over 5 minutes for 2 of 3 periods",
            {"Period": "5 minutes", "EvaluationPeriods": "3", "DatapointsToAlarm": "2"},
        ),
        (
            "for 2 of 3 periods in 5 minutes",
            {"Period": "5 minutes", "EvaluationPeriods": "3", "DatapointsToAlarm": "2"},
        ),
    ],
)
def test_how_long_is_a_period_a_time_or_a_count(window: str, keys: dict[str, str]) -> None:
    """`over` and `in` say how long a data point is, `for` how many breach; in either order."""
    said = {"Metric": "Load", "ComparisonOperator": ">", "Threshold": "90%"}
    assert keys_of(f"Load > 90% {window}") == said | keys


@pytest.mark.parametrize(
    ("text", "under_caret"),
    [
        (
            "  p95( Latency )  >=  1 second  over 1 minute  for 2 of 3 periods ",
            {
                "Metric": "Latency",
                "Statistic": "p95",
                "ComparisonOperator": ">=",
                "Threshold": "1 second",
                "Period": "1 minute",
                "EvaluationPeriods": "3",
                "DatapointsToAlarm": "2",
            },
        ),
        (
            "Lag>5 for 2 periods",
            {
                "Metric": "Lag",
                "ComparisonOperator": ">",
                "Threshold": "5",
                "EvaluationPeriods": "2",
                "DatapointsToAlarm": "2",
            },
        ),
        (
            "Lag > 5 in 5 minutes",
            {
                "Metric": "Lag",
                "ComparisonOperator": ">",
                "Threshold": "5",
                "Period": "5 minutes",
                "EvaluationPeriods": "5 minutes",
                "DatapointsToAlarm": "5 minutes",
            },
        ),
        (
            "TM(:90%)(Lag) < 5 for 5 minutes",
            {
                "Metric": "Lag",
                "Statistic": "TM(:90%)",
                "ComparisonOperator": "<",
                "Threshold": "5",
                "For": "5 minutes",
            },
        ),
    ],
)
def test_each_part_knows_where_it_stands(text: str, under_caret: dict[str, str]) -> None:
    """A mistake in any part of a condition is shown under just that part."""
    parts = parse_condition(text)
    assert {key: text[span.start : span.end] for key, (_, span) in parts.items()} == under_caret


@pytest.mark.parametrize(
    ("text", "message", "under_caret", "help"),
    [
        ("Lag", "the condition compares nothing", "Lag", EXAMPLE),
        ("Lag is high", "the condition compares nothing", "Lag is high", EXAMPLE),
        ("> 5", "the metric is missing", "> 5", EXAMPLE),
        ("  < 5", "the metric is missing", "  < 5", EXAMPLE),
        ("p95() > 5", "the metric is missing", "p95()", EXAMPLE),
        ("p95( ) > 5", "the metric is missing", "p95( )", EXAMPLE),
        ("Lag >", "the threshold is missing", ">", EXAMPLE),
        ("Lag >= for 5 minutes", "the threshold is missing", ">=", EXAMPLE),
        (
            "1 < Lag < 5",
            "a second comparison",
            "<",
            "an alarm compares once; two bounds are two alarms",
        ),
        (
            "Lag > 5 and Load >= 9",
            "a second comparison",
            ">=",
            (
                "an alarm compares once: make two, and one of `Kind: Composite` with "
                "`Rule: ALARM(…) AND ALARM(…)`"
            ),
        ),
        (
            "90% < Load for 5 minutes",
            "the metric stands before the comparison",
            "Load",
            "turn it round: `Load > 90%`",
        ),
        ("5 ≥ Lag", "the metric stands before the comparison", "Lag", "turn it round: `Lag ≤ 5`"),
        (
            "Lag > 90% 10 minutes",
            "`for` or `over` is missing",
            "10 minutes",
            _missing("10 minutes"),
        ),
        (
            "Lag > 9 events 3 of 5 periods",
            "`for` or `over` is missing",
            "3 of 5 periods",
            "write `for 3 of 5 periods`",
        ),
        ("Lag > 90% during 5m", "`for` or `over` is missing", "during", _missing("5m")),
        (
            "Wait > 1 second  within  1 hour",
            "`for` or `over` is missing",
            "within",
            _missing("1 hour"),
        ),
        (
            "Lag > 5 for 3 of 5 minutes",
            "`3 of 5` counts periods",
            "3 of 5 minutes",
            "write `for 3 of 5 periods`",
        ),
        ("Lag > 5 for", "`for` says nothing", "for", EXAMPLE),
        ("Lag > 5 over for 5 minutes", "`over` says nothing", "over", EXAMPLE),
        ("Lag > 5 for 5 minutes in ", "`in` says nothing", "in", EXAMPLE),
        ("Lag > 5 over 1 minute in 5 minutes", "`in` says how long twice", "in", EXAMPLE),
        ("Lag > 5 for 5 minutes for 5 periods", "`for` says how long twice", "for", EXAMPLE),
        ("Lag > 5 for 5 periods for 5 minutes", "`for` says how long twice", "for", EXAMPLE),
    ],
)
def test_mistake_is_one_sentence_with_its_place(
    text: str, message: str, under_caret: str, help: str
) -> None:
    """What is wrong with a condition is said once, under what is wrong."""
    assert mistake_in(text) == (message, under_caret, help)


def test_caret_stands_under_the_second_of_two_equal_words() -> None:
    """Of two `for`, and of two comparisons, the later one is too many."""
    with pytest.raises(ExpressionError) as caught:
        parse_condition("A > 5 for 1 minute for 2 minutes")
    assert caught.value.span.start == 19
    with pytest.raises(ExpressionError) as caught:
        parse_condition("1 < A < 5")
    assert caught.value.span.start == 6


@pytest.mark.parametrize("sign", ["=", "==", "!=", "=>", "=<", "≠", "<>"])
def test_sign_that_cloudwatch_does_not_know_is_named(sign: str) -> None:
    """A sign that looks like a comparison is told from none at all."""
    message, under_caret, help = mistake_in(f"Lag {sign} 5")
    assert message == f"`{sign}` compares nothing here"
    assert under_caret == sign
    assert help == "CloudWatch compares with `>`, `>=`, `<` and `<=`"


@pytest.mark.parametrize("sign", [">", "<"])
def test_sign_that_stands_twice_is_meant_once(sign: str) -> None:
    """It is no second comparison."""
    said = (f"`{sign}{sign}` compares nothing here", f"{sign}{sign}", f"did you mean `{sign}`?")
    assert mistake_in(f"Lag {sign}{sign} 90%") == said


@pytest.mark.parametrize(
    "text",
    ["1 second", "1.5 h", "10,000 events", "5 things of 3", "90 %", "3 m", "-5", "1e3 bytes"],
)
def test_threshold_with_a_unit_is_no_length(text: str) -> None:
    """A length needs a number before it that is the threshold."""
    assert keys_of(f"5xx > {text}")["Threshold"] == text


def test_words_of_a_window_count_only_after_the_comparison_and_as_words() -> None:
    """`in` and `for` inside a name, and inside another word, are no windows."""
    assert keys_of("Requests for login > 5 informational")["Threshold"] == "5 informational"
    assert keys_of("Requests for login > 5 in 1 minute")["Metric"] == "Requests for login"
