"""Names of statistics, and what they are made of."""

from fractions import Fraction

import pytest

from eventflow_monitoring.model.statistic import Statistic, StatisticKind, parse_statistic


@pytest.mark.parametrize(
    ("name", "statistic"),
    [
        ("Sum", Statistic(StatisticKind.SUM)),
        ("p99.9", Statistic(StatisticKind.PERCENTILE, None, Fraction("99.9"), percent=True)),
        ("tm90", Statistic(StatisticKind.TRIMMED_MEAN, None, Fraction(90), percent=True)),
        ("TM(:90%)", Statistic(StatisticKind.TRIMMED_MEAN, None, Fraction(90), percent=True)),
        ("WM(10%:)", Statistic(StatisticKind.WINSORIZED_MEAN, Fraction(10), None, percent=True)),
        ("TC(0.5:2)", Statistic(StatisticKind.TRIMMED_COUNT, Fraction(1, 2), Fraction(2))),
        ("PR(:300)", Statistic(StatisticKind.PERCENTILE_RANK, None, Fraction(300))),
        ("IQM", Statistic(StatisticKind.TRIMMED_MEAN, Fraction(25), Fraction(75), percent=True)),
    ],
)
def test_names(name: str, statistic: Statistic) -> None:
    """A name says what is computed, and between which bounds."""
    assert parse_statistic(name) == statistic


@pytest.mark.parametrize(
    "name",
    ["sum", "p", "p101", "p99.", "TM90", "tm(10%:90%)", "TM(10%:90)", "TM(:)", "TM(90%:10%)",
     "TM(5:5)", "TM(10%:101%)", "PR(10%:90%)", "pr90", "iqm", ""],
)  # fmt: skip
def test_what_is_no_statistic(name: str) -> None:
    """Other names, and ranges that hold nothing, are no statistics."""
    assert parse_statistic(name) is None
