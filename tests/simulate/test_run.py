"""Whole runs: composites, what is told rather than simulated, and what cannot be."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.metric import Metric
from eventflow_monitoring.model.trigger import (
    AnomalyTrigger,
    BandComparison,
    Evaluation,
    LogTrigger,
    MetricsInsightsTrigger,
    PromqlTrigger,
)
from eventflow_monitoring.simulate.given import GivenStates, series_name
from eventflow_monitoring.simulate.result import NotSimulated
from eventflow_monitoring.simulate.run import simulate
from tests.simulate.models import (
    LATENCY,
    REQUESTS,
    alarm,
    composite,
    computed,
    given,
    minutes,
    monitoring,
    threshold,
)
from tests.simulate.running import BUSY, SLOW, run, told


def test_composites_follow_their_children_at_once() -> None:
    """A composite changes when a child does, and has no other state than OK and ALARM."""
    either = alarm("Either", composite("ALARM(Slow) OR ALARM(Busy)"))
    both = alarm("Both", composite("ALARM(Slow) AND NOT OK(Busy)"))
    most = alarm("Most", composite("AT_LEAST(2, ALARM, (Slow, Busy, Either))"))
    unknown = alarm("Unknown", composite("INSUFFICIENT_DATA(Busy)"))
    found = run(
        unknown, most, both, either, SLOW, BUSY,
        latency="0 200x2 0x3", requests="0x1 200 0 _x3",
    )  # fmt: skip
    assert minutes(found.alarms["Slow"]) == ["OK", "ALARM at 2m", "OK at 5m"]
    assert minutes(found.alarms["Busy"]) == [
        "OK",
        "ALARM at 3m",
        "OK at 4m",
        "INSUFFICIENT_DATA at 7m",
    ]
    assert minutes(found.alarms["Either"]) == ["OK", "ALARM at 2m", "OK at 5m"]
    assert minutes(found.alarms["Both"]) == ["OK", "ALARM at 3m", "OK at 4m"]
    assert minutes(found.alarms["Most"]) == ["OK", "ALARM at 2m", "OK at 5m"]
    assert minutes(found.alarms["Unknown"]) == ["OK", "ALARM at 7m"]


def test_circles_are_not_simulated() -> None:
    """Composites that name one another have no state."""
    found = run(alarm("A", composite("ALARM(B)")), alarm("B", composite("ALARM(A)")), latency="0")
    assert found.alarms["A"] == NotSimulated(
        "asks `B`, which asks `A`, which names itself, through the rules of other alarms"
    )


def test_what_a_composite_asks_must_be_known() -> None:
    """A composite over what is not simulated is not simulated, and says why."""
    found = run(BUSY, alarm("Either", composite("ALARM(Slow) OR ALARM(Busy)")), SLOW, latency="0")
    assert found.alarms["Either"] == NotSimulated(
        "asks `Busy`, which reads `Requests`, and no series is given"
    )
    elsewhere = run(alarm("C", composite("ALARM(Other)")), latency="0")
    assert elsewhere.alarms["C"] == NotSimulated("asks `Other`, which is not an alarm of ours")


def test_states_may_be_told() -> None:
    """The states of an alarm may be given; nobody is told of the first one."""
    states = GivenStates(((0, State.OK), (120, State.ALARM), (240, State.OK)))
    found = run(
        BUSY, alarm("Copy", composite("ALARM(Busy)")), latency="0x9",
        given_states={"Busy": states},
    )  # fmt: skip
    assert minutes(found.alarms["Busy"]) == ["OK", "ALARM at 2m", "OK at 4m"]
    assert minutes(found.alarms["Copy"]) == ["OK", "ALARM at 2m", "OK at 4m"]
    assert [one[:3] for one in told(found) if one[1] == "Busy"] == [
        (2, "Busy", "ALARM"), (4, "Busy", "OK"),
    ]  # fmt: skip


_EVALUATION = Evaluation(
    period=60, evaluation_periods=1, datapoints_to_alarm=1, missing_data=LATENCY.missing_data
)


@pytest.mark.parametrize(
    ("trigger", "reason"),
    [
        (
            AnomalyTrigger(
                metric=LATENCY, statistic=None, comparison=BandComparison.ABOVE, width=2,
                evaluation=_EVALUATION,
            ),
            "watches a band that AWS learns from weeks of data",
        ),
        (
            MetricsInsightsTrigger(
                query="SELECT SUM(Latency) FROM Test", unit=LATENCY.unit,
                comparison=threshold().comparison, threshold=1, evaluation=_EVALUATION,
            ),
            "watches a Metrics Insights query",
        ),
        (
            LogTrigger(
                log_groups=(), query="fields @message", aggregation="count(*)", every=60,
                look_back=60, delay=0, unit=LATENCY.unit, comparison=threshold().comparison,
                threshold=1, results_to_evaluate=1, results_to_alarm=1,
                missing_data=LATENCY.missing_data, log_lines=0,
            ),
            "watches a query over logs",
        ),
        (PromqlTrigger(query="up == 0", interval=60, pending=0, recovery=0), "watches a PromQL query"),
        (
            threshold(metric=computed("m / SERVICE_QUOTA(m)", m=LATENCY)),
            "computes `SERVICE_QUOTA`, which is a quota of the account",
        ),
        (threshold(metric=REQUESTS), "reads `Requests`, and no series is given"),
        (threshold(period=90), "has periods of 90 seconds, not a whole number of samples of 60 seconds"),
        (threshold(time_zone="Europe/Atlantis"), "follows a time zone that this machine does not know"),
    ],
)  # fmt: skip
def test_what_is_not_simulated(trigger: Any, reason: str) -> None:
    """What cannot be computed here is told with its reason, and tells nobody."""
    found = run(alarm("A", trigger), latency="200x3")
    assert found.alarms["A"] == NotSimulated(reason)
    assert found.notifications == ()


def test_a_metric_with_picked_dimensions_has_a_name_of_its_own() -> None:
    """Dimensions that an alarm picked belong to the name of a series."""
    picked: Metric = replace(LATENCY, picked=(("group", "billing"),))
    assert series_name(picked) == "Latency{group=billing}"
    found = run(alarm("A", threshold(metric=picked)), latency="0")
    assert found.alarms["A"] == NotSimulated(
        "reads `Latency{group=billing}`, and no series is given"
    )


def test_the_run_covers_the_data() -> None:
    """A run is as long as the longest series, or as it is told."""
    assert run(SLOW, latency="0x8").duration == 540
    long = run(SLOW, latency="0", duration=600)
    assert long.duration == 600
    assert minutes(long.alarms["Slow"]) == ["OK", "INSUFFICIENT_DATA at 4m"]
    assert run(SLOW, latency="0", start=datetime(2027, 1, 1, tzinfo=UTC)).duration == 60


@pytest.mark.parametrize(
    "changes",
    [
        {"start": datetime(2027, 1, 1)},  # noqa: DTZ001 -- that is the mistake
        {"start": datetime(2027, 1, 1, 0, 0, 30, tzinfo=UTC)},
        {"interval": 0},
    ],
)
def test_wrong_calls(changes: dict[str, Any]) -> None:
    """A start without a zone, or within a minute, and no interval are errors of the caller."""
    with pytest.raises(ValueError, match="an interval is a second or more"):
        simulate(monitoring(SLOW), given(Latency="0"), **{"interval": 60, **changes})
