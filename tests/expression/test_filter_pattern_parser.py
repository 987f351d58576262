"""Filter patterns: what they are read as, and what is refused where."""

import pytest

from eventflow_monitoring.expression.filter_pattern_parser import MAX_LENGTH, parse_filter_pattern
from eventflow_monitoring.expression.filter_pattern_syntax import (
    AllOf,
    AnyOf,
    Comparison,
    JsonPattern,
    Operator,
    Place,
    Regex,
    Role,
    Selector,
    SpacePattern,
    Term,
    TermsPattern,
    Text,
    Word,
    comparisons,
    field_names,
    has_fields,
    regex_count,
)
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span

NOWHERE = Span(0, 0)
CONDITION = 'such as `{ $.level = "ERROR" }`'
FIELD_FORMS = "`$.a.b`, `$.list[0]`, or `$.['a.b']` where the name has other signs"
JOINED = "conditions are joined by `&&` or `||`"
LINE = "such as `[time, level = ERROR, ...]`"
MIXED = "Logs ignores words with `?` in silence where others stand beside them"
MIXED_HELP = "give every word a `?`, or none; `{ … || … }` says more of JSON"
NAMELESS = "the name of a field is missing"
NAMES = "letters, digits, `_` and `-`, a letter first"
NO_REGEX = "this is no regular expression: min repeat greater than max repeat at position 2"
ODD = "a word has letters, digits and `_`, `{}` has other signs"
OPERATORS = "one of `=`, `!=`, `<`, `<=`, `>`, `>=`, `IS`, `NOT EXISTS`"
QUOTE = "this quote is never closed"
TWO_REGEXES = "a pattern has at most 2 regular expressions"
COMMA = "a comma begins the next field"
GROUPS = "Logs takes no groups in a regular expression"
GROUPS_HELP = r"write the alternatives out, or `\(`"
VALUE = 'such as `"ERROR"` or `1000`'


def refusal(text: str) -> tuple[str, str, str | None]:
    """Return a pattern with guillemets around what is refused, the message, and the help."""
    with pytest.raises(ExpressionError) as caught:
        parse_filter_pattern(text)
    start, end = caught.value.span
    marked = f"{text[:start]}«{text[start:end]}»{text[end:]}"
    return marked, caught.value.message, caught.value.help


def compared(
    text: str,
    operator: Operator,
    literal: float | Text | Regex | Word | None,
    *path: str | int | None,
) -> Comparison:
    """Return a comparison of a field, which stands anywhere."""
    return Comparison(Selector(text, path, NOWHERE), operator, literal, NOWHERE)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []), (" \n", []), ("ERROR", [(Role.REQUIRED, Text("ERROR"))]),
        (" a  b_2 ", [(Role.REQUIRED, Text("a")), (Role.REQUIRED, Text("b_2"))]),
        ("?a ?b", [(Role.OPTIONAL, Text("a")), (Role.OPTIONAL, Text("b"))]),
        ("a -b", [(Role.REQUIRED, Text("a")), (Role.EXCLUDED, Text("b"))]),
        ('"a: b" -"c d"', [(Role.REQUIRED, Text("a: b")), (Role.EXCLUDED, Text("c d"))]),
        (r'"say \"x\""', [(Role.REQUIRED, Text('say "x"'))]),
        ('"$.a = 1 }"', [(Role.REQUIRED, Text("$.a = 1 }"))]),
        (r"%4\d\d|5\d\d%", [(Role.REQUIRED, Regex(r"4\d\d|5\d\d"))]),
    ],
)  # fmt: skip
def test_words_are_read(text: str, terms: list[tuple[Role, Text | Regex]]) -> None:
    """A word is required, optional or excluded; phrases and regular expressions are words too."""
    expected = tuple(Term(role, content, NOWHERE) for role, content in terms)
    pattern = parse_filter_pattern(text)
    assert pattern == TermsPattern(expected)
    assert isinstance(pattern, TermsPattern)
    assert " ".join(text[slice(*term.span)] for term in pattern.terms).split() == text.split()


