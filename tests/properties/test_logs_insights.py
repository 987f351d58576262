"""What holds of every Logs Insights query."""

from hypothesis import given, settings
from hypothesis import strategies as st

from eventflow_monitoring.expression.logs_insights import (
    commands_need_standard_class,
    read_insights_query,
)
from eventflow_monitoring.expression.logs_insights_vocabulary import COMMANDS
from eventflow_monitoring.expression.syntax import ExpressionError

_PIECES = st.sampled_from(
    [
        *"()[]{},|/\\\"'`#=.-* \n@:",
        *(f" {command} " for command in COMMANDS),
        " | ",
        " as ",
        " by ",
        " like /a[/]b/",
        "/(?<x>.)/",
        "count(",
        "*)",
        "(SOURCE ",
        "{{name}}",
        "12",
        "5m",
        "field.name",
        "`a b`",
        "'v'",
        '"w"',
        "--",
        "&&",
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=40).map("".join)))
def test_any_text_is_read_or_refused_at_a_place_inside(text: str) -> None:
    """No text makes the reader fail in another way than with an error that has a place in it."""
    refused = _refusal(text)
    if refused is not None:
        assert refused.message
        assert 0 <= refused.span.start < refused.span.end <= max(len(text), 1)
        return
    query = read_insights_query(text)
    parts = (*query.commands, *query.functions)
    assert set(commands_need_standard_class(query)) <= set(parts)
    named = [(one.name, one.span) for one in query.commands]
    named += [(one.name, one.span) for one in query.functions]
    named += [(one.name, one.span) for one in query.fields]
    for name, (start, end) in named:
        assert _plain(text[start:end]) == _plain(name)


def _refusal(text: str) -> ExpressionError | None:
    try:
        read_insights_query(text)
    except ExpressionError as error:
        return error
    return None


def _plain(name: str) -> str:
    return name.replace("`", "").replace("_", "").casefold()


_NAMES = st.text("abyz_.09", max_size=6).map("q{}".format)  # no word of the language begins so
_VALUES = st.text(st.characters(exclude_characters="\\\"'"), max_size=12)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(_NAMES, _VALUES), min_size=1, max_size=5), _NAMES, _NAMES)
def test_names_of_a_query_are_its_fields_whatever_they_are_compared_to(
    conditions: list[tuple[str, str]], grouped: str, made: str
) -> None:
    """All names of a query are found, but those that it made and those inside of its values."""
    condition = " and ".join(f'{name} != "{value}"' for name, value in conditions)
    text = f"filter {condition} | stats count(*) as made_{made} by {grouped} | sort made_{made}"
    found = [one.name for one in read_insights_query(text).fields]
    assert found == [*(name for name, _ in conditions), grouped]
