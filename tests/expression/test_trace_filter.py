"""X-Ray's filter expressions: what is read and what is refused where."""

import pytest

from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.expression.trace_filter_parser import MAX_DEPTH, parse_trace_filter
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
    mixed,
)
from eventflow_monitoring.position import Span

NOWHERE = Span(0, 0)


def word(text: str) -> Word:
    """Return a word, wherever it stands."""
    return Word(text, NOWHERE)


def one(
    keyword: str, operator: str | None = None, value: str | None = None, key: str | None = None
) -> Condition:
    """Return a condition, wherever it stands."""
    named = None if key is None else word(key)
    compared = None if value is None else word(value)
    return Condition(keyword, named, operator, compared, NOWHERE)


def all_of(*operands: FilterNode) -> AllOf:
    """Return conditions that all hold."""
    return AllOf(operands, NOWHERE)


def scope(kind: str, *ends: Service, inner: FilterNode | None = None) -> Scope:
    """Return a filter for a part of the trace."""
    return Scope(kind, ends, inner, NOWHERE)


FAULT = one("fault")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("fault", FAULT),
        ("!ok", Not(one("ok"), NOWHERE)),
        ("ok = false", one("ok", "=", "false")),
        ("responseTime > 5", one("responsetime", ">", "5")),
        ("http.status != 200", one("http.status", "!=", "200")),
        ("coverage >= 0.75", one("coverage", ">=", "0.75")),
        ('http.url CONTAINS "/api/"', one("http.url", "CONTAINS", "/api/")),
        ('http.url beginswith "h"', one("http.url", "BEGINSWITH", "h")),
        ('user CONTAINS ""', one("user", "CONTAINS", "")),
        ("http.url", one("http.url")),
        (
            "duration >= 5 AND duration <= 8",
            all_of(one("duration", ">=", "5"), one("duration", "<=", "8")),
        ),
        (
            "ok !partial duration <3",
            all_of(one("ok"), Not(one("partial"), NOWHERE), one("duration", "<", "3")),
        ),
        ("fault or error", AnyOf((FAULT, one("error")), NOWHERE)),
        ("(fault)", Parentheses(FAULT, NOWHERE)),
        ("annotation.age > 29", one("annotation", ">", "29", "age")),
        ('annotation.game = "8"', one("annotation", "=", "8", "game")),
        ("annotation.on = TRUE", one("annotation", "=", "true", "on")),
        ("!annotation.age", Not(one("annotation", key="age"), NOWHERE)),
        ('annotation[aws:api_id] = "x"', one("annotation", "=", "x", "aws:api_id")),
        ("service()", scope("service")),
        ("service() { fault }", scope("service", inner=FAULT)),
        ('service("a b") {fault}', scope("service", Service(word("a b")), inner=FAULT)),
        (
            'service(id(name: "f", type:"AWS::Lambda::Function"))',
            scope("service", Service(word("f"), word("AWS::Lambda::Function"))),
        ),
        (
            'service(id(account.id: "1"))',
            scope("service", Service(None, account=word("1"))),
        ),
        (
            'edge("a", id(type: "T")) { fault }',
            scope("edge", Service(word("a")), Service(None, word("T")), inner=FAULT),
        ),
        (
            "rootcause.responsetime.entity { last and coverage > 0.8 }",
            scope(
                "rootcause.responsetime.entity",
                inner=all_of(one("last"), one("coverage", ">", "0.8")),
            ),
        ),
        (
            'group.name = "slow" AND user = "a"',
            all_of(one("group.name", "=", "slow"), one("user", "=", "a")),
        ),
        (
            'rootcause.json = #[{ "Services": [] }] AND fault',
            all_of(one("rootcause.json", "=", '#[{ "Services": [] }]'), FAULT),
        ),
    ],
)
def test_what_aws_shows_is_read(text: str, tree: FilterNode) -> None:
    """Each form that the guide has, or people use, becomes what it says."""
    assert parse_trace_filter(text) == tree


