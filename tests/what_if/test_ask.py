"""Names to metrics, values to series: what a question becomes, and what is wrong with it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.alarm import Alarm, Suppressor
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import MinimumSamples
from eventflow_monitoring.simulate.given import GivenSeries, History
from eventflow_monitoring.simulate.run import START
from eventflow_monitoring.what_if.ask import Circumstances, ask
from eventflow_monitoring.what_if.data import Table
from eventflow_monitoring.what_if.mistake import QuestionError
from eventflow_monitoring.what_if.question import Assumed, Question
from eventflow_monitoring.what_if.written import parse_given
from tests.simulate.models import (
    LATENCY,
    REQUESTS,
    alarm,
    composite,
    computed,
    monitoring,
    threshold,
)

BILLING = replace(LATENCY, dimensions=(("group", "billing"),), picked=(("group", "billing"),))
ORDERS = replace(LATENCY, dimensions=(("group", "orders"),), picked=(("group", "orders"),))
OTHER_NAME = replace(LATENCY, name="Delay")
SHARE = computed("a / b", a=LATENCY, b=REQUESTS)
METRICS = (LATENCY, REQUESTS, OTHER_NAME, SHARE, replace(LATENCY, name="Far", metric_name="Far"))

SLOW = alarm("Slow")
BUSY = alarm("Busy", threshold(metric=REQUESTS))
BOTH = alarm("Both", composite("ALARM(Slow) AND ALARM(Busy)"))
RATIO = alarm("Ratio", threshold(metric=SHARE))
HELD = alarm("Held", suppressor=Suppressor("Busy", "Busy", wait=60, extension=60))
MODEL = monitoring(SLOW, BUSY, BOTH, RATIO, HELD, metrics=METRICS)


def asked(
    about: Alarm,
    *given: str,
    table: Table | None = None,
    model: Monitoring = MODEL,
    **circumstances: object,
) -> Question:
    """Return a question about an alarm."""
    written = [parse_given(text) for text in given]
    return ask(model, about, written, Circumstances(**circumstances), table)  # type: ignore[arg-type]


def mistakes(about: Alarm, *given: str, **more: object) -> list[str]:
    """Return what is wrong with a question, each with its help."""
    with pytest.raises(QuestionError) as raised:
        asked(about, *given, **more)  # type: ignore[arg-type]
    return [f"{one.message} ({one.help})" for one in raised.value.mistakes]


def table(**columns: str) -> Table:
    """Return a file with some columns, in the notation of series."""
    values = {name: parse_given(text).values for name, text in columns.items()}
    return Table(datetime(2026, 2, 3, 9, tzinfo=UTC), 300, values, of_statistics=False)


def fetched(**columns: str) -> Table:
    """Return what CloudWatch made of some columns."""
    return replace(table(**columns), of_statistics=True)


def test_nameless_series_is_of_the_only_metric() -> None:
    """An alarm that reads one metric needs no name of it."""
    question = asked(SLOW, "1 2 3")
    assert question.series == {"Latency": GivenSeries((1, 2, 3))}
    assert (question.interval, question.start, question.length) == (60, START, 3)


def test_metric_may_go_by_another_name_of_the_catalogue() -> None:
    """Two names of one metric mean the same."""
    assert asked(SLOW, "Delay=1 2").series["Latency"].values == (1, 2)


def test_dimensions_tell_metrics_apart() -> None:
    """A metric that is read with several dimensions is named with them."""
    about = alarm("A", threshold(metric=computed("a + b", a=BILLING, b=ORDERS)))
    model = monitoring(about, metrics=(LATENCY,))
    question = asked(about, "Latency{group=billing}=1", "Latency{group=orders}=2", model=model)
    assert {name: one.values[0] for name, one in question.series.items()} == {
        "Latency{group=billing}": 1,
        "Latency{group=orders}": 2,
    }
    (several,) = mistakes(about, "Latency=1", model=model)
    both = "`Latency` as `Latency{group=billing}` and `Latency{group=orders}` (say which)"
    assert several == f"--given 'Latency=1': `A` reads {both}"
    (wrong,) = mistakes(about, "Latency{group=x}=1", model=model)
    assert "no alarm here reads `Latency{group=x}`" in wrong


def test_single_value_holds_all_the_time() -> None:
    """A series of one value is as long as the others."""
    question = asked(RATIO, "Latency=5", "Requests=1x4")
    assert question.series["Latency"].values == (5,) * 5


def test_single_values_alone_hold_as_long_as_an_alarm_looks() -> None:
    """Where nobody says how long it takes, it is three times the window, half an hour at least."""
    assert asked(SLOW, "5").length == 30
    hours = alarm("A", threshold(period=3_600, evaluation_periods=2))
    assert asked(hours, "5", model=monitoring(hours, metrics=METRICS)).length == 360


def test_what_circumstances_say() -> None:
    """Interval, start, state, history and samples are as they are said."""
    question = asked(
        SLOW, "p90(Latency)=1 2", interval=10, start=datetime(2026, 1, 1, tzinfo=UTC),
        initial_state=State.OK, history=History.MISSING, sample_count=7,
    )  # fmt: skip
    assert question.series == {"Latency": GivenSeries((1, 2), 7, "p90", History.MISSING)}
    assert (question.interval, question.start.day, question.initial_state) == (10, 1, State.OK)
    assert asked(SLOW, "p90(Latency)=1").series["Latency"].sample_count is None


def test_suppressor_is_assumed_or_told_or_given() -> None:
    """What is not known of the alarm that holds others back is OK, unless it is said."""
    assert asked(HELD, "Latency=1").assumed == (
        Assumed("Busy", State.OK, "it reads `Requests`, not given"),
    )
    told = asked(HELD, "Latency=1", told={"Busy": State.ALARM})
    assert told.assumed == (Assumed("Busy", State.ALARM, "as you say"),)
    assert asked(HELD, "Latency=1", "Requests=1").assumed == ()


def test_composite_needs_one_child() -> None:
    """The other children of a composite are in OK."""
    assert [one.alarm for one in asked(BOTH, "Requests=1").assumed] == ["Slow"]
    assert mistakes(BOTH) == ["`Both` reads `Requests`, `Latency`, which are not given (None)"]


def test_composite_inside_of_a_composite_follows_its_children() -> None:
    """Only what watches something by itself is assumed to be in a state, unless it is said."""
    outer = alarm("Outer", composite("ALARM(Both) OR ALARM(Busy)"))
    model = monitoring(SLOW, BUSY, BOTH, outer, metrics=METRICS)
    assert [one.alarm for one in asked(outer, "Requests=1", model=model).assumed] == ["Slow"]
    told = asked(outer, model=model, told={"Both": State.ALARM, "Busy": State.OK})
    assert {one.alarm: one.state for one in told.assumed} == {
        "Both": State.ALARM,
        "Busy": State.OK,
        "Slow": State.OK,
    }


@pytest.mark.parametrize(
    ("about", "given", "message"),
    [
        (RATIO, ["1"], "`Ratio` reads `Latency` and `Requests` (say which"),
        (RATIO, ["Latency=1"], "`Ratio` reads `Requests`, which is not given"),
        (SLOW, ["Latncy=1"], "no metric is called `Latncy` (did you mean `Latency`?)"),
        (SLOW, ["Farr=1"], "no metric is called `Farr` (did you mean `Far`?)"),
        (SLOW, ["Zzz=1"], "no metric is called `Zzz` (`Slow` reads `Latency`)"),
        (SLOW, ["Far=1"], "`Slow` does not read `Far` (`Slow` reads `Latency`)"),
        (SLOW, ["Computed=1"], "`Computed` is computed (give `Latency`, `Requests`)"),
        (SLOW, ["p9x(Latency)=1"], "`p9x` is no statistic"),
        (SLOW, ["1", "Delay=2"], "`Latency` is given twice"),
        (RATIO, ["Latency=1 2 3", "Requests=1 2"],
         "series of different lengths: `Latency` has 3 values, `Requests` 2"),
    ],
)  # fmt: skip
def test_mistakes(about: Alarm, given: list[str], message: str) -> None:
    """Each mistake is said, with what was meant."""
    (found,) = mistakes(about, *given)
    assert message in found


def test_all_mistakes_at_once() -> None:
    """One mistake does not hide the others."""
    found = mistakes(
        HELD, "X=1", "Latency=1 2", "Requests=1 2 3", told={"Nobody": State.OK},
        start=datetime(2026, 1, 1, 9, 0, 30, tzinfo=UTC),
    )  # fmt: skip
    assert [one.partition(" (")[0] for one in found] == [
        "`Held` does not depend on an alarm `Nobody`",
        "--given 'X=1': no metric is called `X`",
        "series of different lengths: `Requests` has 3 values, `Latency` 2",
        "it begins at 2026-01-01T09:00:30Z, which is no whole minute",
    ]


def test_alarm_itself_cannot_be_told() -> None:
    """What is asked about is not assumed."""
    (found,) = mistakes(SLOW, "1", told={"Slow": State.OK})
    assert "`Slow` does not depend on an alarm `Slow` (it depends on no other alarm)" in found


def test_columns_of_a_file() -> None:
    """Columns go by the names of metrics; others are not read, which is said."""
    question = asked(RATIO, table=table(Latency="1 2", Requests="3 4", Other="5 6"))
    assert {name: one.values for name, one in question.series.items()} == {
        "Latency": (1, 2),
        "Requests": (3, 4),
    }
    assert (question.interval, question.start.day) == (300, 3)
    assert question.notes == ("not read: `Other`",)


def test_given_counts_more_than_a_column() -> None:
    """A question about real data may change a part of it."""
    question = asked(RATIO, "Requests=9", table=table(Latency="1 2", Requests="3 4"))
    assert question.series["Requests"].values == (9, 9)


def test_column_by_a_name_of_cloudwatch() -> None:
    """Without a label, CloudWatch calls a metric by its own name."""
    about = alarm("A", threshold(metric=replace(LATENCY, name="Mine", label="In words")))
    model = monitoring(about, metrics=(about.trigger.metric,))  # type: ignore[union-attr]
    for name in ("Latency", "In words", "Mine", "p95(Mine)"):
        question = asked(about, table=table(Other="1 1", **{name: "7 8"}), model=model)
        assert question.series["Mine"].values == (7, 8), name


def test_single_column_of_any_name() -> None:
    """A file with one column is of the only metric."""
    assert asked(SLOW, table=table(value="7 8")).series["Latency"].values == (7, 8)


def test_values_of_cloudwatch_are_the_statistic_that_is_read() -> None:
    """What CloudWatch sends is a statistic, if it does not say which."""
    question = asked(SLOW, table=fetched(Latency="7 8"))
    assert question.series["Latency"].statistic == "Maximum"
    assert question.notes == ("the values of `Latency` are its `Maximum`, as the alarm reads it",)


def test_one_of_several_statistics() -> None:
    """Of the statistics in a file, the one that is read counts."""
    data = table(Average="1 1", Maximum="7 8", SampleCount="2 2")
    question = asked(SLOW, table=data)
    assert question.series["Latency"] == GivenSeries((7, 8), None, "Maximum")
    assert question.notes == ("not read: `Average`, `SampleCount`",)
    (found,) = mistakes(SLOW, table=table(Average="1 1", Minimum="7 8"))
    assert "`Latency` is given by column `Average` and column `Minimum`" in found


def test_counted_samples_are_no_second_statistic() -> None:
    """That samples are counted does not hide which statistic of them is read."""
    about = alarm("A", threshold(minimum_samples=MinimumSamples(5, None)))
    model = monitoring(about, metrics=METRICS)
    question = asked(about, table=fetched(Latency="7 8"), model=model)
    assert question.series["Latency"].statistic == "Maximum"


def test_file_without_the_metric() -> None:
    """What the file has is said where it lacks what is needed."""
    (found,) = mistakes(RATIO, table=table(A="1", B="2"))
    assert found == (
        "`Ratio` reads `Latency`, `Requests`, which are not given (the file has `A`, `B`)"
    )
