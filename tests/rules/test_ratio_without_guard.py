"""What counts as a guard against a share of very little."""

import pytest

from tests.rules.finding import found, messages

NAME = "ratio-without-guard"
_RATE = "100 * Errors / Requests"


def alarm(expression: str, *lines: str) -> str:
    """Return an alarm on an expression in percent."""
    keys = ("Tier: high", "Actions: [alerts]", 'ComparisonOperator: ">"', "Threshold: 5%")
    written = (f"Expression: {expression}", "Unit: Percent", *keys, *lines)
    return "Alarms:\n  A:\n" + "".join(f"    {line}\n" for line in written)


@pytest.mark.parametrize(
    "expression",
    [
        f"IF(Requests >= 10, {_RATE})",
        f"IF(Requests > 10, {_RATE})",
        f"IF(10 <= Requests, {_RATE})",
        f"IF(Requests < 10, 0, {_RATE})",
        f"IF(10 > Requests, 0, {_RATE})",
        f"IF(Requests > 10 AND Errors > 1, {_RATE})",
        f"IF(Errors < 1 OR Requests < 10, 0, {_RATE})",
        f"MAX([IF(Requests > 10, {_RATE}), TIME_SERIES(0)])",
        "IF(FILL(Requests, 0) > 10, 100 * FILL(Errors, 0) / Requests)",
        "IF(Requests + Errors > 10, 100 * Errors / (Errors + Requests))",
        "100 * Errors / IF(Requests > 10, Requests)",
        "100 * Errors / Lag",
        "100 * Errors",
    ],
)
def test_expression_with_a_guard(expression: str) -> None:
    """The expression compares what it divides by, where that is a counter, with 10 or more."""
    assert messages(NAME, alarm(expression)) == []


@pytest.mark.parametrize(
    "expression",
    [
        _RATE,
        f"IF(Requests > 9, {_RATE})",
        f"IF(Requests < 10, {_RATE})",
        f"IF(Requests > 10, 0, {_RATE})",
        f"IF(Errors > 10, {_RATE})",
        f"IF(Requests > 10 OR Errors > 10, {_RATE})",
        f"IF(Requests > Lag, {_RATE})",
        f"IF(Requests > 10, 0, 0) + {_RATE}",
        "IF(Requests > 10, 100 * Errors / (Requests + Heartbeats))",
        "-(100 * Errors / (Requests + Heartbeats))",
        "100 * Errors / FILL(Requests, 1)",
        "100 * Errors / IF(Requests > 0, Requests)",
        f"IF({_RATE} > 50, 100, 0)",
    ],
)
def test_expression_without_a_guard(expression: str) -> None:
    """A guard is one for the divisor it is about, on the side where that is large."""
    assert messages(NAME, alarm(expression)) == [
        "`A` fires on a share of `Requests` however few there are: 1 of 2 is 50 %"
    ]


def test_minimum_samples_are_a_guard() -> None:
    """What the help says puts an end to the warning."""
    (problem,) = found(NAME, alarm(_RATE))
    assert problem.help is not None
    line = problem.help.split("`")[1]
    assert line == "MinimumSamples: {Metric: Requests, AtLeast: 100}"
    assert messages(NAME, alarm(_RATE, line)) == []


def test_other_units_are_no_shares() -> None:
    """Seconds per request are no share of the requests."""
    text = alarm(_RATE).replace("Percent", "Seconds").replace("5%", "5 seconds")
    assert messages(NAME, text) == []


def test_expression_too_long_to_be_read_again_is_left_alone() -> None:
    """The model's parentheses nest deeper than what was written; that is no mistake."""
    expression = " + ".join([_RATE] * 40)
    assert messages(NAME, alarm(expression)) == []