@pytest.mark.parametrize(
    ("written", "operator", "literal"),
    [
        ('= "x y"', Operator.EQUAL, Text("x y")), ('="*x*"', Operator.EQUAL, Text("*x*")),
        ("= *", Operator.EQUAL, Text("*")), ("= Update", Operator.EQUAL, Text("Update")),
        ("!= 123.123.*", Operator.NOT_EQUAL, Text("123.123.*")),
        ('= "5"', Operator.EQUAL, Text("5")), ("= 5", Operator.EQUAL, 5.0),
        ("!=-5", Operator.NOT_EQUAL, -5.0), ("< 10e3", Operator.LESS, 10_000.0),
        ("<= 10e-3", Operator.LESS_OR_EQUAL, 0.01), ("> +1000", Operator.GREATER, 1_000.0),
        (">= 55.5", Operator.GREATER_OR_EQUAL, 55.5),
        (r"= %^4\d\d$%", Operator.EQUAL, Regex(r"^4\d\d$")),
        (r"= %\(x\)%", Operator.EQUAL, Regex(r"\(x\)")),
        ("IS NULL", Operator.IS, Word.NULL), ("IS TRUE", Operator.IS, Word.TRUE),
        ("IS FALSE", Operator.IS, Word.FALSE), ("NOT EXISTS", Operator.NOT_EXISTS, None),
    ],
)  # fmt: skip
def test_comparisons_are_read(
    written: str, operator: Operator, literal: float | Text | Regex | Word | None
) -> None:
    """A field of JSON is compared with texts, numbers, regular expressions, or asked for."""
    text = f"{{ $.a {written} }}"
    (comparison,) = comparisons(parse_filter_pattern(text))
    assert comparison == compared("$.a", operator, literal, "a")
    assert text[slice(*comparison.span)] == f"$.a {written}"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("$.a", ("a",)), ("$.a.b_c.d-e", ("a", "b_c", "d-e")), ("$.a[0]", ("a", 0)),
        ("$.a[1][20].b", ("a", 1, 20, "b")), ("$.a[*].b", ("a", None, "b")),
        ("$.a.*", ("a", None)), ("$.['a.b']", ("a.b",)), ("$.['a b'].c", ("a b", "c")),
        ("$.['}'].['=']", ("}", "=")),
    ],
)  # fmt: skip
def test_selectors_are_read(text: str, path: tuple[str | int | None, ...]) -> None:
    """A field is named by keys, indices, and one `*` at most."""
    pattern = f"{{ {text} = 1 }}"
    (comparison,) = comparisons(parse_filter_pattern(pattern))
    assert comparison.selector == Selector(text, path, NOWHERE)
    assert pattern[slice(*comparison.selector.span)] == text


def test_and_binds_tighter_than_or() -> None:
    """AWS documents the order: parentheses, `&&`, `||`."""
    a, b, c = (compared(f"$.{name}", Operator.EQUAL, 1.0, name) for name in "abc")
    text = "{ $.a=1 || $.b=1 && $.c=1 }"
    pattern = parse_filter_pattern(text)
    assert pattern == JsonPattern(AnyOf((a, AllOf((b, c)))))
    assert isinstance(pattern, JsonPattern)
    assert isinstance(pattern.condition, AnyOf)
    assert text[slice(*pattern.condition.span)] == "$.a=1 || $.b=1 && $.c=1"
    assert text[slice(*pattern.condition.conditions[1].span)] == "$.b=1 && $.c=1"
    grouped = parse_filter_pattern("{ ($.a=1 || ($.b=1)) && $.c=1 }")
    assert grouped == JsonPattern(AllOf((AnyOf((a, b)), c)))


def test_fields_of_a_line_are_read() -> None:
    """Fields stand in their order, with conditions or without, which may stand in parentheses."""
    text = "[ip, ..., (status = 4* && status != 403), bytes>1000]"
    pattern = parse_filter_pattern(text)
    status = AllOf((
        compared("status", Operator.EQUAL, Text("4*"), "status"),
        compared("status", Operator.NOT_EQUAL, 403.0, "status"),
    ))  # fmt: skip
    larger = compared("bytes", Operator.GREATER, 1_000.0, "bytes")
    written = ["ip", "...", "(status = 4* && status != 403)", "bytes>1000"]
    expected = [("ip", None), (None, None), ("status", status), ("bytes", larger)]
    assert pattern == SpacePattern(tuple(Place(*place, NOWHERE) for place in expected))
    assert isinstance(pattern, SpacePattern)
    assert [text[slice(*place.span)] for place in pattern.places] == written


@pytest.mark.parametrize(
    ("text", "fields", "regexes"),
    [
        ("", None, 0), ("a %b% %c%", None, 2), ("[a, ..., b = %x% || b = %y%]", ("a", "b"), 2),
        ("{ $.a = %x% && ($.b.c IS NULL || $.a = 2) }", ("$.a", "$.b.c"), 1),
    ],
)  # fmt: skip
def test_what_a_pattern_has(text: str, fields: tuple[str, ...] | None, regexes: int) -> None:
    """Words have no fields; regular expressions are counted in every form."""
    pattern = parse_filter_pattern(text)
    assert has_fields(pattern) is (fields is not None)
    assert field_names(pattern) == (fields or ())
    assert regex_count(pattern) == regexes


