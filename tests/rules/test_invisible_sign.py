"""Characters that nobody sees in names and descriptions."""

import pytest

from tests.rules.finding import found, pointers

_ALARM = """\
Alarms:
  "{name}": {{Description: "{text}", Tier: high, Condition: Latency > 1 second, Actions: [alerts]}}
"""
_SIGNS = ["\\a", "\\u009b", "\\u202e", "\\u2066", "\\ufffe", "\\x7f"]


@pytest.mark.parametrize("sign", _SIGNS)
def test_description_with_an_invisible_sign_is_refused(sign: str) -> None:
    """The caret stands under the description."""
    problems = found("invisible-sign", _ALARM.format(name="A", text=f"one {sign} two"))
    assert pointers(problems) == [("Alarms", "A", "Description")]


@pytest.mark.parametrize("sign", _SIGNS)
def test_name_with_an_invisible_sign_is_refused(sign: str) -> None:
    """The caret stands under the name."""
    assert len(found("bad-name", _ALARM.format(name=f"A{sign}B", text="one"))) == 1


@pytest.mark.parametrize("text", ["one\\ntwo\\tthree", "\\u200d", "\N{HEBREW LETTER ALEF}", "é"])
def test_other_signs_are_taken(text: str) -> None:
    """Line ends, joined emoji, other scripts."""
    assert found("invisible-sign", _ALARM.format(name="A", text=text)) == []
