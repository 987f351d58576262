"""What holds of every filter pattern whose conditions are joined: `&&` and `||` mean what they say."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from eventflow_monitoring.expression.filter_pattern_matching import matches
from eventflow_monitoring.expression.filter_pattern_parser import parse_filter_pattern

_FIELDS = "abcd"
_RECORDS = st.fixed_dictionaries({}, optional={name: st.integers(0, 2) for name in _FIELDS})
_COMPARED = st.tuples(st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), st.integers(0, 2))

Written = tuple[str, str]
"""A condition as a pattern has it, and as an expression of Python."""


def _comparison(field: str, compared: tuple[str, int]) -> Written:
    operator, number = compared
    # A comparison of a field that is not there is false.
    python = f"({field!r} in r and r[{field!r}] {'==' if operator == '=' else operator} {number})"
    return f"$.{field} {operator} {number}", python


def _asked(field: str) -> Written:
    return f"$.{field} NOT EXISTS", f"({field!r} not in r)"


def _joined(parts: list[Written], signs: list[bool]) -> Written:
    """Join conditions by `&&` and `||` as they come: only the precedence says what belongs together."""
    pattern, python = parts[0]
    for (more, more_python), both in zip(parts[1:], signs, strict=False):
        pattern += f" {'&&' if both else '||'} {more}"
        python += f" {'and' if both else 'or'} {more_python}"
    return pattern, python


def _chains(inner: st.SearchStrategy[Written]) -> st.SearchStrategy[Written]:
    grouped = inner.map(lambda one: (f"({one[0]})", f"({one[1]})"))
    signs = st.lists(st.booleans(), min_size=3, max_size=3)
    return st.builds(_joined, st.lists(st.one_of(inner, grouped), min_size=1, max_size=4), signs)


_LEAVES = st.one_of(
    st.builds(_comparison, st.sampled_from(_FIELDS), _COMPARED),
    st.sampled_from(_FIELDS).map(_asked),
)
_CONDITIONS = st.recursive(_LEAVES, _chains, max_leaves=12).filter(lambda one: len(one[0]) < 1_000)


@settings(max_examples=500, deadline=None)
@given(_CONDITIONS, st.lists(_RECORDS, min_size=1, max_size=5))
def test_joined_conditions_hold_as_in_a_plain_evaluation(
    condition: Written, records: list[dict[str, int]]
) -> None:
    """Python's `and` binds tighter than its `or` too, and its parentheses are the same."""
    pattern = parse_filter_pattern(f"{{ {condition[0]} }}")
    for record in records:
        expected = eval(condition[1], {"__builtins__": {}}, {"r": record})  # noqa: S307
        assert matches(pattern, json.dumps(record)) is bool(expected), condition


@settings(max_examples=300, deadline=None)
@given(st.lists(_COMPARED, min_size=1, max_size=4), st.integers(0, 2))
def test_conditions_of_a_field_of_a_line_hold_alike(
    compared: list[tuple[str, int]], number: int
) -> None:
    """A number in a line is compared as one in JSON is, however its conditions are joined."""
    for sign in (" && ", " || "):
        line = sign.join(f"n {operator} {value}" for operator, value in compared)
        of_json = sign.join(f"$.n {operator} {value}" for operator, value in compared)
        assert matches(parse_filter_pattern(f"[{line}, ...]"), f"{number} x") is matches(
            parse_filter_pattern(f"{{ {of_json} }}"), json.dumps({"n": number})
        )


@settings(max_examples=200, deadline=None)
@given(_CONDITIONS, _CONDITIONS, _RECORDS)
def test_joined_conditions_are_about_the_same_record(
    first: Written, second: Written, record: dict[str, int]
) -> None:
    """`&&` is true of what matches both patterns, `||` of what matches one of them."""
    message = json.dumps(record)
    if len(first[0]) + len(second[0]) > 1_000:
        return
    one, other = (
        matches(parse_filter_pattern(f"{{ {written} }}"), message) for written, _ in (first, second)
    )
    both = parse_filter_pattern(f"{{ ({first[0]}) && ({second[0]}) }}")
    either = parse_filter_pattern(f"{{ ({first[0]}) || ({second[0]}) }}")
    assert matches(both, message) is (one and other)
    assert matches(either, message) is (one or other)
