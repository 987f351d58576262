"""The types of metric math: what each operation makes, and what it refuses."""

import pytest

from eventflow_monitoring.expression.functions import FUNCTIONS, KEYWORDS
from eventflow_monitoring.expression.inference import one_of, type_of
from eventflow_monitoring.expression.parser import parse
from eventflow_monitoring.expression.signature import SIGNATURES, Type
from eventflow_monitoring.expression.syntax import ExpressionError

SCALAR_FORMS = ["AVG", "MAX", "MIN", "STDDEV", "SUM"]


def refusal(text: str) -> tuple[str, str, str | None]:
    """Return the message for an expression, the part it is about, and the help."""
    with pytest.raises(ExpressionError) as caught:
        type_of(parse(text))
    start, end = caught.value.span
    return caught.value.message, text[start:end], caught.value.help


def test_every_function_has_a_signature() -> None:
    """Each function that the parser knows has one, and no other; so do the words they take."""
    assert set(SIGNATURES) == FUNCTIONS
    words = {
        function: {
            one
            for form in forms
            for parameter in form.parameters
            for one in parameter
            if isinstance(one, str)
        }
        for function, forms in SIGNATURES.items()
    }
    assert {function: found for function, found in words.items() if found} == KEYWORDS


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("2", Type.NUMBER),
        ("a", Type.SERIES),
        ("[a, b]", Type.ARRAY),
        ("[[a, b], c]", Type.ARRAY),
        ('"a"', Type.TEXT),
        ('["a", "b"]', Type.TEXTS),
        ("-2 + 3 ^ 4", Type.NUMBER),
        ("5 * a", Type.SERIES),
        ("a / b", Type.SERIES),
        ("100 / [a, b]", Type.ARRAY),
        ("[a, b] / c", Type.ARRAY),
        ("-[a, b]", Type.ARRAY),
        ("1 < 2", Type.NUMBER),
        ("a < 2 AND b", Type.SERIES),
        *[(f"{function}(a)", Type.NUMBER) for function in SCALAR_FORMS],
        *[(f"{function}([a, b])", Type.SERIES) for function in SCALAR_FORMS],
        ("DATAPOINT_COUNT(a)", Type.NUMBER),
        ("DATAPOINT_COUNT([a])", Type.SERIES),
        *[
            (f"{function}({argument})", type)
            for function in [
                "ABS",
                "CEIL",
                "FLOOR",
                "LOG",
                "LOG10",
                "DIFF",
                "DIFF_TIME",
                "RATE",
                "RUNNING_SUM",
            ]
            for argument, type in (("a", Type.SERIES), ("[a]", Type.ARRAY))
        ],
        *[
            (f"{function}(a)", Type.SERIES)
            for function in [
                "MINUTE",
                "HOUR",
                "DAY",
                "DATE",
                "MONTH",
                "YEAR",
                "EPOCH",
                "SERVICE_QUOTA",
            ]
        ],
        ("FIRST([a])", Type.SERIES),
        ("LAST(ANOMALY_DETECTION_BAND(a, 3))", Type.SERIES),
        ("ANOMALY_DETECTION_BAND(a / b)", Type.ARRAY),
        ('DB_PERF_INSIGHTS("RDS", "db-1", "os.memory.free.avg")', Type.SERIES),
        ('DB_PERF_INSIGHTS("RDS", "db-1", ["db.load.avg"])', Type.ARRAY),
        ("FILL(a, 0)", Type.SERIES),
        ("FILL(a, MIN(a))", Type.SERIES),
        ("FILL(a, REPEAT)", Type.SERIES),
        ("FILL(METRICS(), a)", Type.ARRAY),
        ("FILL(METRICS(), LINEAR)", Type.ARRAY),
        ("IF(a > 5, b)", Type.SERIES),
        ("IF(a, 1, 0)", Type.SERIES),
        ("IF(a, b, 0)", Type.SERIES),
        ("IF(a, 1, b)", Type.SERIES),
        ("IF(AVG(a) > 5, b, c)", Type.SERIES),
        ("IF(1, b)", Type.SERIES),
        ('INSIGHT_RULE_METRIC("rule", "UniqueContributors")', Type.SERIES),
        ('LAMBDA("f")', Type.SERIES),
        ('LAMBDA("f", "x", 2, a, 4)', Type.SERIES),
        ("METRICS()", Type.ARRAY),
        ('METRICS("errors")', Type.ARRAY),
        ("METRIC_COUNT(METRICS())", Type.NUMBER),
        ("PERIOD(a)", Type.NUMBER),
        ("REMOVE_EMPTY([a])", Type.ARRAY),
        ('SEARCH("{AWS/EC2} CPU", "Average")', Type.ARRAY),
        ('SEARCH("{AWS/EC2} CPU", "Average", 300)', Type.ARRAY),
        ("SLICE([a, b], 1)", Type.ARRAY),
        ("SLICE([a, b], 0, 1)", Type.ARRAY),
        ("SORT([a, b], MAX, ASC)", Type.ARRAY),
        ("SORT([a, b], AVG, DESC, 10)", Type.ARRAY),
        ("TIME_SERIES(10)", Type.SERIES),
    ],
)
def test_part_is_what_the_guide_says(text: str, type: Type) -> None:
    """Each operation makes a number, a series or an array of what its parts are."""
    assert type_of(parse(text)) is type


