"""What CloudWatch can compute and what not, and what AWS advises against."""

import pytest

from eventflow_monitoring.expression.check import check, warnings
from eventflow_monitoring.expression.parser import parse
from eventflow_monitoring.expression.syntax import ExpressionError

SCALAR_FORMS = ["AVG", "MAX", "MIN", "STDDEV", "SUM"]


def refusal(
    text: str, *, in_alarm: bool = True, single: bool = True
) -> tuple[str, str, str | None]:
    """Return the message for an expression, the part it is about, and the help."""
    with pytest.raises(ExpressionError) as caught:
        check(parse(text), in_alarm=in_alarm, single=single)
    start, end = caught.value.span
    return caught.value.message, text[start:end], caught.value.help


def advice(text: str, *, m_out_of_n: bool = False) -> list[tuple[str, str]]:
    """Return the warnings about an expression, each with the part it is about."""
    found = warnings(parse(text), m_out_of_n=m_out_of_n)
    return [(message, text[start:end]) for message, (start, end) in found]


@pytest.mark.parametrize(
    ("text", "message", "help"),
    [
        ("5 * 3", "the expression names no metric", None),
        ("2 * MAX(a)", "the result is a number, not a series",
         "`TIME_SERIES(2 * MAX(a))` is a series"),
        ('"a"', "the result is a text, not a series", None),
        ('["a"]', "the result is an array of texts, not a series", None),
        ("[a, b]", "the result is several series, not one",
         "`FIRST([a, b])` is one of them, `SUM([a, b])` their sum"),
        ("ANOMALY_DETECTION_BAND(a)", "the result is several series, not one",
         ("`FIRST(ANOMALY_DETECTION_BAND(a))` is one edge of the band, "
         "`LAST(ANOMALY_DETECTION_BAND(a))` the other")),
    ],
)  # fmt: skip
def test_result_is_one_series(text: str, message: str, help: str | None) -> None:
    """An expression that is no series, or more than one, is refused as a whole."""
    assert refusal(text) == (message, text, help)


def test_several_series_where_they_are_wanted() -> None:
    """A graph draws an array, but nothing that is no series."""
    check(parse("[a, b]"), single=False)
    check(parse("ANOMALY_DETECTION_BAND(a)"), single=False)
    assert refusal("MAX(a)", single=False)[0] == "the result is a number, not a series"


def test_search_in_an_alarm() -> None:
    """A search is refused anywhere in the expression of an alarm, and taken in a graph."""
    text = 'SUM(SEARCH("{AWS/EC2} CPU", "Sum"))'
    help = "name the metrics, or watch a Metrics Insights query"
    assert refusal(text) == ("an alarm cannot use `SEARCH`", "SEARCH", help)
    check(parse(text), in_alarm=False)


@pytest.mark.parametrize(
    ("text", "message", "part"),
    [
        ("ANOMALY_DETECTION_BAND(SUM(METRICS()))", "an anomaly band cannot be made of `METRICS`",
         "METRICS"),
        ("ANOMALY_DETECTION_BAND(FIRST(ANOMALY_DETECTION_BAND(a)))",
         "an anomaly band cannot be made of `ANOMALY_DETECTION_BAND`", "ANOMALY_DETECTION_BAND"),
        ("ANOMALY_DETECTION_BAND(a) + ANOMALY_DETECTION_BAND(b)",
         "an expression can have one anomaly band, this is the second", "ANOMALY_DETECTION_BAND"),
    ],
)  # fmt: skip
def test_anomaly_band(text: str, message: str, part: str) -> None:
    """A band is made of metrics that stand in the expression, and there is one."""
    assert refusal(text, single=False)[:2] == (message, part)


def test_second_band_is_pointed_at() -> None:
    """Of two bands the later one is too much."""
    text = "ANOMALY_DETECTION_BAND(a) - ANOMALY_DETECTION_BAND(b)"
    with pytest.raises(ExpressionError) as caught:
        check(parse(text))
    assert caught.value.span.start == text.rindex("ANOMALY")


@pytest.mark.parametrize("function", SCALAR_FORMS)
def test_number_of_all_points_is_advised_against(function: str) -> None:
    """A function of one series is warned about, the same across an array is not."""
    message = (
        f"`{function}` of one series is a number made of all points CloudWatch retrieves, "
        "more than the alarm evaluates"
    )
    assert advice(f"a - {function}(a)") == [(message, function)]
    assert advice(f"{function}([a, b])") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a / DATAPOINT_COUNT(a)", [("`DATAPOINT_COUNT` counts all points", "DATAPOINT_COUNT")]),
        ("DATAPOINT_COUNT([a])", [("`DATAPOINT_COUNT` counts all points", "DATAPOINT_COUNT")]),
        ("RUNNING_SUM(a)", [("`RUNNING_SUM` adds up all points", "RUNNING_SUM")]),
        ("SUM(REMOVE_EMPTY([a]))", [("`REMOVE_EMPTY` looks at all points", "REMOVE_EMPTY")]),
        ("RATE(a)", [("`RATE` is unpredictable in an alarm where points are missing", "RATE")]),
        ("FILL(a, REPEAT)", [("`FILL` may always make up the newest point", "FILL")]),
        ("RATE(FILL(a, 0))", [("`FILL` may always make up the newest point", "FILL")]),
        ("100 * a / IF(b > 0, ABS(b))", []),
    ],
)
def test_what_alarms_should_not_use(text: str, found: list[tuple[str, str]]) -> None:
    """Each function that AWS advises against in alarms is told where it stands."""
    told = advice(text)
    assert [part for _, part in told] == [part for _, part in found]
    assert all(
        message.startswith(start) for (message, _), (start, _) in zip(told, found, strict=True)
    )


def test_advice_comes_in_the_order_written() -> None:
    """All of an expression is looked at, from left to right."""
    text = "MAX(a) + RATE(b) - FILL(SUM(REMOVE_EMPTY([c])), 0)"
    assert [part for _, part in advice(text)] == ["MAX", "RATE", "FILL", "REMOVE_EMPTY"]


def test_filling_is_fine_where_points_may_differ() -> None:
    """M out of N data points is AWS's own way around a filled newest point."""
    assert advice("FILL(a, 0)", m_out_of_n=True) == []
    assert [part for _, part in advice("RATE(a)", m_out_of_n=True)] == ["RATE"]


def test_advice_on_what_is_wrong_otherwise() -> None:
    """An expression that cannot be computed gets what advice there is, and no exception."""
    assert [part for _, part in advice("RUNNING_SUM(AVG(a, b) + MAX(2, SUM([1])))")] == [
        "RUNNING_SUM"
    ]
