"""What holds of every Metrics Insights query."""

from hypothesis import given, settings
from hypothesis import strategies as st

from eventflow_monitoring.expression.metrics_insights import (
    Condition,
    Identifier,
    Limit,
    OrderBy,
    Query,
    parse_query,
)
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span

_NOWHERE = Span(0, 0)
_FUNCTIONS = st.sampled_from(["AVG", "COUNT", "MAX", "MIN", "SUM"])
_TEXTS = st.text(st.characters(exclude_characters="\\"), max_size=8)
_NAMES = _TEXTS.filter(bool).map(lambda name: Identifier(name, _NOWHERE))


@st.composite
def _queries(draw: st.DrawFn) -> Query:
    conditions = st.builds(
        lambda key, equal, value: Condition(key, equal, value, _NOWHERE, _NOWHERE),
        _NAMES,
        st.booleans(),
        _TEXTS,
    )
    group_by = tuple(draw(st.lists(_NAMES, max_size=3)))
    order = OrderBy(draw(_FUNCTIONS), draw(st.booleans()), _NOWHERE)
    limit = draw(st.none() | st.integers(1, 500))
    return Query(
        function=Identifier(draw(_FUNCTIONS), _NOWHERE),
        metric=draw(_NAMES),
        namespace=draw(_NAMES),
        schema=draw(st.none() | st.lists(_NAMES, max_size=3).map(tuple)),
        conditions=tuple(draw(st.lists(conditions, max_size=3))),
        group_by=group_by,
        order_by=order if group_by else None,
        limit=None if limit is None else Limit(limit, _NOWHERE),
    )


def _quoted(text: str, quote: str) -> str:
    for character in "\"'":
        text = text.replace(character, f"\\{character}")
    return f"{quote}{text}{quote}"


def _name(identifier: Identifier) -> str:
    return _quoted(identifier.name, '"')


def _written(query: Query) -> str:
    source = _name(query.namespace)
    if query.schema is not None:
        source = f"SCHEMA({', '.join([source, *map(_name, query.schema)])})"
    clauses = [f"SELECT {query.function.name}({_name(query.metric)})", f"FROM {source}"]
    conditions = [
        f"{_name(one.key)}{'=' if one.equal else '!='}" + _quoted(one.value, "'")
        for one in query.conditions
    ]
    if conditions:
        clauses.append(f"WHERE {' AND '.join(conditions)}")
    if query.group_by:
        clauses.append(f"GROUP BY {', '.join(map(_name, query.group_by))}")
    if query.order_by is not None:
        direction = "DESC" if query.order_by.descending else "ASC"
        clauses.append(f"ORDER BY {query.order_by.function}() {direction}")
    if query.limit is not None:
        clauses.append(f"LIMIT {query.limit.count}")
    return " ".join(clauses)


@settings(max_examples=300, deadline=None)
@given(_queries())
def test_query_that_is_written_is_read_back(query: Query) -> None:
    """Reading a query gives all of what it was made of."""
    assert parse_query(_written(query)) == query


@settings(max_examples=200, deadline=None)
@given(_queries())
def test_names_of_a_query_stand_where_they_say(query: Query) -> None:
    """Every name and value of what is read is found in the text at its place."""
    text = _written(query)
    read = parse_query(text)
    names = [read.function, read.metric, read.namespace, *(read.schema or ()), *read.group_by]
    found = [(one.name, one.span) for one in names]
    found += [(one.key.name, one.key.span) for one in read.conditions]
    found += [(one.value, one.value_span) for one in read.conditions]
    for name, (start, end) in found:
        assert text[start:end].replace('\\"', '"').replace("\\'", "'") == name


_PIECES = st.sampled_from(
    [
        *"(),;*!=<>'\"\\. \n",
        "SELECT AVG(x) FROM a",
        "SELECT ",
        "max(",
        " FROM ",
        "SCHEMA(",
        " WHERE ",
        " and ",
        " OR ",
        " GROUP BY ",
        " ORDER BY MAX()",
        " DESC",
        " LIMIT ",
        "12",
        "x",
        "'v'",
        '"N/S"',
        "tag.",
    ]
)


@settings(max_examples=500, deadline=None)
@given(
    text=st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=30).map("".join)),
    in_alarm=st.booleans(),
)
def test_any_text_is_read_or_refused_at_a_place_inside(*, text: str, in_alarm: bool) -> None:
    """No text makes the parser fail in another way than with an error that has a place in it."""
    refused = _refusal(text, in_alarm=in_alarm)
    if refused is None:
        query = parse_query(text, in_alarm=in_alarm)
        assert text[query.function.span.start : query.function.span.end].upper() == (
            query.function.name
        )
        return
    assert refused.message
    assert 0 <= refused.span.start <= len(text)
    assert refused.span.start < refused.span.end <= max(len(text), 1)


def _refusal(text: str, *, in_alarm: bool) -> ExpressionError | None:
    try:
        parse_query(text, in_alarm=in_alarm)
    except ExpressionError as error:
        return error
    return None
