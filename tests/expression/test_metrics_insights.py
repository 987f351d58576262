"""Metrics Insights queries: what is read and what is refused where."""

import pytest

from eventflow_monitoring.expression.metrics_insights import (
    MAX_LIMIT,
    Condition,
    Identifier,
    Limit,
    OrderBy,
    Query,
    parse_query,
)
from eventflow_monitoring.expression.parser import MAX_LENGTH
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span

NOWHERE = Span(0, 0)
PLAIN = "SELECT AVG(x) FROM a"
ORDER = "the order is SELECT, FROM, WHERE, GROUP BY, ORDER BY, LIMIT"


def name(text: str) -> Identifier:
    """Return a name, wherever it stands."""
    return Identifier(text, NOWHERE)


def condition(key: str, value: str, *, equal: bool = True) -> Condition:
    """Return a condition, wherever it stands."""
    return Condition(name(key), equal, value, NOWHERE, NOWHERE)


def refusal(text: str) -> tuple[str, str, str | None]:
    """Return the message for a query, the part it is about, and the help."""
    with pytest.raises(ExpressionError) as caught:
        parse_query(text)
    start, end = caught.value.span
    return caught.value.message, text[start:end], caught.value.help


def test_query_of_a_namespace() -> None:
    """The shortest query is a function of a metric of a namespace."""
    assert parse_query(PLAIN) == Query(function=name("AVG"), metric=name("x"), namespace=name("a"))


def test_query_with_everything() -> None:
    """Every clause is read, in any case, over several lines, with names that need quotes."""
    text = r"""
        select Max("My \"Metric\"") From schema("AWS/EC2", InstanceId, "Auto Scaling")
        where AutoScalingGroup = 'it\'s "x"' And tag.env != 'test' AND AWS.AccountId = ''
        group by InstanceId, tag."my key" order by sum() desc limit 10
    """
    assert parse_query(text) == Query(
        function=name("MAX"),
        metric=name('My "Metric"'),
        namespace=name("AWS/EC2"),
        schema=(name("InstanceId"), name("Auto Scaling")),
        conditions=(
            condition("AutoScalingGroup", 'it\'s "x"'),
            condition("tag.env", "test", equal=False),
            condition("AWS.AccountId", ""),
        ),
        group_by=(name("InstanceId"), name("tag.my key")),
        order_by=OrderBy("SUM", descending=True, span=NOWHERE),
        limit=Limit(10, NOWHERE),
    )


@pytest.mark.parametrize("function", ["AVG", "COUNT", "MAX", "MIN", "SUM"])
def test_functions(function: str) -> None:
    """Each function is one to select by and one to order by."""
    clauses = (f"SELECT {function}(x)", "FROM a", "GROUP BY b", f"ORDER BY {function}()")
    query = parse_query(" ".join(clauses))
    assert query.function == name(function)
    assert query.order_by == OrderBy(function, descending=False, span=NOWHERE)


def test_schema_without_dimensions() -> None:
    """A schema of a namespace alone is another thing than none."""
    assert parse_query("SELECT AVG(x) FROM SCHEMA(a)").schema == ()
    assert parse_query(PLAIN).schema is None


def test_word_of_the_language_is_a_name_in_quotes() -> None:
    """In quotes any name can be used, one that is a word of the language too."""
    query = parse_query('SELECT AVG("Count") FROM "schema" WHERE "GROUP" = \'x\'')
    assert (query.metric, query.namespace) == (name("Count"), name("schema"))
    assert query.conditions == (condition("GROUP", "x"),)


