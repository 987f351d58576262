"""Metric math, against AWS's examples and values worked out by hand."""

import math
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventflow_monitoring.expression.check import check
from eventflow_monitoring.expression.functions import FUNCTIONS
from eventflow_monitoring.expression.parser import parse
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.simulate.buckets import CannotSimulateError
from eventflow_monitoring.simulate.math_values import Frame, Series
from eventflow_monitoring.simulate.metric_math import compute
from eventflow_monitoring.simulate.settings import Deviation, MissingOperand, Settings

WEDNESDAY = int(datetime(2027, 3, 3, tzinfo=UTC).timestamp())
METRICS = {
    "c": "1 1 0 0 -",
    "a": "30 - 0 0 30",
    "b": "0 0 20 - 20",
    "m1": "30 20 0 0 -",
    "m2": "20 - 20 - -",
    "errors": "- 5 - 2 -",
    "requests": "100 50 0 - 10",
    "n": "-4 2.5 0 9 -",
    "empty": "- - - - -",
    "gaps": "- 10 - - 40",
}
NO_DATA = Settings(missing_operand=MissingOperand.NO_DATA)


def series(text: str) -> Series:
    """Read a series, `-` a missing point."""
    return tuple(None if point == "-" else float(point) for point in text.split())


def computed(expression: str, settings: Settings | None = None) -> Series:
    """Return an expression over five minutes from Wednesday on."""
    frame = Frame(
        times=tuple(WEDNESDAY + 60 * index for index in range(5)),
        metrics={name: series(text) for name, text in METRICS.items()},
        periods=dict.fromkeys(METRICS, 60),
        settings=settings or Settings(),
    )
    node = parse(expression)
    check(node)
    return compute(node, frame)


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("IF(c, a, b)", "30 0 20 0 -"),
        ("IF(c, 5, b)", "5 5 20 - -"),
        ("IF(c, a, 5)", "30 0 5 5 -"),
        ("IF(c, a)", "30 0 - - -"),
        ("IF(c, 7)", "7 7 - - -"),
        ("IF(c, 7, 8)", "7 7 8 8 -"),
        ("IF(1, a, b)", "30 - 0 0 30"),
        ("IF(0, a, b)", "0 0 20 - 20"),
        ("IF(0, a)", "- - - - -"),
        ("IF(n, 1, 0)", "1 1 0 1 -"),
        ("IF(MIN(empty), a, b)", "- - - - -"),
        ("m1 < m2", "0 0 1 0 -"),
        ("m1 >= 30", "1 0 0 0 -"),
        ("m1 > 15 AND m2 > 15", "1 0 0 0 -"),
        ("m1 == 0 || m2 == 20", "1 0 1 1 -"),
        ("m1 != m2", "1 1 1 0 -"),
        ("20 <= m2", "1 - 1 - -"),
    ],
)
def test_conditions(expression: str, result: str) -> None:
    """IF, comparisons and AND and OR are as in AWS's examples."""
    assert computed(expression) == series(result)