@pytest.mark.parametrize(
    ("text", "message", "part", "help"),
    [
        ("AVG(a, b)", "`AVG` takes one argument, 2 are written", "b", "`AVG([a, b])`"),
        ("ABS(a, b + c, d)", "`ABS` takes one argument, 3 are written", "b + c, d",
         "`ABS([a, b + c, d])`"),
        ("1 + AVG()", "`AVG` takes one argument, none is written", "AVG()", None),
        ("FILL(a)", "`FILL` takes two arguments, 1 is written", "FILL(a)", None),
        ("FILL(a, 0, b, 1)", "`FILL` takes two arguments, 4 are written", "b, 1", None),
        ("IF(a)", "`IF` takes two or three arguments, 1 is written", "IF(a)", None),
        ("IF(a, b, c, d)", "`IF` takes two or three arguments, 4 are written", "d", None),
        ('METRICS("a", "b")', "`METRICS` takes at most one argument, 2 are written", '"b"', None),
        ("SORT([a], AVG)", "`SORT` takes three or four arguments, 2 are written",
         "SORT([a], AVG)", None),
        ("LAMBDA()", "`LAMBDA` takes at least one argument, none is written", "LAMBDA()", None),
    ],
)  # fmt: skip
def test_wrong_number_of_arguments(text: str, message: str, part: str, help: str | None) -> None:
    """What is too much is pointed at, and where a function takes an array that is offered."""
    assert refusal(text) == (message, part, help)


def test_long_parts_are_not_repeated() -> None:
    """A help line stays one line, however long the expression is."""
    assert refusal(f"AVG({'a' * 18}, {'b' * 20})")[2] == f"`AVG([{'a' * 18}, {'b' * 20}])`"
    assert refusal(f"AVG({'a' * 19}, {'b' * 20})")[2] is None
    assert one_of(parse("a" * 40)).startswith(f"`FIRST({'a' * 40})`")
    assert one_of(parse("a" * 41)) == "`FIRST(...)` is one of them, `SUM(...)` their sum"


