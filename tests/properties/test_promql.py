"""What holds of every PromQL query, and of every text that is none."""

from hypothesis import given, settings
from hypothesis import strategies as st

from eventflow_monitoring.expression.promql import check_query, compares
from eventflow_monitoring.expression.syntax import ExpressionError

_PIECES = st.sampled_from(
    [
        *"()[]{},:=!<>+-*/%^@#$|&.~\"'`\\ \n\t5xé",
        "rate(",
        "sum by (",
        " by ",
        "topk(3, ",
        "x{a='b'}",
        'x{"a.b"!~`c`}',
        "[5m]",
        "[1h:5m]",
        "[5 minutes]",
        " offset 5m",
        " @ end()",
        " and ",
        " or on(a) ",
        " * on(a) group_left(b) ",
        " > bool ",
        "1e3",
        "0x1f",
        "1h30m",
        "NaN",
        "time()",
        "info(",
        "# comment\n",
    ]
)


@settings(max_examples=1_000, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=30).map("".join)))
def test_any_text_is_read_or_refused_at_a_place_inside(text: str) -> None:
    """No text makes the checker fail in another way than with an error that has a place in it."""
    refused = _refusal(text)
    if refused is None:
        compares(text)
        return
    assert refused.message
    assert 0 <= refused.span.start <= len(text)
    assert refused.span.start < refused.span.end <= max(len(text), 1)


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from(
        ["(", "-", "x^", "sum(", "rate(", "x[5m", "{", "x{a='b'} > ", "x or ", "# ", "5"]
    ),
    st.integers(1_000, 20_000),
)
def test_long_text_is_no_trouble(piece: str, times: int) -> None:
    """However often something stands there, neither the stack nor the patience runs out."""
    _refusal(piece * times)


_METRICS = st.sampled_from(["x", 'x{a="b"}', '{"http.requests"}', "count", "x offset 5m"])
_SERIES = st.recursive(
    _METRICS,
    lambda inner: st.one_of(
        inner.map(lambda one: f"({one})"),
        inner.map(lambda one: f"sum by (a) ({one})"),
        inner.map(lambda one: f"max_over_time(({one})[1h:5m])"),
        inner.map(lambda one: f"-{one}"),
        st.tuples(
            inner, st.sampled_from(["+", "/", "^", "and", "or", "unless on(a)", "> bool"]), inner
        ).map(" ".join),
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(_SERIES, st.sampled_from([">", "<=", "== on(a)"]))
def test_right_queries_are_taken(series: str, comparison: str) -> None:
    """What is put together by the grammar is right, and compares once it is compared."""
    check_query(series)
    # In parentheses, for `or` binds less than any comparison.
    assert compares(f"({series}) {comparison} (y)")


def _refusal(text: str) -> ExpressionError | None:
    try:
        check_query(text)
    except ExpressionError as error:
        return error
    return None
