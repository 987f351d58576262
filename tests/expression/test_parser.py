"""Text to syntax tree: what binds how, and what is refused where."""

import pytest

from eventflow_monitoring.expression.parser import MAX_LENGTH, parse
from eventflow_monitoring.expression.syntax import ExpressionError, names
from eventflow_monitoring.expression.writer import write


def refusal(text: str) -> tuple[str, str, str | None]:
    """Return the message for an expression, the part it is about, and the help."""
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    start, end = caught.value.span
    return caught.value.message, text[start:end], caught.value.help


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a", "a"),
        ("100 * a / b", "(100 * a) / b"),
        ("a - b - c", "(a - b) - c"),
        ("a + b * c", "a + (b * c)"),
        ("(a + b) * c", "(a + b) * c"),
        ("((a))", "a"),
        ("a ^ b ^ c", "a ^ (b ^ c)"),
        ("-a ^ 2", "-(a ^ 2)"),
        ("a ^ -2", "a ^ (-2)"),
        ("- - a", "-(-a)"),
        ("a * -b", "a * (-b)"),
        ("a + 1 > b", "(a + 1) > b"),
        ("a > 1 AND b > 2 OR c", "((a > 1) AND (b > 2)) OR c"),
        ("a > 1 && b > 2 || c", "((a > 1) AND (b > 2)) OR c"),
        ("a == b != c", "(a == b) != c"),
        ("IF(a > 0, 100 * FILL(b, 0) / a)", "IF(a > 0, (100 * FILL(b, 0)) / a)"),
        ("FILL(a,REPEAT)", "FILL(a, REPEAT)"),
        ("SORT(a, AVG, DESC, 10)", "SORT(a, AVG, DESC, 10)"),
        ("1.5e-3 * .5 + 2.", "(1.5e-3 * .5) + 2."),
        ('SEARCH("{AWS/ECS} CPU", "Sum")', 'SEARCH("{AWS/ECS} CPU", "Sum")'),
        (" \t a\n+\nb ", "a + b"),
        ("METRICS()", "METRICS()"),
        ("_a1", "_a1"),
        ("MAX([a,b+1])", "MAX([a, b + 1])"),
        ("100/[a, b]", "100 / [a, b]"),
        ("-[a]", "-[a]"),
        ('SUM([METRICS("4xx"), METRICS("5xx")])', 'SUM([METRICS("4xx"), METRICS("5xx")])'),
    ],
)
def test_operators_bind_as_in_other_languages(text: str, written: str) -> None:
    """What is read is written back with parentheses that show how it was read."""
    assert write(parse(text), {}) == written


@pytest.mark.parametrize(
    ("text", "message", "part"),
    [
        ("", "the expression ends too soon", ""),
        ("   ", "the expression ends too soon", " "),
        ("a +", "the expression ends too soon", "+"),
        ("a + * b", "`*` is not expected here", "*"),
        ("a b", "an operator is missing before `b`", "b"),
        ("2a", "an operator is missing before `a`", "a"),
        ("a (b)", "metric math has no function `a`", "a"),
        ("(a) (b)", "an operator is missing before `(`", "("),
        ("a)", "`)` is not expected here", ")"),
        ("(a + b", "this parenthesis is never closed", "("),
        ("SUM(a", "this parenthesis is never closed", "("),
        ("(a, b)", "`,` is not expected here", ","),
        ("SUM(a b)", "an operator is missing before `b`", "b"),
        ("SUM(a,)", "`)` is not expected here", ")"),
        ("AND a", "`AND` is not expected here", "AND"),
        ("a AND OR b", "`OR` is not expected here", "OR"),
        ("a % b", "`%` has no meaning in metric math", "%"),
        ("a = b", "`=` has no meaning in metric math", "="),
        ("a × b", "`×` has no meaning in metric math", "×"),
        ("٣ * a", "`٣` has no meaning in metric math", "٣"),
        ('FILL(a, "b', "this quote is never closed", '"'),
        ("MAX([a, b)", "`)` is not expected here", ")"),
        ("MAX([a, b", "this bracket is never closed", "["),
        ("[a b]", "an operator is missing before `b`", "b"),
        ("MAX([ ])", "the array is empty", "[ ]"),
        ("[a, ]", "`]` is not expected here", "]"),
        ("a]", "`]` is not expected here", "]"),
        ("a[b]", "an operator is missing before `[`", "["),
        ("[" * 33 + "a", "nested more than 32 levels deep", "["),
        ("(" * 33 + "a", "nested more than 32 levels deep", "("),
        ("-" * 33 + "a", "nested more than 32 levels deep", "-"),
        ("a" + "+a" * 201, "more than 200 operators", "+"),
    ],
)
def test_mistake_is_refused_at_its_place(text: str, message: str, part: str) -> None:
    """The error names the part of the text that is to blame."""
    assert refusal(text)[:2] == (message, part)


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("sum(a)", "did you mean `SUM`?"),
        ("FIL(a, 0)", "did you mean `FILL`?"),
        ("frobnicate(a)", None),
        ("a > 1 and b", "did you mean `AND`?"),
        ("(a > 1 or b)", "did you mean `OR`?"),
        ("FILL(a, 'x')", 'text stands in double quotes: `"..."`'),
        ("METRICS(“4xx”)", 'text stands in double quotes: `"..."`'),
        ("MAX([])", "several series stand in brackets: `[a, b]`"),
    ],
)
def test_help_names_what_was_meant(text: str, help: str | None) -> None:
    """Where it is clear what was meant, the help says so."""
    assert refusal(text)[2] == help


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("(" * 32 + "a" + ")" * 32, "a"),
        ("-" * 32 + "a", "-(" * 31 + "-a" + ")" * 31),
        ("a" + "+a" * 200, "(" * 199 + "a" + " + a)" * 199 + " + a"),
        ("ABS(" * 32 + "a" + ")" * 32, "ABS(" * 32 + "a" + ")" * 32),
        ("[" * 32 + "a" + "]" * 32, "[" * 32 + "a" + "]" * 32),
    ],
    ids=["parentheses", "signs", "operators", "calls", "arrays"],
)
def test_expression_at_the_limits_is_read_and_written(text: str, written: str) -> None:
    """What is as deep or as long as is allowed passes through."""
    assert write(parse(text), {}) == written


def test_length_is_limited() -> None:
    """CloudWatch's limit on the length of an expression is kept."""
    assert names(parse("a" * MAX_LENGTH))[0].name == "a" * MAX_LENGTH
    assert (
        refusal("a" * (MAX_LENGTH + 1))[0] == "the expression has 2,049 characters, more than 2,048"
    )


def test_names_are_metrics_only() -> None:
    """Functions and the words that are their arguments are no names, a metric called like one is."""
    found = names(
        parse('FILL(a, REPEAT) + SORT(b, SUM, DESC, 3) * -SUM / FILL(LINEAR, 0) + SUM("c")')
    )
    assert [name.name for name in found] == ["a", "b", "SUM", "LINEAR"]


def test_names_know_their_place() -> None:
    """Each name is found in the text it came from."""
    text = "100 * FILL(Errors, 0) / MAX([Requests, -Attempts])"
    spans = [name.span for name in names(parse(text))]
    assert [text[start:end] for start, end in spans] == ["Errors", "Requests", "Attempts"]


def test_names_are_written_as_ids() -> None:
    """Only metrics get an id; words and functions of the same name stay."""
    tree = parse("FILL(REPEAT, REPEAT) * SUM(SUM)")
    assert write(tree, {"REPEAT": "r", "SUM": "s"}) == "FILL(r, REPEAT) * SUM(s)"
