"""What holds of every expression."""

from hypothesis import given, settings
from hypothesis import strategies as st

from eventflow_monitoring.expression.check import check, warnings
from eventflow_monitoring.expression.functions import FUNCTIONS, KEYWORDS, OPERATORS
from eventflow_monitoring.expression.inference import type_of
from eventflow_monitoring.expression.parser import parse
from eventflow_monitoring.expression.signature import Type
from eventflow_monitoring.expression.syntax import (
    Array,
    Binary,
    Call,
    ExpressionError,
    Keyword,
    Name,
    Node,
    Number,
    Text,
    Unary,
    names,
)
from eventflow_monitoring.expression.writer import write
from eventflow_monitoring.position import Span

_NOWHERE = Span(0, 0)
_BINARY = ("OR", "AND", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "^")

_NAMES = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,8}", fullmatch=True).filter(
    lambda name: name not in OPERATORS
)
_LEAVES: st.SearchStrategy[Node] = st.one_of(
    _NAMES.map(lambda name: Name(name, _NOWHERE)),
    st.from_regex(
        r"([0-9]{1,4}(\.[0-9]{0,3})?|\.[0-9]{1,3})([eE][+-]?[0-9]{1,2})?", fullmatch=True
    ).map(lambda text: Number(text, _NOWHERE)),
    st.text(st.characters(exclude_characters='"'), max_size=8).map(
        lambda text: Text(text, _NOWHERE)
    ),
)


def _operations(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    signs = st.builds(lambda sign, node: Unary(sign, node, _NOWHERE), st.sampled_from("+-"), inner)
    pairs = st.builds(
        lambda operator, left, right: Binary(operator, left, right, _NOWHERE),
        st.sampled_from(_BINARY),
        inner,
        inner,
    )
    arrays = st.lists(inner, min_size=1, max_size=3).map(
        lambda elements: Array(tuple(elements), _NOWHERE)
    )
    return st.one_of(signs, pairs, arrays, _calls(inner))


@st.composite
def _calls(draw: st.DrawFn, inner: st.SearchStrategy[Node]) -> Node:
    function = draw(st.sampled_from(sorted(FUNCTIONS)))
    words = KEYWORDS.get(function, frozenset())
    arguments = draw(st.lists(inner, max_size=2))
    if arguments and words:
        word = st.sampled_from(sorted(words)).map(lambda word: Keyword(word, _NOWHERE))
        arguments += draw(st.lists(word, max_size=2))
    first, later = arguments[:1], arguments[1:]
    # A name that reads as a word of the function is that word.
    later = [
        Keyword(node.name, node.span) if isinstance(node, Name) and node.name in words else node
        for node in later
    ]
    return Call(function, (*first, *later), _NOWHERE)


def _height(node: Node) -> int:
    match node:
        case Unary(operand=operand):
            return 1 + _height(operand)
        case Binary(left=left, right=right):
            return 1 + max(_height(left), _height(right))
        case Call(arguments=inner) | Array(elements=inner):
            return 1 + max((_height(part) for part in inner), default=0)
        case _:
            return 0


_TREES = st.recursive(_LEAVES, _operations, max_leaves=12).filter(lambda node: _height(node) < 15)


@settings(max_examples=300, deadline=None)
@given(_TREES)
def test_expression_that_is_written_is_read_back(tree: Node) -> None:
    """Reading what was written gives the same tree again."""
    assert parse(write(tree, {})) == tree


@settings(max_examples=200, deadline=None)
@given(_TREES)
def test_names_of_a_tree_stand_where_they_say(tree: Node) -> None:
    """Every name of what is read is found in the text at its place."""
    text = write(tree, {})
    read = parse(text)
    assert [name.name for name in names(read)] == [name.name for name in names(tree)]
    assert [text[name.span.start : name.span.end] for name in names(read)] == [
        name.name for name in names(read)
    ]


_PIECES = st.sampled_from(
    [
        *"()[]+-*/^<>=!&|,.'\" \t\n%\\",
        "AND",
        "OR",
        "and",
        "FILL(",
        "SUM",
        "SUM(",
        "METRICS()",
        "REPEAT",
        "a",
        "b_1",
        "12",
        "1e5",
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=40).map("".join)))
def test_any_text_is_read_or_refused_at_a_place_inside(text: str) -> None:
    """No text makes the parser fail in another way than with an error that has a place in it."""
    refused = _refusal(text)
    if refused is None:
        assert parse(write(parse(text), {})) == parse(text)
        return
    assert refused.message
    assert 0 <= refused.span.start <= len(text)
    assert refused.span.start < refused.span.end <= max(len(text), 1)


@settings(max_examples=300, deadline=None)
@given(tree=_TREES, in_alarm=st.booleans(), single=st.booleans())
def test_any_tree_is_checked_or_refused_at_a_part_of_it(
    *, tree: Node, in_alarm: bool, single: bool
) -> None:
    """What is taken is a series or, where several may be, an array; an error has a place in it."""
    text = write(tree, {})
    read = parse(text)
    places = [span for _, span in warnings(read)]
    try:
        check(read, in_alarm=in_alarm, single=single)
    except ExpressionError as error:
        places.append(error.span)
    else:
        assert type_of(read) in ((Type.SERIES,) if single else (Type.SERIES, Type.ARRAY))
    assert all(0 <= start < end <= len(text) for start, end in places)


def _refusal(text: str) -> ExpressionError | None:
    try:
        parse(text)
    except ExpressionError as error:
        return error
    return None