def test_and_binds_tighter_and_is_told_of() -> None:
    """Where AND and OR stand together AWS says nothing: what was taken together is found again."""
    text = "fault OR error AND responsetime > 1"
    tree = parse_trace_filter(text)
    assert tree == AnyOf((FAULT, all_of(one("error"), one("responsetime", ">", "1"))), NOWHERE)
    (found,) = mixed(tree)
    assert text[found.span.start : found.span.end] == "error AND responsetime > 1"
    assert mixed(parse_trace_filter("fault OR (error AND responsetime > 1)")) == []
    assert mixed(parse_trace_filter('service("a") { fault OR ok error }')) != []


def test_conditions_are_found_wherever_they_stand() -> None:
    """Inside braces, parentheses and behind `!`, in the order written."""
    tree = parse_trace_filter('!(fault OR ok) AND service("a") { error AND user = "x" }')
    assert [found.keyword for found in conditions(tree)] == ["fault", "ok", "error", "user"]


def refusal(text: str) -> tuple[str, str, str | None]:
    """Return the message for a filter, the part it is about, and the help."""
    with pytest.raises(ExpressionError) as caught:
        parse_trace_filter(text)
    start, end = caught.value.span
    return caught.value.message, text[start:end], caught.value.help


@pytest.mark.parametrize(
    ("text", "message", "part", "help"),
    [
        ("", "the filter ends too soon", "", None),
        ("fault AND", "the filter ends too soon", "D", None),
        ("eror", "X-Ray has no keyword `eror`", "eror", "did you mean `error`?"),
        ("latency > 1", "X-Ray has no keyword `latency`", "latency",
         "did you mean `responsetime`?"),
        ("tenant", "X-Ray has no keyword `tenant`", "tenant",
         "an annotation is written `annotation.tenant`"),
        ("http.zzzzzzzzzz", "X-Ray has no keyword `http.zzzzzzzzzz`", "http.zzzzzzzzzz",
         "known: `http.status`, `http.url`, `http.method`, `http.useragent`, `http.clientip`"),
        ("fault ; error", "X-Ray has no keyword `;`", ";", None),
        ("NOT fault", "`NOT` is no operator", "NOT", "did you mean `!`?"),
        ("fault && error", "`&&` is no operator", "&&", "did you mean `AND`?"),
        ("fault | error", "`|` is no operator", "|", "did you mean `OR`?"),
        ("AND fault", "`AND` is not expected here", "AND", None),
        ("fault, error", "`,` is not expected here", ",", None),
        ('"x"', "text alone is no condition", '"x"',
         'such as `http.url CONTAINS "x"`, or `service("x")`'),
        ("5 > 3", "`5` alone is no condition", "5", "`responsetime > 1`"),
        ('http.url == "x"', "X-Ray has no operator `==`", "==", "did you mean `=`?"),
        ('http.url STARTSWITH "x"', "X-Ray has no operator `STARTSWITH`", "STARTSWITH",
         "did you mean `BEGINSWITH`?"),
        ('http.url CONTANIS "x"', "X-Ray has no operator `CONTANIS`", "CONTANIS",
         "did you mean `CONTAINS`?"),
        ('http.url "x"', 'an operator is missing before `"x"`', '"x"', '`http.url = "x"`'),
        ("responsetime 5", "an operator is missing before `5`", "5", "`responsetime = 5`"),
        ('responsetime CONTAINS "1"', "`CONTAINS` does not fit: `responsetime` is a number",
         "CONTAINS", "it goes with `=`, `!=`, `<`, `<=`, `>`, `>=`"),
        ('user > "a"', "`>` does not fit: `user` is text", ">",
         "it goes with `=`, `!=`, `CONTAINS`, `BEGINSWITH`, `ENDSWITH`"),
        ("fault < 1", "`<` does not fit: `fault` is true or false", "<", "it goes with `=`, `!=`"),
        ("json > 1", "`>` does not fit: `json` is JSON", ">", "it goes with `=`, `!=`"),
        ("responsetime > 1s", "`responsetime` is compared with a number", "1s",
         "of seconds, without a unit: `1`, `0.5`"),
        ('http.status = "500"', "`http.status` is compared with a number", '"500"', None),
        ('fault = "true"', "`fault` is `true` or `false`", '"true"', "write `true`, without quotes"),
        ("fault = yes", "`fault` is `true` or `false`", "yes", None),
        ("http.method = POST", "`http.method` is compared with text", "POST", 'write `"POST"`'),
        ("user = 'x'", "X-Ray takes no single quotes", "'", 'text stands in double quotes: `"x"`'),
        ("user =", "the filter ends before what `user` is compared with", "=", None),
        ("annotation.a = b", "`b` is neither a number nor `true` nor `false`", "b",
         'as text it needs quotes: `"b"`'),
        ('json = "x"', "`json` is compared with JSON", '"x"', "it follows a `#`"),
        ("rootcause.json = #[", "JSON follows `#`, and this is none", "#",
         'such as `rootcause.json = #[{ "Services": [{ "Name": "x" }] }]`'),
        ("annotation", "the key of the annotation is missing", "annotation",
         "an annotation has a key: `annotation.key`, or `annotation[key]`"),
        ("annotation[ ]", "the key of the annotation is missing", "annotation[ ]",
         "`annotation[key]`"),
        ('user = "x', "this quote is never closed", '"', None),
        ("(fault", "this parenthesis is never closed", "(", None),
        ("fault)", "this parenthesis was never opened", ")", None),
        ("fault }", "this brace was never opened", "}", None),
        ('service("a") { fault', "this brace is never closed", "{", None),
        ('service("a" { fault }', "this parenthesis is never closed", "(", None),
        ('service("a" "b")', '`,` is missing before `"b"`', '"b"', None),
        ("service", "`service` takes services in parentheses", "service", 'such as `service("x")`'),
        ("service(a)", "`service` takes the name of a service, or `id(...)`", "a", 'write `"a"`'),
        ('service("a", "b")', "`service` takes one service, or none", 'service("a", "b")',
         '`service("x")`'),
        ('edge("a")', "`edge` takes two services", 'edge("a")', '`edge("x", "y")`'),
        ("edge", "`edge` takes services in parentheses", "edge", '`edge("x", "y")`'),
        ("rootcause.fault.service", "`rootcause.fault.service` takes a filter in braces",
         "rootcause.fault.service", 'such as `rootcause.fault.service { name = "x" }`'),
        ('id(name: "x")', "`id` alone is no condition", "id",
         "it stands for a service: `service(id(...))`"),
        ('service(id(nam: "x"))', "`id` does not take `nam`", "nam", "did you mean `name`?"),
        ('service(id(name: "x", name: "y"))', "`name` is said twice", "name", None),
        ('service(id(name "x"))', '`:` is missing before `"x"`', '"x"', None),
        ("service(id(name: x))", "`name` is compared with text", "x", 'write `"x"`'),
    ],
)  # fmt: skip
def test_a_mistake_is_shown_where_it_is(text: str, message: str, part: str, help: str) -> None:
    """What X-Ray does not take is refused by its place, with what was meant."""
    assert refusal(text) == (message, part, help)


def test_nesting_ends_somewhere() -> None:
    """As deep as is read, and one deeper."""
    parse_trace_filter("!" * MAX_DEPTH + "ok")
    assert refusal("!" * (MAX_DEPTH + 1) + "ok")[0].endswith("stand inside one another")
    deep = "(" * (MAX_DEPTH + 1) + "ok" + ")" * (MAX_DEPTH + 1)
    assert refusal(deep)[0] == f"more than {MAX_DEPTH} conditions stand inside one another"
