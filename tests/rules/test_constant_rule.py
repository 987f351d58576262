"""Which rules of composite alarms say the same whatever happens."""

import pytest

from tests.rules.finding import found

NAME = "constant-rule"
_SEVEN = "ABCDEFG"


def messages(rule: str) -> list[str]:
    """Return what is said of a rule over seven alarms."""
    lines = [
        f"  {name}: {{Tier: high, Condition: Lag > {number} events, Actions: [alerts]}}"
        for number, name in enumerate(_SEVEN)
    ]
    composite = f"  X: {{Kind: Composite, Tier: high, Rule: '{rule}', Actions: [alerts]}}"
    return [one.message for one in found(NAME, "\n".join(["Alarms:", *lines, composite, ""]))]


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("TRUE", "always"),
        ("FALSE", "never"),
        ("ALARM(A) OR NOT ALARM(A)", "always"),
        ("ALARM(A) AND OK(A)", "never"),
        ("ALARM(A) OR OK(A) OR INSUFFICIENT_DATA(A)", "always"),
        ("ALARM(A) AND FALSE", "never"),
        ("AT_LEAST(2, ALARM, (A, B)) AND NOT ALARM(B)", "never"),
        ("AT_LEAST(50%, ALARM, (A, B)) OR AT_LEAST(2, NOT ALARM, (A, B))", "always"),
        ("ALARM(A) AND ALARM(B) AND ALARM(C) AND ALARM(D) AND ALARM(E) AND OK(E)", "never"),
    ],
)
def test_rule_that_is_decided_is_found(rule: str, value: str) -> None:
    """By constants, by contradiction, and by all states being asked for."""
    assert messages(rule) == [f"the rule of `X` is {value} true"]


@pytest.mark.parametrize(
    "rule",
    [
        "ALARM(A)",
        "ALARM(A) OR OK(A)",
        "AT_LEAST(2, ALARM, (A, B, C))",
        "AT_LEAST(51%, NOT OK, (A, B))",
        # More states than are tried.
        "(ALARM(A) OR NOT ALARM(A)) OR AT_LEAST(1, OK, (B, C, D, E, F, G))",
    ],
)
def test_rule_that_is_open_is_not_found(rule: str) -> None:
    """Some states make it true and some false; or there are too many alarms to try."""
    assert messages(rule) == []
