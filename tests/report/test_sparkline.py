"""Series drawn in a line of text."""

from hypothesis import given
from hypothesis import strategies as st

from eventflow_monitoring.report.sparkline import parts_of, sparkline


def test_each_value_is_as_high_as_it_is() -> None:
    """The lowest and the highest of them are the ends; a missing one is a point."""
    assert sparkline([0, 1, 2, 3, 4, 5, 6, 7, None], 20) == "▁▂▃▄▅▆▇█·"
    assert sparkline([5, 5], 20) == "▁▁"
    assert sparkline([None], 20) == "·"
    assert sparkline([], 20) == ""


def test_many_values_share_a_sign() -> None:
    """The one that matters is drawn: the highest, or the lowest."""
    values = [0.0] * 50 + [7.0] + [0.0] * 49
    assert sparkline(values, 10).count("█") == 1
    assert sparkline([-value for value in values], 10, highest=False).count("▁") == 1


@given(st.lists(st.none() | st.floats(allow_nan=False, allow_infinity=False)), st.integers(1, 80))
def test_line_is_never_too_long(values: list[float | None], width: int) -> None:
    """Whatever the values are."""
    assert len(sparkline(values, width)) == min(len(values), width)


@given(st.lists(st.integers()), st.integers(1, 80))
def test_parts_are_the_whole(values: list[int], count: int) -> None:
    """In order, none empty, of nearly the same length."""
    parts = parts_of(values, count)
    assert [one for part in parts for one in part] == values
    lengths = {len(part) for part in parts}
    assert not lengths or (min(lengths) > 0 and max(lengths) - min(lengths) <= 1)
