"""Runs for tests of the simulation, and how their results are shown."""

from collections.abc import Mapping
from typing import Any

from eventflow_monitoring.model.alarm import Alarm, Suppressor, WarmUp
from eventflow_monitoring.model.trigger import Trigger
from eventflow_monitoring.simulate.given import GivenSeries
from eventflow_monitoring.simulate.result import HeldBackBy, NotSimulated, Simulation, Timeline
from eventflow_monitoring.simulate.run import simulate
from tests.simulate.models import REQUESTS, alarm, given, monitoring, threshold

SLOW = alarm("Slow")
BUSY = alarm("Busy", threshold(metric=REQUESTS))
SUPPRESSED = alarm("Slow", suppressor=Suppressor("Busy", "Busy", wait=60, extension=120))


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


def outcome(
    trigger: Trigger,
    series: Mapping[str, GivenSeries],
    *,
    warm_up: WarmUp | None = None,
    **changes: Any,
) -> Timeline | NotSimulated:
    """Return what one alarm does."""
    model = monitoring(alarm("A", trigger, warm_up=warm_up))
    return simulate(model, series, **{"interval": 60, **changes}).alarms["A"]


def timeline(trigger: Trigger, series: Mapping[str, GivenSeries], **changes: Any) -> Timeline:
    """Return the timeline of one alarm."""
    found = outcome(trigger, series, **changes)
    assert isinstance(found, Timeline), found
    return found
