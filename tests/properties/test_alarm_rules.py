"""What holds of the rule of every composite alarm."""

from hypothesis import given, settings
from hypothesis import strategies as st

from eventflow_monitoring.expression.alarm_rule import (
    children,
    describe,
    elements,
    parse_rule,
    write_rule,
)
from eventflow_monitoring.expression.alarm_rule_syntax import (
    AllOf,
    AnyOf,
    AtLeast,
    ChildReference,
    Constant,
    InState,
    Not,
    RuleNode,
    State,
)
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span

_NOWHERE = Span(0, 0)
_STATES = st.sampled_from(State)
_REFERENCES = st.text(st.characters(exclude_characters="\\"), min_size=1, max_size=8).map(
    lambda name: ChildReference(name, _NOWHERE)
)


@st.composite
def _at_least(draw: st.DrawFn) -> RuleNode:
    alarms = draw(st.lists(_REFERENCES, min_size=1, max_size=4, unique=True))
    percent = draw(st.booleans())
    return AtLeast(
        threshold=draw(st.integers(1, 100 if percent else len(alarms))),
        percent=percent,
        negated=draw(st.booleans()),
        state=draw(_STATES),
        alarms=tuple(alarms),
        span=_NOWHERE,
    )


_LEAVES: st.SearchStrategy[RuleNode] = st.one_of(
    st.builds(lambda state, alarm: InState(state, alarm, _NOWHERE), _STATES, _REFERENCES),
    st.booleans().map(lambda value: Constant(value, _NOWHERE)),
    _at_least(),
)


def _operations(inner: st.SearchStrategy[RuleNode]) -> st.SearchStrategy[RuleNode]:
    operands = st.lists(inner, min_size=2, max_size=4).map(tuple)
    return st.one_of(
        inner.map(lambda operand: Not(operand, _NOWHERE)),
        operands.map(lambda several: AllOf(several, _NOWHERE)),
        operands.map(lambda several: AnyOf(several, _NOWHERE)),
    )


_TREES = st.recursive(_LEAVES, _operations, max_leaves=15)


@settings(max_examples=300, deadline=None)
@given(_TREES)
def test_rule_that_is_written_is_read_back(tree: RuleNode) -> None:
    """Reading what was written gives the same tree again, with the same in it."""
    text = write_rule(tree, {})
    read = parse_rule(text)
    assert read == tree
    assert elements(read) == elements(tree)
    assert [child.name for child in children(read)] == [child.name for child in children(tree)]


@settings(max_examples=200, deadline=None)
@given(_TREES)
def test_alarms_of_a_rule_stand_where_they_say(tree: RuleNode) -> None:
    """Every alarm of what is read is found in the text at its place, its quotes around it."""
    text = write_rule(tree, {})
    for child in children(parse_rule(text)):
        assert text[child.span.start : child.span.end].replace('\\"', '"') == child.name
        assert text[child.span.start - 1] == text[child.span.end] == '"'


@settings(max_examples=200, deadline=None)
@given(_TREES)
def test_every_alarm_of_a_rule_is_told(tree: RuleNode) -> None:
    """The rule in words is something, and names all of its alarms."""
    words = describe(tree)
    assert words
    assert all(child.name in words for child in children(tree))


_PIECES = st.sampled_from(
    [
        *'(),"\\%! \n',
        "ALARM(",
        "OK(a)",
        "AT_LEAST(",
        "AT_LEAST(1, OK, (a, b))",
        " AND ",
        " OR ",
        "NOT ",
        "and",
        "TRUE",
        "2",
        "50%",
        "a",
        '"a b"',
        "&&",
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=40).map("".join)))
def test_any_text_is_read_or_refused_at_a_place_inside(text: str) -> None:
    """No text makes the parser fail in another way than with an error that has a place in it."""
    refused = _refusal(text)
    if refused is None:
        rule = parse_rule(text)
        assert parse_rule(write_rule(rule, {})) == rule
        assert describe(rule)
        return
    assert refused.message
    assert 0 <= refused.span.start <= len(text)
    assert refused.span.start < refused.span.end <= max(len(text), 1)


def _refusal(text: str) -> ExpressionError | None:
    try:
        parse_rule(text)
    except ExpressionError as error:
        return error
    return None