@pytest.mark.parametrize(
    ("marked", "message", "help"),
    [
        # Words.
        ("«?ERROR» REQUEST", MIXED, MIXED_HELP), ("REQUEST «?ERROR»", MIXED, MIXED_HELP),
        ("«?ERROR» -REQUEST", MIXED, MIXED_HELP), ("«?ERROR» %x%", MIXED, MIXED_HELP),
        ('a «"»b', QUOTE, None), ('{ $.a = «"»x }', QUOTE, None),
        ('a «-»"b', "`-` stands right before a word", "such as `-ERROR`"),
        ("a «%»b", "this regular expression is never closed", None),
        ("a «-» b", "`-` stands right before a word", "such as `-ERROR`"),
        ("«?» a", "`?` stands right before a word", "such as `?ERROR`"),
        ("a «b:c»", ODD.format("b:c"), 'write `"b:c"`'),
        ("-«b.c»", ODD.format("b.c"), 'write `"b.c"`'), ("«é»", ODD.format("é"), 'write `"é"`'),
        ("«$.a» = 1 }", ODD.format("$.a"), "conditions stand in braces: `{ $.a = … }`"),
        ("a «}»", "`}` closes nothing", None), ("a «]»", "`]` closes nothing", None),
        # Braces, parentheses, quotes.
        ("«{}»", "a condition is missing", CONDITION),
        (" «{ }» ", "a condition is missing", CONDITION), ("«{»", "`{` is not closed", None),
        (" «{» $.a = 1", "`{` is not closed", None), ('«{» $.a = "}"', "`{` is not closed", None),
        ("«{» $.a = 1 ]", "`{` is not closed", None),
        ("{ $.a = 1 } «-x» ", "nothing stands behind the `}` of a pattern", None),
        ("{ $.a = 1 «}» }", "`}` is not expected here", JOINED),
        ("{ $.a = «%»x }", "this regular expression is never closed", "`%…%`"),
        ("{«(»$.a=1}", "`(` is not closed", None), ("{«(»($.a=1)}", "`(` is not closed", None),
        ("{ $.a = 1«)» }", "`)` closes nothing", None),
        ("{ («)» }", "a field begins with `$.`, `)` does not", None),
        # Operators.
        ("{ «$.a» }", "`$.a` is compared with nothing", "`$.a = *` is true where it is"),
        ("{ «$.a» && $.b = 1 }", "`$.a` is compared with nothing", "`$.a = *` is true where it is"),
        ("{ $.a «5» }", "`5` is no operator", OPERATORS),
        ("{ $.a «==» 5 }", "`==` is no operator", "write `=`"),
        ("{ $.a = 1 «AND» $.b = 2 }", "`AND` is no operator", "write `&&`"),
        ("{ $.a = 1 «or» $.b = 2 }", "`or` is no operator", "write `||`"),
        ("{ ($.a = 1 «and» $.b = 2) }", "`and` is no operator", "write `&&`"),
        ("{ $.a = 1 «&» $.b = 2 }", "`&` is not expected here", "did you mean `&&`?"),
        ("{ $.a = 1 «|» $.b = 2 }", "`|` is not expected here", "did you mean `||`?"),
        ("{ «!»($.a = 1) }", "`!` is not expected here",
         "`!=` compares; `NOT EXISTS` asks for what is not there"),
        ("{ $.a = 1 «$.b» = 2 }", "`$.b` is not expected here", JOINED),
        ("{ $.a «IS NOT» NULL }", "Logs has no `IS NOT`",
         "`$.a = *` is true where there is a value"),
        ("{ $.a «EXISTS» }", "Logs has no `EXISTS`", "`$.a = *` is true where there is one"),
        ("{ $.a IS «x» }", "`x` is not expected here", "`IS NULL`, `IS TRUE`, `IS FALSE`"),
        ("{ $.a NOT «NULL» }", "`NULL` is not expected here", "`NOT EXISTS`"),
        # Fields.
        ("{ $.a = 1 &&« »}", "a field is missing", 'such as `$.level = "ERROR"`'),
        ("{ «a» = 1 }", "a field begins with `$.`, `a` does not", "did you mean `$.a`?"),
        ("{ «&&» $.a = 1 }", "a field begins with `$.`, `&&` does not", None),
        ("{ «$» = 1 }", NAMELESS, "such as `$.level`"),
        ("{ $«a» = 1 }", "`$a` is no field", FIELD_FORMS),
        ("{ $.a«..b» = 1 }", "`$.a..b` is no field", FIELD_FORMS),
        ("{ $.a«[-1]» = 1 }", "`$.a[-1]` is no field", FIELD_FORMS),
        ("{ «$.a[*].b[*]» = 1 }", "a field has at most one `*`", None),
        # Values.
        ("{ $.a =« »}", "a value is missing", VALUE),
        ("{ $.a = «&&» $.b = 1 }", "a value is missing", VALUE),
        ("{ $.a = «'x'» }", "`'x'` stands in double quotes", 'write `"x"`'),
        ("{ $.a = «x$y» }", "`x$y` stands in double quotes", 'write `"x$y"`'),
        ('{ $.a < «"5"» }', '`<` compares numbers, `"5"` is none', "write `5`"),
        ("{ $.a >= «x» }", "`>=` compares numbers, `x` is none", None),
        ("{ $.a > «%5%» }", "`>` compares numbers, `%5%` is none", "write `5`"),
        # Regular expressions.
        ("{ $.a = %«%» }", "this regular expression is empty", None),
        ("%a«(»b)%", GROUPS, GROUPS_HELP), (r"{ $.a = %\\«(»b)% }", GROUPS, GROUPS_HELP),
        ("{ $.a = %«é»% }", "a regular expression holds ASCII characters only", None),
        ("%«a{2,1}»%", NO_REGEX, None), ("%a% %b% «-%c%»", TWO_REGEXES, None),
        ("{ $.a = %a% && $.b = %b% || «$.c = %c%» && $.d = %d% }", TWO_REGEXES, None),
        ("[a = %a%, b = %b%, c, «d = %d%»]", TWO_REGEXES, None),
        # Fields of a line.
        ("«[]»", "a field is missing", LINE), ("«[ ]»", "a field is missing", LINE),
        ("«[»", "`[` is not closed", None), ("«[»a, b", "`[` is not closed", None),
        ("[a, b] «ERROR»", "nothing stands behind the `]` of a pattern", None),
        ("[..., a, «...»]", "a pattern has at most one `...`", None),
        ("[a, b, «a»]", "`a` names two fields", None),
        ("[a«,»]", NAMELESS, None), ("[a, «,» b]", NAMELESS, None),
        ("[«1a»]", "`1a` cannot name a field", NAMES),
        ("[«$.a»]", "`$.a` cannot name a field", NAMES),
        ("[a «b»]", "`b` is no operator", OPERATORS),
        ("[a = 1 «b»]", "`,` is missing before `b`", "fields stand apart by commas"),
        ("[a = 1 «and» a = 2]", "`and` is no operator", "write `&&`"),
        ("[a = 1 «OR» a = 2]", "`OR` is no operator", "write `||`"),
        ("[a = 1 && «b» = 2]", "the condition of `a` is about `b`", COMMA),
        ("[(a = 1 || «b» = 2)]", "the condition of `a` is about `b`", COMMA),
        ("[a, «b NOT EXISTS»]", "only fields of JSON are asked for `NOT EXISTS`", None),
        ("[«a IS NULL»]", "only fields of JSON are asked for `IS`", None),
    ],
)  # fmt: skip
def test_mistake_is_refused_at_its_place(marked: str, message: str, help: str | None) -> None:
    """The error points at the part in guillemets, and says what to do where that is clear."""
    assert refusal(marked.replace("«", "").replace("»", "")) == (marked, message, help)


