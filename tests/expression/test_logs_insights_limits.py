"""Logs Insights queries: limits at their value and one past it, and every command and function."""

from contextlib import suppress

import pytest

from eventflow_monitoring.expression.logs_insights import (
    MAX_LIMIT,
    MAX_QUERY_LENGTH,
    MAX_STATS,
    commands_need_standard_class,
    read_insights_query,
)
from eventflow_monitoring.expression.logs_insights_vocabulary import (
    COMMANDS,
    EXPRESSION_COMMANDS,
    FUNCTIONS,
    STANDARD_CLASS_COMMANDS,
)
from eventflow_monitoring.expression.syntax import ExpressionError


def refusal(text: str) -> tuple[str, str, str | None]:
    """Return the message for a query, the part it is about, and the help."""
    with pytest.raises(ExpressionError) as caught:
        read_insights_query(text)
    start, end = caught.value.span
    return caught.value.message, text[start:end], caught.value.help


@pytest.mark.parametrize("count", [0, 1, 10_000, MAX_LIMIT])
def test_limit_at_its_limits(count: int) -> None:
    """As many records as Logs Insights returns can be asked for."""
    read_insights_query(f"limit {count}")
    read_insights_query(f"limit any 00{count}")


def test_limit_past_its_limit() -> None:
    """One record more is too many."""
    assert refusal("limit 100001") == ("`limit` takes at most 100,000", "100001", None)


def test_stats_are_limited() -> None:
    """The first `stats` that is too many is named; those of subqueries are not counted."""
    text = " | ".join(["stats count(*) as n"] * MAX_STATS)
    read_insights_query(text)
    read_insights_query(f"filter a in (SOURCE x | stats count(*) by b) | {text}")
    with pytest.raises(ExpressionError) as caught:
        read_insights_query(f"{text} | stats max(n)")
    assert caught.value.message == "a query has at most 10 `stats`"
    assert caught.value.span == (len(text) + 3, len(text) + 8)


def test_length_is_limited() -> None:
    """CloudWatch's limit on the characters of a query is kept."""
    text = "fields ".ljust(MAX_QUERY_LENGTH, "a")
    assert len(read_insights_query(text).fields) == 1
    message = "the query has 10,001 characters, more than 10,000"
    assert refusal(f"{text}a") == (message, f"{text}a", None)


@pytest.mark.parametrize(("opening", "closing"), ["()", "[]", "{}"])
def test_deep_nesting_is_no_trouble(opening: str, closing: str) -> None:
    """However deep, brackets are only counted."""
    depth = 4_900
    read_insights_query(f"filter a = {opening * depth}1{closing * depth}")
    assert refusal(f"filter a = {opening * depth}")[1] == opening


@pytest.mark.parametrize("text", ["/[", "[", "`", "\\", "a`b", "/a", "a/", "'", "(?<", "- -", "a."])
@pytest.mark.parametrize("command", ["filter a like /", "parse ", "filter a "])
def test_odd_texts_come_to_an_end(command: str, text: str) -> None:
    """No text that fits makes reading take for ever: it is read or refused."""
    with suppress(ExpressionError):
        read_insights_query(f"{command}{text * (9_900 // len(text))}")


def test_commands_and_functions_are_named_as_documented() -> None:
    """However they are written, their names are those of the documentation, in order."""
    text = "source 'x' | FILTERINDEX a in (source y | Limit 5) | fields TOUPPER(b), ISVALIDIP(c)"
    query = read_insights_query(text)
    assert [one.name for one in query.commands] == [
        "SOURCE", "filterIndex", "SOURCE", "limit", "fields",
    ]  # fmt: skip
    assert [one.name for one in query.functions] == ["toupper", "isValidIp"]
    spans = [*(one.span for one in query.commands), *(one.span for one in query.functions)]
    assert [text[start:end] for start, end in spans] == [
        "source", "FILTERINDEX", "source", "Limit", "fields", "TOUPPER", "ISVALIDIP",
    ]  # fmt: skip


@pytest.mark.parametrize("function", FUNCTIONS)
def test_functions(function: str) -> None:
    """Every function may be called, with small or large letters."""
    read_insights_query(f"stats {function}(x), {function.lower()}(x), {function.upper()}(x)")


@pytest.mark.parametrize("command", COMMANDS)
def test_commands(command: str) -> None:
    """Every command may stand after a pipe."""
    arguments = "5" if command == "limit" else "x"
    read_insights_query(f"fields x | {command} {arguments}")


def test_standard_class() -> None:
    """What log groups of infrequent access lack is found, in subqueries too, and as a function."""
    text = "fields unmask(a) | filter b in (SOURCE x | pattern c) | unmask | diff | limit 5"
    needed = commands_need_standard_class(read_insights_query(text))
    assert [(one.name, text[one.span.start : one.span.end]) for one in needed] == [
        ("pattern", "pattern"), ("unmask", "unmask"), ("diff", "diff"), ("unmask", "unmask"),
    ]  # fmt: skip
    assert commands_need_standard_class(read_insights_query("filter x = 'diff'")) == ()


def test_groups_of_commands_are_of_commands() -> None:
    """What is said of a command is said of one that exists."""
    assert set(COMMANDS) >= STANDARD_CLASS_COMMANDS | EXPRESSION_COMMANDS