def test_parts_know_their_place() -> None:
    """Names and values stand inside their quotes."""
    text = (
        'SELECT AVG("a b") FROM SCHEMA("N/S", D) WHERE D = \'v\' AND tag."k" != \'w\' '
        "GROUP BY D ORDER BY MIN( ) ASC LIMIT 7"
    )
    query = parse_query(text)
    assert query.schema is not None
    assert query.order_by is not None
    assert query.limit is not None
    spans = [query.function.span, query.metric.span, query.namespace.span, query.schema[0].span]
    for one in query.conditions:
        spans += [one.key.span, one.value_span, one.span]
    spans += [query.group_by[0].span, query.order_by.span, query.limit.span]
    assert [text[start:end] for start, end in spans] == [
        *("AVG", "a b", "N/S", "D"),
        *("D", "v", "D = 'v'"),
        *('tag."k"', "w", "tag.\"k\" != 'w'"),
        *("D", "MIN( ) ASC", "7"),
    ]


@pytest.mark.parametrize(
    ("text", "message", "part", "help"),
    [
        ("", "`SELECT` is missing", "", "a query is `SELECT AVG(metric) FROM namespace`"),
        ("AVG(x) FROM a", "`SELECT` is missing", "AVG",
         "a query is `SELECT AVG(metric) FROM namespace`"),
        ("SELCT AVG(x) FROM a", "`SELECT` is missing", "SELCT", "did you mean `SELECT`?"),
        ("SELECT", "the query ends too soon", "T", None),
        ("SELECT x FROM a", "`SELECT` takes a function of a metric", "x", "`AVG(x)`"),
        ("SELECT * FROM a", "`SELECT` takes a function of a metric", "*", "`AVG(metric)`"),
        ("SELECT p99(x) FROM a", "Metrics Insights has no function `p99`", "p99",
         "it has no percentiles: watch a metric with the statistic `p99` instead"),
        ("SELECT TM(x) FROM a", "Metrics Insights has no function `TM`", "TM",
         "it has no percentiles: watch a metric with the statistic `TM` instead"),
        ("SELECT p99.9(x) FROM a", "Metrics Insights has no function `p99.9`", "p99.9",
         "it has no percentiles: watch a metric with the statistic `p99.9` instead"),
        ("SELECT Average(x) FROM a", "Metrics Insights has no function `Average`", "Average",
         "did you mean `AVG`?"),
        ("SELECT SampleCount(x) FROM a", "Metrics Insights has no function `SampleCount`",
         "SampleCount", "did you mean `COUNT`?"),
        ("SELECT CONT(x) FROM a", "Metrics Insights has no function `CONT`", "CONT",
         "did you mean `COUNT`?"),
        ("SELECT frob(x) FROM a", "Metrics Insights has no function `frob`", "frob",
         "known: `AVG`, `COUNT`, `MAX`, `MIN`, `SUM`"),
        ("SELECT AVG() FROM a", "the name of a metric is missing", ")", None),
        ('SELECT AVG("") FROM a', "the name of a metric is missing", '""', None),
        ("SELECT AVG(", "the query ends before the metric", "(", None),
        ("SELECT AVG('x') FROM a", "a name stands in double quotes", "'x'", '`"x"`'),
        ("SELECT AVG(a.b) FROM a",
         "a name of more than letters, digits and `_` stands in double quotes", "a.b", '`"a.b"`'),
        ("SELECT AVG(tag.b) FROM a",
         "a name of more than letters, digits and `_` stands in double quotes", "tag.b",
         '`"tag.b"`'),
        ("SELECT AVG(Limit) FROM a", "`Limit` is a word of the language, not the name of a metric",
         "Limit", 'in quotes it is a name: `"Limit"`'),
        ("SELECT AVG(x FROM a", "this parenthesis is never closed", "(", None),
        ("SELECT AVG(x", "this parenthesis is never closed", "(", None),
        ("SELECT AVG(x y) FROM a", "`y` is not expected here", "y", None),
        ("SELECT AVG(x), MAX(x) FROM a", "a query reads one metric, by one function", ",",
         "make another query of the rest"),
        ("SELECT AVG(x)", "`FROM` is missing", ")",
         'a query reads from a namespace: `FROM "AWS/EC2"`'),
        ("SELECT AVG(x) WHERE b = 'c'", "`FROM` is missing", "WHERE",
         'a query reads from a namespace: `FROM "AWS/EC2"`'),
        ("SELECT AVG(x) FORM a", "`FROM` is missing", "FORM", "did you mean `FROM`?"),
        ("SELECT AVG(x) FROM", "the query ends before the namespace", "M", None),
        ("SELECT AVG(x) FROM AWS/EC2",
         "a name of more than letters, digits and `_` stands in double quotes", "AWS/EC2",
         '`"AWS/EC2"`'),
        ("SELECT AVG(x) FROM 'AWS/EC2'", "a name stands in double quotes", "'AWS/EC2'",
         '`"AWS/EC2"`'),
        ("SELECT AVG(x) FROM WHERE b = 'c'",
         "`WHERE` is a word of the language, not the name of a namespace", "WHERE",
         'in quotes it is a name: `"WHERE"`'),
        ("SELECT AVG(x) FROM SCHEMA", "`SCHEMA` takes a namespace and dimensions in parentheses",
         "SCHEMA", '`SCHEMA("AWS/EC2", InstanceId)`'),
        ("SELECT AVG(x) FROM SCHEMA()", "the name of a namespace is missing", ")", None),
        ("SELECT AVG(x) FROM SCHEMA(a,)", "the name of a label is missing", ")", None),
        ("SELECT AVG(x) FROM SCHEMA(a, b", "this parenthesis is never closed", "(", None),
        (f"{PLAIN} WHERE", "the query ends before the label", "E", None),
        (f"{PLAIN} WHERE b", "the query ends too soon", "b", None),
        (f"{PLAIN} WHERE b =", "the query ends too soon", "=", None),
        (f"{PLAIN} WHERE b = )", "`)` is not expected here", ")", None),
        (f"{PLAIN} WHERE b = 'v' AND", "the query ends before the label", "D", None),
        (f'{PLAIN} WHERE b = "v"', "a value stands in single quotes", '"v"', "`'v'`"),
        (f"{PLAIN} WHERE b = 5", "a value stands in single quotes", "5", "`'5'`"),
        (f"{PLAIN} WHERE 'b' = 'v'", "a name stands in double quotes", "'b'", '`"b"`'),
        (f"{PLAIN} WHERE b LIKE 'v'", "`LIKE` is no comparison", "LIKE",
         "a condition compares by `=` or `!=`"),
        (f"{PLAIN} WHERE b <> 'v'", "`<>` is no comparison", "<>",
         "a condition compares by `=` or `!=`"),
        (f"{PLAIN} WHERE b == 'v'", "`==` is no comparison", "==",
         "a condition compares by `=` or `!=`"),
        (f"{PLAIN} WHERE b = 'v' or c = 'w'", "Metrics Insights has no `OR`", "or",
         "leave the condition to `GROUP BY`, or make two queries of it"),
        (f"{PLAIN} WHERE (b = 'v')", "a condition takes no parentheses", "(",
         "conditions joined by `AND` need none"),
        (f"{PLAIN} WHERE b = 'v", "this quote is never closed", "'", None),
        (f'{PLAIN} WHERE "b', "this quote is never closed", '"', None),
        (f"{PLAIN} GROUP b", "`BY` is missing after `GROUP`", "GROUP", "`GROUP BY`"),
        (f"{PLAIN} group by", "the query ends before the label", "y", None),
        (f"{PLAIN} GROUP BY b", "an alarm needs `ORDER BY` beside `GROUP BY`", "GROUP BY",
         "say which come first: `ORDER BY AVG() DESC`"),
        (f"{PLAIN} GROUP BY b LIMIT 5", "an alarm needs `ORDER BY` beside `GROUP BY`", "GROUP BY",
         "say which come first: `ORDER BY AVG() DESC`"),
        (f"{PLAIN} ORDER BY MAX()",
         "`ORDER BY` without `GROUP BY`: there is one series, and nothing to order", "ORDER BY",
         "leave it out, or say what to group by before it"),
        (f"{PLAIN} GROUP BY b ORDER MAX()", "`BY` is missing after `ORDER`", "ORDER", "`ORDER BY`"),
        (f"{PLAIN} GROUP BY b ORDER BY", "the query ends too soon", "Y", None),
        (f"{PLAIN} GROUP BY b ORDER BY b", "`ORDER BY` takes a function", "b",
         "`ORDER BY MAX() DESC`"),
        (f"{PLAIN} GROUP BY b ORDER BY p90()", "Metrics Insights has no function `p90`", "p90",
         "it has no percentiles: watch a metric with the statistic `p90` instead"),
        (f"{PLAIN} GROUP BY b ORDER BY MAX(x)",
         "`MAX` takes nothing here, it orders by the series themselves", "x", "`MAX()`"),
        (f"{PLAIN} GROUP BY b ORDER BY MAX(", "this parenthesis is never closed", "(", None),
        (f"{PLAIN} GROUP BY b ORDER BY MAX() DOWN", "`DOWN` is not expected here", "DOWN", None),
        (f"{PLAIN} LIMIT", "the query ends too soon", "T", None),
        (f"{PLAIN} LIMIT 0", "`LIMIT` takes a number from 1 to 500", "0", None),
        (f"{PLAIN} LIMIT 501", "`LIMIT` takes a number from 1 to 500", "501", None),
        (f"{PLAIN} LIMIT 50000", "`LIMIT` takes a number from 1 to 500", "50000", None),
        (f"{PLAIN} LIMIT ten", "`LIMIT` takes a number from 1 to 500", "ten", None),
        (f"{PLAIN} LIMIT ٣", "`LIMIT` takes a number from 1 to 500", "٣", None),
        (f"{PLAIN} LIMIT '5'", "`LIMIT` takes a number from 1 to 500", "'5'", None),
        (f"{PLAIN} LIMIT 5 LIMIT 6", "`LIMIT` is not expected here", "LIMIT", ORDER),
        (f"{PLAIN} LIMIT 5 WHERE b = 'c'", "`WHERE` is not expected here", "WHERE", ORDER),
        (f"{PLAIN} GROUP BY b WHERE c = 'd'", "`WHERE` is not expected here", "WHERE", ORDER),
        (f"{PLAIN} HWERE b = 'c'", "`HWERE` is not expected here", "HWERE", "did you mean `WHERE`?"),
        (f"{PLAIN};", "`;` is not expected here", ";", None),
        (f"{PLAIN} !", "`!` is not expected here", "!", None),
    ],
)  # fmt: skip
def test_mistake_is_refused_at_its_place(
    text: str, message: str, part: str, help: str | None
) -> None:
    """The error names the part of the text that is to blame, and what to do where that is clear."""
    assert refusal(text) == (message, part, help)


def test_graph_needs_no_order() -> None:
    """Outside of alarms several series may come in any order."""
    assert parse_query(f"{PLAIN} GROUP BY b", in_alarm=False).order_by is None


@pytest.mark.parametrize("count", [1, MAX_LIMIT])
def test_limit_at_its_limits(count: int) -> None:
    """As many series as CloudWatch returns can be asked for, and one."""
    assert parse_query(f"{PLAIN} LIMIT 00{count}").limit == Limit(count, NOWHERE)


def test_length_is_limited() -> None:
    """CloudWatch's limit on the characters of a query is kept."""
    text = "SELECT AVG(x) FROM "
    text += "a" * (MAX_LENGTH - len(text))
    assert parse_query(text).namespace.name[0] == "a"
    message = "the query has 2,049 characters, more than 2,048"
    assert refusal(f"{text}a") == (message, f"{text}a", None)