def _nested(levels: int) -> str:
    return "{ " + "(" * levels + "$.a = 1" + ")" * levels + " }"


@pytest.mark.parametrize("text", [
    "x" * MAX_LENGTH, " " * MAX_LENGTH, "%a% %b%", "{ $.a = %a% && $.b = %b% }", "[..., a]",
    "{ $.a[*].b = 1 }", _nested(32), "{ " + "||".join(["$.a=1"] * 127) + " }",
])  # fmt: skip
def test_pattern_at_a_limit_is_read(text: str) -> None:
    """What is exactly as much as Logs takes is taken."""
    assert regex_count(parse_filter_pattern(text)) <= 2


@pytest.mark.parametrize(
    ("text", "message", "span"),
    [
        ("x" * 1_025, "a pattern has at most 1,024 characters, this one has 1,025", (1_024, 1_025)),
        (" " * 1_030, "a pattern has at most 1,024 characters, this one has 1,030", (1_024, 1_030)),
        (_nested(33), "nested more than 32 levels deep", (34, 35)),
        (_nested(500), "nested more than 32 levels deep", (34, 35)),
    ],
)
def test_pattern_past_a_limit_is_refused_from_there_on(
    text: str, message: str, span: tuple[int, int]
) -> None:
    """What is too much is pointed at, and nothing overflows."""
    with pytest.raises(ExpressionError) as caught:
        parse_filter_pattern(text)
    assert (caught.value.message, caught.value.span) == (message, span)
