"""What holds of every filter expression of X-Ray."""

from hypothesis import given, settings
from hypothesis import strategies as st

from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.expression.trace_filter_parser import parse_trace_filter
from eventflow_monitoring.expression.trace_filter_syntax import (
    AllOf,
    AnyOf,
    Condition,
    FilterNode,
    Not,
    Parentheses,
    Scope,
    Service,
    Word,
    conditions,
)
from eventflow_monitoring.expression.trace_filter_vocabulary import (
    BOOLEANS,
    CAUSES,
    NUMBERS,
    STRINGS,
    WORD_OPERATORS,
    operators_of,
)
from eventflow_monitoring.position import Span

_NOWHERE = Span(0, 0)
_TEXTS = st.text(st.characters(exclude_characters='\\"'), max_size=8)
_NUMBERS = st.floats(0, 1e6, allow_nan=False).map(lambda number: f"{number:.6f}")
_FLAGS = st.sampled_from(["true", "false"])


def _word(text: str) -> Word:
    return Word(text, _NOWHERE)


@st.composite
def _compared(draw: st.DrawFn) -> Condition:
    keyword = draw(st.sampled_from([*BOOLEANS, *NUMBERS, *STRINGS, "annotation"]))
    key = _word(draw(st.from_regex(r"[a-z][a-z_.0-9]{0,5}", fullmatch=True)))
    named = key if keyword == "annotation" else None
    operator = draw(st.none() | st.sampled_from(operators_of(keyword)))
    if operator is None:
        return Condition(keyword, named, None, None, _NOWHERE)
    values = _TEXTS
    if operator not in WORD_OPERATORS and keyword in NUMBERS:
        values = _NUMBERS
    elif keyword in BOOLEANS:
        values = _FLAGS
    return Condition(keyword, named, operator, _word(draw(values)), _NOWHERE)


_SERVICES = st.builds(lambda name: Service(_word(name)), _TEXTS) | st.builds(
    lambda name, type_: Service(_word(name), _word(type_)), _TEXTS, _TEXTS
)


def _larger(inner: st.SearchStrategy[FilterNode]) -> st.SearchStrategy[FilterNode]:
    grouped = inner.map(lambda one: Parentheses(one, _NOWHERE))
    several = st.lists(grouped, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        grouped,
        grouped.map(lambda one: Not(one, _NOWHERE)),
        several.map(lambda all_: AllOf(all_, _NOWHERE)),
        several.map(lambda any_: AnyOf(any_, _NOWHERE)),
        st.builds(lambda s, one: Scope("service", (s,), one, _NOWHERE), _SERVICES, inner),
        st.builds(lambda a, b, one: Scope("edge", (a, b), one, _NOWHERE), _SERVICES, _SERVICES, inner),
        st.builds(lambda kind, one: Scope(kind, (), one, _NOWHERE), st.sampled_from(CAUSES), inner),
    )  # fmt: skip


_FILTERS: st.SearchStrategy[FilterNode] = st.recursive(_compared(), _larger, max_leaves=6)


def _service(service: Service) -> str:
    if service.type is None:
        return f'"{service.name.text if service.name else ""}"'
    return f'id(name: "{service.name.text if service.name else ""}", type: "{service.type.text}")'


def _written(node: FilterNode) -> str:
    match node:
        case Condition(keyword=keyword, key=key, operator=operator, value=value):
            subject = keyword if key is None else f"annotation[{key.text}]"
            if operator is None or value is None:
                return subject
            bare = keyword in NUMBERS or keyword in BOOLEANS
            return f"{subject} {operator} " + (value.text if bare else f'"{value.text}"')
        case Not(operand=operand):
            return f"!{_written(operand)}"
        case Parentheses(operand=operand):
            return f"({_written(operand)})"
        case AllOf(operands=operands):
            return " AND ".join(map(_written, operands))
        case AnyOf(operands=operands):
            return " OR ".join(map(_written, operands))
        case Scope(kind=kind, ends=ends, inner=inner):
            called = f"{kind}({', '.join(map(_service, ends))})" if ends else kind
            return called if inner is None else f"{called} {{ {_written(inner)} }}"


@settings(max_examples=300, deadline=None)
@given(_FILTERS)
def test_filter_that_is_written_is_read_back(node: FilterNode) -> None:
    """Reading a filter gives all of what it was made of, each value at its place."""
    text = _written(node)
    read = parse_trace_filter(text)
    assert read == node
    for one in conditions(read):
        for word in (one.key, one.value):
            assert word is None or text[word.span.start : word.span.end] == word.text


_PIECES = st.sampled_from(
    [
        *"!(){}[],:=<>\"'#. \n",
        "fault", " AND ", " or ", "responsetime > 1", 'http.url CONTAINS "x"', "annotation.", "a",
        "annotation[", 'service("a") {', "edge(", "id(", "name: ", "rootcause.fault.service",
        "#[]", "5", "true",
    ]
)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=30).map("".join)))
def test_any_text_is_read_or_refused_at_a_place_inside(text: str) -> None:
    """No text makes the parser fail in another way than with an error that has a place in it."""
    refused = _refusal(text)
    if refused is None:
        read = parse_trace_filter(text)
        assert text[read.span.start : read.span.end].strip()
        return
    assert refused.message
    assert 0 <= refused.span.start <= len(text)
    assert refused.span.start < refused.span.end <= max(len(text), 1)


def _refusal(text: str) -> ExpressionError | None:
    try:
        parse_trace_filter(text)
    except ExpressionError as error:
        return error
    return None