@pytest.mark.parametrize(
    ("expression", "zero", "no_data"),
    [
        ("m1 + m2", "50 20 20 0 -", "50 - 20 - -"),
        ("m1 - m2", "10 20 -20 0 -", "10 - -20 - -"),
        ("100 * errors / requests", "0 10 - - 0", "- 10 - - -"),
        ("requests / errors", "- 10 - 0 -", "- 10 - - -"),
        ("IF(requests > 0, 100 * FILL(errors, 0) / requests)", "0 10 - - 0", "0 10 - - 0"),
        ("errors * 2", "- 10 - 4 -", "- 10 - 4 -"),
        ("-errors + 1", "- -4 - -1 -", "- -4 - -1 -"),
        ("SUM([m1, m2] + 1)", "52 21 22 1 -", "52 21 22 1 -"),
        ("SUM([m1, m2] / requests)", "0.5 0.4 - - 0", "0.5 0.4 - - -"),
        ("MAX(10 - [m1, m2])", "-10 -10 10 10 -", "-10 -10 10 10 -"),
    ],
)
def test_missing_operands_are_a_setting(expression: str, zero: str, no_data: str) -> None:
    """A point that one operand lacks is 0 or no data; a division by zero drops the point."""
    assert computed(expression) == series(zero)
    assert computed(expression, NO_DATA) == series(no_data)


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("n ^ 2", "16 6.25 0 81 -"),
        ("n ^ 0.5", f"- {math.sqrt(2.5)} 0 3 -"),
        ("n ^ (-1)", f"-0.25 0.4 - {1 / 9} -"),
        ("10 ^ (n * 100)", "0 1e250 1 - -"),
        ("ABS(n)", "4 2.5 0 9 -"),
        ("CEIL(n)", "-4 3 0 9 -"),
        ("FLOOR(n)", "-4 2 0 9 -"),
        ("LOG10(n)", f"- {math.log10(2.5)} - {math.log10(9)} -"),
        ("LOG(n)", f"- {math.log(2.5)} - {math.log(9)} -"),
        ("SUM([m1, m2])", "50 20 20 0 -"),
        ("AVG([m1, m2])", "25 10 10 0 -"),
        ("MIN([m1, m2])", "20 20 0 0 -"),
        ("MAX([m1, m2])", "30 20 20 0 -"),
        ("STDDEV([m1, m2])", "5 0 10 0 -"),
        ("DATAPOINT_COUNT([m1, m2])", "2 1 2 1 -"),
        ("m1 - AVG(m1)", "20 10 -10 -10 -"),  # 50 in five periods
        ("m1 / SUM(m1)", "0.6 0.4 0 0 -"),
        ("m1 - MIN(m2)", "10 0 -20 -20 -"),
        ("m1 - MAX(m1)", "0 -10 -30 -30 -"),
        ("m1 * DATAPOINT_COUNT(m2)", "60 40 0 0 -"),
        ("TIME_SERIES(STDDEV(b))", " ".join(["10"] * 5)),  # 0 0 20 20
        ("m1 + MAX(empty)", "- - - - -"),
        ("DIFF(gaps)", "- - - - 30"),
        ("DIFF_TIME(gaps)", "- - - - 180"),
        ("RATE(gaps)", f"- - - - {30 / 180}"),
        ("SUM(DIFF([m1, gaps]))", "- -10 -20 0 30"),
        ("RUNNING_SUM(n)", "-4 -1.5 -1.5 7.5 -"),
        ("FILL(gaps, 7)", "7 10 7 7 40"),
        ("FILL(gaps, REPEAT)", "- 10 10 10 40"),
        ("FILL(gaps, LINEAR)", "- 10 20 30 40"),
        ("FILL(gaps, MIN(gaps))", "10 10 10 10 40"),
        ("SUM(FILL([gaps, m2], m1))", "50 30 20 0 40"),
        ("FIRST([m1, m2])", "30 20 0 0 -"),
        ("LAST([m1, m2])", "20 - 20 - -"),
        ("FIRST(SORT([m1, b, empty], SUM, DESC))", "30 20 0 0 -"),
        ("FIRST(SORT([m1, b, empty], SUM, ASC))", "0 0 20 - 20"),
        ("LAST(SORT([empty, m1, b], MAX, DESC, 2))", "0 0 20 - 20"),
        ("LAST(SORT([empty, m1], AVG, ASC))", "- - - - -"),
        ("SUM(SLICE([m1, m2, b], 1))", "20 0 40 - 20"),
        ("SUM(SLICE([m1, m2, b], 0, 2))", "50 20 20 0 -"),
        ("m1 + METRIC_COUNT(SLICE([m1, m2], MIN(empty)))", "30 20 0 0 -"),
        ("SUM(SLICE([m1, m2, b], -1))", "50 20 40 0 20"),
        ("m1 * METRIC_COUNT([m1, [m2, b]])", "90 60 0 0 -"),
        ("m1 * METRIC_COUNT(REMOVE_EMPTY([m1, empty]))", "30 20 0 0 -"),
        ("FIRST(REMOVE_EMPTY([empty]))", "- - - - -"),
        ('SUM(METRICS("m"))', "50 20 20 0 -"),
        ("m1 * METRIC_COUNT(METRICS())", "300 200 0 0 -"),
        ("requests / PERIOD(requests)", f"{100 / 60} {50 / 60} 0 - {10 / 60}"),
        ("TIME_SERIES(3)", "3 3 3 3 3"),
        ("MINUTE(m1)", "0 1 2 3 4"),
        ("HOUR(empty)", "0 0 0 0 0"),
        ("DAY(m1)", "3 3 3 3 3"),
        ("DATE(m1)", "3 3 3 3 3"),
        ("MONTH(m1)", "3 3 3 3 3"),
        ("YEAR(m1)", "2027 2027 2027 2027 2027"),
        ("EPOCH(m1) - EPOCH(m1)", "0 0 0 0 0"),
    ],
)
def test_functions(expression: str, result: str) -> None:
    """Each function that needs nothing but the series is computed."""
    expected = [None if one is None else pytest.approx(one) for one in series(result)]
    assert list(computed(expression)) == expected


