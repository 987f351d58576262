"""Whole runs: composites, and who is told."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.alarm import Alarm, Suppressor
from eventflow_monitoring.model.metric import Metric
from eventflow_monitoring.model.mute import Mute
from eventflow_monitoring.model.notification import OpsItemChannel, SlackChannel
from eventflow_monitoring.model.trigger import (
    AnomalyTrigger,
    BandComparison,
    Evaluation,
    LogTrigger,
    MetricsInsightsTrigger,
    PromqlTrigger,
    ThresholdTrigger,
)
from eventflow_monitoring.simulate.given import GivenStates, series_name
from eventflow_monitoring.simulate.result import HeldBackBy, Notification, NotSimulated, Simulation
from eventflow_monitoring.simulate.run import simulate
from tests.eventflow import eventflow_plan
from tests.simulate.models import (
    EMAIL,
    LATENCY,
    ON_CALL,
    ORIGIN,
    REQUESTS,
    alarm,
    composite,
    computed,
    given,
    minutes,
    monitoring,
    threshold,
    topic,
)

SLOW = alarm("Slow")
BUSY = alarm("Busy", threshold(metric=REQUESTS))


def run(*alarms: Alarm, latency: str, requests: str = "", **changes: Any) -> Simulation:
    """Return a run over latencies and requests."""
    series = given(Latency=latency, **({"Requests": requests} if requests else {}))
    of_model = {"mutes": changes.pop("mutes")} if "mutes" in changes else {}
    return simulate(monitoring(*alarms, **of_model), series, interval=60, **changes)


def told(simulation: Simulation) -> list[tuple[int, str, str, list[str]]]:
    """Return whom each notification reaches: minute, alarm, state, channels."""
    return [
        (one.time // 60, one.alarm, one.state.value, [channel.name for channel in one.channels])
        for one in simulation.notifications
        if one.sent
    ]


def kept_back(simulation: Simulation) -> list[tuple[int, str, HeldBackBy, str | None]]:
    """Return what was kept back: minute, state, by what and by which."""
    return [
        (one.time // 60, one.state.value, one.held_back.by, one.held_back.name)
        for one in simulation.notifications
        if one.held_back is not None
    ]


def eventflow(**series: str) -> Simulation:
    """Return a run of EventFlow's own alarms in production."""
    return simulate(eventflow_plan().monitoring, given(**series), interval=60)


def test_the_design_example() -> None:
    """Sustained 5xx alert and recover exactly when the design says."""
    found = eventflow(ApiErrors5xx="0x9 60x9 0x9", ApiRequests="1000x29")
    assert minutes(found.alarms["HighErrorRate"]) == ["OK", "ALARM at 15m", "OK at 21m"]
    shown = [one.data_points[-1] for one in _evaluations(found, "HighErrorRate")[14:16]]
    assert shown == [pytest.approx(4.8), pytest.approx(6)]
    one_bad_minute = eventflow(ApiErrors5xx="0x9 200 0x18", ApiRequests="1000x28")
    assert minutes(one_bad_minute.alarms["HighErrorRate"]) == ["OK"]


def _evaluations(simulation: Simulation, name: str) -> Any:
    timeline = simulation.alarms[name]
    assert not isinstance(timeline, NotSimulated)
    return timeline.evaluations


