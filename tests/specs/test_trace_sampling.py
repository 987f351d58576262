"""The share of traces that an environment keeps."""

import pytest

from tests.compiler.compiling import ENVIRONMENTS, compile_texts


@pytest.mark.parametrize(
    ("text", "share"), [("10%", 0.1), ("0%", 0), ("100 %", 1), ("0.5%", 0.005)]
)
def test_share_is_written_as_a_percentage(text: str, share: float) -> None:
    """And kept as a share of 1."""
    written = ENVIRONMENTS.replace("{", f"{{TraceSampling: {text}, ", 1)
    (monitoring,) = compile_texts({"a.yaml": written}).monitorings
    assert monitoring.environment.trace_sampling == share


def test_all_are_kept_by_default() -> None:
    """Nobody asked for less."""
    (monitoring,) = compile_texts({"a.yaml": ENVIRONMENTS}).monitorings
    assert monitoring.environment.trace_sampling == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("0.1", "bad-number: `0.1` has no `%`"),
        ("10", "bad-number: `10` has no `%`"),
        ("101%", "bad-number: `101%` is not from `0%` to `100%`"),
        ("-1%", "bad-number: `-1%` is not from `0%` to `100%`"),
        ("10 traces", "bad-unit: `traces` is no share"),
        ("some", "bad-number: `some` does not begin with a number"),
    ],
)
def test_what_is_no_percentage_is_told(text: str, message: str) -> None:
    """`0.1` could be a tenth, or a tenth of a percent."""
    written = ENVIRONMENTS.replace("{", f"{{TraceSampling: {text}, ", 1)
    assert message in compile_texts({"a.yaml": written}).messages