def test_aggregate_settings() -> None:
    """What MIN makes of a missing point, and what STDDEV divides by, are settings."""
    zero = Settings(missing_in_aggregate=MissingOperand.ZERO, deviation=Deviation.SAMPLE)
    assert computed("MIN([m1, m2])", zero) == series("20 0 0 0 -")
    assert computed("SUM([m1, m2])", zero) == series("50 20 20 0 -")
    expected = [None if one is None else pytest.approx(one) for one in series("5 0 10 0 -")]
    population = Settings(missing_in_aggregate=MissingOperand.NO_DATA)
    assert list(computed("STDDEV([m1, m2])", population)) == expected
    sample = Settings(deviation=Deviation.SAMPLE)
    expected = [pytest.approx(math.sqrt(50)), None, pytest.approx(math.sqrt(200)), None, None]
    assert list(computed("STDDEV([m1, m2])", sample)) == expected


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        (
            "FIRST(ANOMALY_DETECTION_BAND(m1))",
            "computes `ANOMALY_DETECTION_BAND`, which AWS learns",
        ),
        ('INSIGHT_RULE_METRIC("rule", "Sum")', "data of Contributor Insights"),
        ("m1 / SERVICE_QUOTA(m1)", "a quota of the account"),
        ('DB_PERF_INSIGHTS("RDS", "db-1", "os.cpu")', "data of Performance Insights"),
        ('LAMBDA("function")', "what a function of yours returns"),
        ("m1 + unknown", "computes with `unknown`, which it has no query for"),
        ("SUM([m1, m2] + [m1, m2])", "computes `+` of two arrays"),
    ],
)
def test_what_only_aws_knows_is_not_simulated(expression: str, reason: str) -> None:
    """An expression over data that no test gives is refused with the reason."""
    with pytest.raises(CannotSimulateError) as caught:
        computed(expression)
    assert reason in str(caught.value)


def test_search_is_not_simulated() -> None:
    """SEARCH, which alarms cannot have, is refused like the others."""
    frame = Frame((0,), {}, {}, Settings())
    with pytest.raises(CannotSimulateError, match="depends on the metrics that exist"):
        compute(parse("SUM(SEARCH('x', 'Sum'))".replace("'", '"')), frame)


_EXPRESSIONS = st.recursive(
    st.sampled_from([*METRICS, "3", "0"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "^", "<", "==", "AND"]), inner).map(
            lambda parts: f"({' '.join(parts)})"
        ),
        st.tuples(st.sampled_from(sorted(FUNCTIONS)), st.lists(inner, min_size=1, max_size=3)).map(
            lambda call: f"{call[0]}({', '.join(call[1])})"
        ),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"[{', '.join(parts)}]"),
    ),
    max_leaves=8,
)


@given(_EXPRESSIONS)
def test_whatever_is_taken_is_computed(expression: str) -> None:
    """Every expression that `check` takes makes a series of finite points, or says why not."""
    try:
        result = computed(expression)
    except (ExpressionError, CannotSimulateError):
        return
    assert len(result) == 5
    assert all(point is None or math.isfinite(point) for point in result)