def test_eventflow_tells_through_the_alert() -> None:
    """An alarm with a suppressor tells through the composite beside it, after the wait."""
    found = eventflow(ApiErrors5xx="0x9 60x9 0x9", ApiRequests="1000x29", ServiceHealth="1x29")
    notifications = [one for one in found.notifications if one.alarm == "HighErrorRate"]
    assert [(one.time // 60, one.changed // 60, one.state.value) for one in notifications] == [
        (1, 0, "OK"), (16, 15, "ALARM"), (22, 21, "OK"),
    ]  # fmt: skip
    assert {one.sender for one in notifications} == {"HighErrorRate-alert"}
    assert all(one.unsure is None for one in notifications)
    assert minutes(found.alerts["HighErrorRate"]) == ["OK", "ALARM at 15m", "OK at 21m"]


def test_eventflow_while_the_service_is_down() -> None:
    """Errors of a service that is down tell nobody, until a minute after it is up again.

    The share of errors is that of five minutes, and the suppressor's extension lasts one.
    """
    found = eventflow(
        ApiErrors5xx="0x9 600x9 0x9", ApiRequests="1000x29", ServiceHealth="1x8 0x10 1x9"
    )
    errors = [
        (one.changed // 60, one.time // 60)
        for one in found.notifications
        if one.alarm == "HighErrorRate" and one.state is State.ALARM and one.sent
    ]
    assert errors == [(11, 22)]
    down = [one for one in found.notifications if one.alarm == "ServiceDown"]
    assert [(one.time // 60, one.state.value, [channel.name for channel in one.channels])
            for one in down] == [
        (0, "OK", ["on-call", "team"]), (11, "ALARM", ["on-call", "team"]),
        (21, "OK", ["on-call", "team"]),
    ]  # fmt: skip


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


def test_channels_hear_what_they_want() -> None:
    """Recoveries reach who wants them, an OpsItem is opened in ALARM only."""
    ops = OpsItemChannel(name="ops", recovery=False, severity=1, category=None, origin=ORIGIN)
    slack = SlackChannel(
        name="slack", recovery=False, workspace_id="T", channel_id="C", origin=ORIGIN
    )
    topics = (topic(ON_CALL, EMAIL, ops), topic(slack, ON_CALL, name="more"))
    loud = alarm("Loud", topics=topics, ok_topics=topics, insufficient_data_topics=topics)
    found = run(loud, latency="0x2 200x2 _x5")
    assert told(found) == [
        (0, "Loud", "OK", ["on-call", "slack"]),  # a chat channel subscribes without a filter
        (4, "Loud", "ALARM", ["on-call", "email", "ops", "slack"]),
        (9, "Loud", "INSUFFICIENT_DATA", ["on-call", "email", "slack"]),
    ]


def test_an_alarm_without_topics_tells_nobody() -> None:
    """Where no channel hears of a state there is no notification."""
    quiet = alarm("Quiet", ok_topics=(), topics=(topic(EMAIL),))
    assert told(run(quiet, latency="0x2 200 0")) == [(4, "Quiet", "ALARM", ["email"])]
    assert run(alarm("None", topics=(), ok_topics=()), latency="0 200 0").notifications == ()


def test_disabled_actions() -> None:
    """An alarm whose actions are disabled changes, and tells nobody."""
    found = run(alarm("Silent", actions_enabled=False), latency="0 200 0")
    assert minutes(found.alarms["Silent"]) == ["OK", "ALARM at 2m", "OK at 3m"]
    assert {one.held_back.by for one in found.notifications if one.held_back} == {
        HeldBackBy.ACTIONS_DISABLED
    }
    assert told(found) == []


SUPPRESSED = alarm("Slow", suppressor=Suppressor("Busy", "Busy", wait=60, extension=120))


def test_suppressed_alarms() -> None:
    """The suppressor keeps back what its ALARM explains, and the run says that it did."""
    quiet = replace(BUSY, topics=(), ok_topics=())
    found = run(SUPPRESSED, quiet, latency="0x4 200x9 0x4", requests="0x4 200x4 0x9")
    assert kept_back(found) == []
    assert told(found) == [
        (1, "Slow", "OK", ["on-call"]),
        (13, "Slow", "ALARM", ["on-call"]),  # the suppressor left ALARM at 11
        (17, "Slow", "OK", ["on-call"]),
    ]


def test_an_unknown_suppressor_makes_notifications_unsure() -> None:
    """Nobody guesses what a suppressor does that is not simulated."""
    found = run(SUPPRESSED, BUSY, latency="0 200x3")
    reason = "its suppressor `Busy` is not simulated: it reads `Requests`, and no series is given"
    assert {one.unsure for one in found.notifications} == {reason}
    states = GivenStates(((0, State.OK),))
    sure = run(SUPPRESSED, BUSY, latency="0 200x3", given_states={"Busy": states})
    assert {one.unsure for one in sure.notifications} == {None}
    gone = run(SUPPRESSED, latency="0 200x3")
    assert "is no alarm of this environment" in str(gone.notifications[0].unsure)


def test_a_composite_may_have_a_suppressor() -> None:
    """A composite has its actions itself, without an alert beside it."""
    suppressed = replace(SUPPRESSED, name="C", physical_name="C", trigger=composite("ALARM(Slow)"))
    found = run(suppressed, SLOW, BUSY, latency="0 200x5", requests="0x6")
    assert found.alerts == {}
    assert [(one.time, one.changed, one.sender) for one in found.notifications
            if one.alarm == "C" and one.state is State.ALARM] == [(180, 120, "C")]  # fmt: skip


def muting(duration: int, *, alarms: tuple[str, ...] = ("Slow",), minute: int = 3) -> Mute:
    """Return a mute from a minute past midnight on."""
    return Mute(
        name="works", physical_name="works", description="", alarms=alarms, tiers=(),
        schedule=f"cron({minute} 0 * * *)", duration=duration, time_zone="UTC", starts=None,
        expires=None, origin=ORIGIN,
    )  # fmt: skip


def test_muted_actions_run_when_the_mute_ends() -> None:
    """An alarm that is still in its state when a mute ends tells of it then."""
    found = run(SLOW, latency="0x3 200x9", mutes=(muting(300),))
    assert kept_back(found) == [(5, "ALARM", HeldBackBy.MUTE, "works")]
    assert told(found) == [(0, "Slow", "OK", ["on-call"]), (8, "Slow", "ALARM", ["on-call"])]
    assert [(one.time, one.changed) for one in found.notifications if one.sent][-1] == (480, 300)


def test_muted_actions_of_a_state_that_is_over_do_not_run() -> None:
    """What came and went within a mute, is told by its last state only."""
    found = run(SLOW, latency="0x3 200 0x9", mutes=(muting(300),))
    assert kept_back(found) == [
        (5, "ALARM", HeldBackBy.MUTE, "works"), (6, "OK", HeldBackBy.MUTE, "works"),
    ]  # fmt: skip
    assert told(found)[1:] == [(8, "Slow", "OK", ["on-call"])]
    later = run(SLOW, latency="0x3 200x2 0x9", mutes=(muting(300),))
    assert told(later)[1:] == [(8, "Slow", "OK", ["on-call"])]


def test_mutes_end_before_the_minute_they_end_with() -> None:
    """What happens as a mute ends is told at once."""
    found = run(SLOW, latency="0x6 200x3", mutes=(muting(300),))
    assert kept_back(found) == []
    assert told(found)[1:] == [(8, "Slow", "ALARM", ["on-call"])]


def test_mutes_that_outlast_the_run() -> None:
    """A run that ends within a mute says only what was muted."""
    found = run(SLOW, latency="0x3 200x3", mutes=(muting(3_600),))
    assert kept_back(found) == [(5, "ALARM", HeldBackBy.MUTE, "works")]
    assert told(found) == [(0, "Slow", "OK", ["on-call"])]


def test_mutes_of_others_change_nothing() -> None:
    """A mute holds for the alarms it names."""
    found = run(SLOW, latency="0x3 200x3", mutes=(muting(3_600, alarms=("Busy",)),))
    assert told(found)[1:] == [(5, "Slow", "ALARM", ["on-call"])]


def test_suppressed_actions_are_muted_when_they_run() -> None:
    """A mute holds for the time at which the wait is over."""
    found = run(
        SUPPRESSED, BUSY, latency="0 200x9", requests="0x10", mutes=(muting(120, minute=3),)
    )
    slow = [one for one in found.notifications if one.alarm == "Slow" and one.state is State.ALARM]
    assert [(one.time // 60, one.sent) for one in slow] == [(3, False), (5, True)]


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


def test_notifications_are_in_the_order_of_time() -> None:
    """Notifications of several alarms stand in the order in which they are sent."""
    found = run(BUSY, SLOW, latency="0 200 0", requests="0x1 200 0")
    times = [one.time for one in found.notifications]
    assert times == sorted(times)
    assert isinstance(found.notifications[0], Notification)
    assert isinstance(SLOW.trigger, ThresholdTrigger)
