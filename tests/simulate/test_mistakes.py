"""What is wrong with what a simulation is given."""

from dataclasses import replace

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.simulate.given import GivenSeries, GivenStates
from eventflow_monitoring.simulate.mistakes import (
    GivenMistake,
    mistakes_in_series,
    mistakes_in_states,
)
from tests.simulate.models import LATENCY, REQUESTS, alarm, computed, monitoring, threshold

MODEL = monitoring(
    alarm("Slow"),
    alarm("Billing", threshold(metric=replace(LATENCY, picked=(("group", "billing"),)))),
    metrics=(LATENCY, REQUESTS, computed("r * 2", r=REQUESTS)),
)


def in_series(**given: GivenSeries) -> list[GivenMistake]:
    """Return the mistakes in some series."""
    return list(mistakes_in_series(MODEL, given))


def test_right_series() -> None:
    """Series of the catalogue's metrics, and of what alarms read, are right."""
    given = {
        "Latency": GivenSeries((1.0, None), None, "p95"),
        "Requests": GivenSeries((1.0, 2.0)),
        "Latency{group=billing}": GivenSeries((1.0, 2.0)),
    }
    assert list(mistakes_in_series(MODEL, given)) == []


def test_names() -> None:
    """A name that no metric has is told with the nearest one, a computed one with its operands."""
    series = GivenSeries((1.0,))
    assert in_series(Latensy=series) == [
        GivenMistake("Latensy", "no metric is called `Latensy`", "did you mean `Latency`?")
    ]
    assert in_series(Computed=series) == [
        GivenMistake(
            "Computed", "`Computed` is computed", "give what it is computed from: Requests"
        )
    ]


def test_lengths() -> None:
    """Series of different lengths are told, the one that is unlike the others."""
    long, short = GivenSeries((1.0,) * 3), GivenSeries((1.0,) * 2)
    given = {"Latency": long, "Requests": short, "Latency{group=billing}": long}
    (mistake,) = mistakes_in_series(MODEL, given)
    assert mistake.name == "Requests"
    assert mistake.message == "`Requests` has 2 samples, other series have 3"


def test_values() -> None:
    """Values, counts and statistics that CloudWatch has not are told."""
    messages = [
        in_series(Latency=series)[0].message
        for series in (
            GivenSeries((float("nan"),)),
            GivenSeries((2.0**361,)),
            GivenSeries((1.0,), 0),
            GivenSeries((1.0,), None),
            GivenSeries((1.0,), None, "p200"),
        )
    ]
    assert messages == [
        "`Latency` has a value that CloudWatch does not take",
        "`Latency` has a value that CloudWatch does not take",
        "a value of `Latency` stands for at least one sample",
        "a value of `Latency` stands for at least one sample",
        "`p200` is no statistic",
    ]


def test_states() -> None:
    """States of unknown alarms, none at all, and those out of order are told."""
    given = {
        "Slow": GivenStates(((0, State.OK), (60, State.ALARM))),
        "Slo": GivenStates(((0, State.OK),)),
        "Billing": GivenStates(()),
    }
    assert list(mistakes_in_states(MODEL, given)) == [
        GivenMistake("Slo", "no alarm is called `Slo`", "did you mean `Slow`?"),
        GivenMistake("Billing", "`Billing` is given no state"),
    ]
    twice = {"Slow": GivenStates(((60, State.OK), (60, State.ALARM)))}
    assert [one.message for one in mistakes_in_states(MODEL, twice)] == [
        "the states of `Slow` are not in the order of time"
    ]