@pytest.mark.parametrize(
    ("text", "message", "part", "help"),
    [
        ("AVG(2) * a", "`AVG` takes one series or an array of series, not a number", "2",
         "`TIME_SERIES(2)` is a series"),
        ('ABS("x")', "`ABS` takes one series or an array of series, not a text", '"x"', None),
        ("TIME_SERIES(a)", "`TIME_SERIES` takes a number, not one series", "a", None),
        ("HOUR([a, b])", "`HOUR` takes one series, not an array of series", "[a, b]",
         "`FIRST([a, b])` is one of them, `SUM([a, b])` their sum"),
        ("FIRST(a)", "`FIRST` takes an array of series, not one series", "a",
         "several series stand in brackets: `[a, ...]`"),
        ("METRICS(errors)", "`METRICS` takes a text, not one series", "errors",
         'text stands in double quotes: `"..."`'),
        ("FILL(a, b)", "the second argument of `FILL` is a number, `REPEAT` or `LINEAR`, not one series",
         "b", "known: `REPEAT`, `LINEAR`"),
        ("FILL(a, repeat)",
         "the second argument of `FILL` is a number, `REPEAT` or `LINEAR`, not one series",
         "repeat", "did you mean `REPEAT`?"),
        ("FILL([a], [b])", ("the second argument of `FILL` is a number, `REPEAT`, `LINEAR` "
         "or one series, not an array of series"), "[b]",
         "`FIRST([b])` is one of them, `SUM([b])` their sum"),
        ("IF(5, 1, 0)", "the second argument of `IF` is one series, not a number", "1",
         "`TIME_SERIES(1)` is a series"),
        ("IF(5, a, 0)", "the third argument of `IF` is one series, not a number", "0",
         "`TIME_SERIES(0)` is a series"),
        ("IF([a], 1, 0)", "the first argument of `IF` is one series or a number, not an array of series",
         "[a]", "`FIRST([a])` is one of them, `SUM([a])` their sum"),
        ("SORT(METRICS(), DESC, AVG)",
         "the second argument of `SORT` is `AVG`, `MIN`, `MAX` or `SUM`, not `DESC`", "DESC", None),
        ("SORT(METRICS(), AVG, dsc)",
         "the third argument of `SORT` is `ASC` or `DESC`, not one series", "dsc",
         "did you mean `DESC`?"),
        ("SORT(METRICS(), AVG, DESC, a)", "the fourth argument of `SORT` is a number, not one series",
         "a", None),
        ("SLICE([a], 0, b)", "the third argument of `SLICE` is a number, not one series", "b", None),
        ('LAMBDA("f", 1, 2, 3, [a])',
         "an argument of `LAMBDA` is a number, a text or one series, not an array of series", "[a]",
         "`FIRST([a])` is one of them, `SUM([a])` their sum"),
        ('INSIGHT_RULE_METRIC("rule", Sum)',
         "the second argument of `INSIGHT_RULE_METRIC` is a text, not one series", "Sum",
         'text stands in double quotes: `"..."`'),
        ("PERIOD(a + b) * a", "`PERIOD` takes the name of a metric", "a + b", None),
        ("SERVICE_QUOTA(DIFF(a))", "`SERVICE_QUOTA` takes the name of a metric", "DIFF(a)", None),
        ('a + 2 * "x"', "`*` takes a number or series, not a text", '"x"', None),
        ('-"x"', "`-` takes a number or series, not a text", '"x"', None),
        ("5 < [a, b]", "`<` takes a number or one series, not an array of series", "[a, b]",
         "`FIRST([a, b])` is one of them, `SUM([a, b])` their sum"),
        ("[a] AND b", "`AND` takes a number or one series, not an array of series", "[a]",
         "`FIRST([a])` is one of them, `SUM([a])` their sum"),
        ("MAX([a, 5])", "an array is made of series, not of a number", "5",
         "`TIME_SERIES(5)` is a series"),
        ('MAX([a, "x"])', "an array is made of series, not of a text", '"x"', None),
    ],
)  # fmt: skip
def test_part_of_the_wrong_type(text: str, message: str, part: str, help: str | None) -> None:
    """An argument, operand or element that does not suit is pointed at, with what would."""
    assert refusal(text) == (message, part, help)
