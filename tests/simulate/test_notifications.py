"""Who is told of the changes of alarms, and who is not."""

from dataclasses import replace

import pytest

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.mute import Mute
from eventflow_monitoring.model.notification import OpsItemChannel, SlackChannel
from eventflow_monitoring.model.trigger import (
    ThresholdTrigger,
)
from eventflow_monitoring.simulate.given import GivenStates
from eventflow_monitoring.simulate.result import HeldBackBy, Notification
from tests.simulate.models import (
    EMAIL,
    ON_CALL,
    ORIGIN,
    alarm,
    composite,
    minutes,
    topic,
)
from tests.simulate.running import BUSY, SLOW, SUPPRESSED, kept_back, run, told


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


@pytest.mark.parametrize(
    ("state", "latency", "states"),
    [
        (State.ALARM, "200x3", []),
        (State.ALARM, "0x3", ["OK"]),
        (State.OK, "0x3", []),
        (State.INSUFFICIENT_DATA, "0x3", []),  # in which the alert beside it was OK
        (State.INSUFFICIENT_DATA, "200x3", ["ALARM"]),
    ],
)
def test_an_alert_begins_as_its_alarm_does(state: State, latency: str, states: list[str]) -> None:
    """Where an alarm stands already, the composite beside it does as well."""
    found = run(SUPPRESSED, BUSY, latency=latency, requests="0x3", initial_states={"Slow": state})
    assert [one[2] for one in told(found) if one[1] == "Slow"] == states
    told_states = {"Slow": GivenStates(((0, state),))}
    quiet = run(SUPPRESSED, BUSY, latency="0x3", requests="0x3", given_states=told_states)
    assert [one for one in told(quiet) if one[1] == "Slow"] == []


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


def test_mutes_in_an_unknown_time_zone() -> None:
    """Where a machine does not know a mute's time zone, nobody guesses when it is in force."""
    found = run(SLOW, latency="0", mutes=(replace(muting(60), time_zone="Europe/Atlantis"),))
    assert [one.unsure for one in found.notifications] == [
        "it is muted in a time zone that this machine does not know"
    ]


def test_suppressed_actions_are_muted_when_they_run() -> None:
    """A mute holds for the time at which the wait is over."""
    found = run(
        SUPPRESSED, BUSY, latency="0 200x9", requests="0x10", mutes=(muting(120, minute=3),)
    )
    slow = [one for one in found.notifications if one.alarm == "Slow" and one.state is State.ALARM]
    assert [(one.time // 60, one.sent) for one in slow] == [(3, False), (5, True)]


def test_notifications_are_in_the_order_of_time() -> None:
    """Notifications of several alarms stand in the order in which they are sent."""
    found = run(BUSY, SLOW, latency="0 200 0", requests="0x1 200 0")
    times = [one.time for one in found.notifications]
    assert times == sorted(times)
    assert isinstance(found.notifications[0], Notification)
    assert isinstance(SLOW.trigger, ThresholdTrigger)
