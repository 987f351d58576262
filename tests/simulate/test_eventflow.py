"""EventFlow's own alarms over the samples of the design."""

from typing import Any

import pytest

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.simulate.result import NotSimulated, Simulation
from eventflow_monitoring.simulate.run import simulate
from tests.eventflow import eventflow_plan
from tests.simulate.models import (
    given,
    minutes,
)


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
    """Errors of a service that is down tell nobody, even while the alarm still looks back on them.

    The share of errors is that of five minutes, and so long the suppressor's extension lasts.
    """
    found = eventflow(
        ApiErrors5xx="0x9 600x9 0x9", ApiRequests="1000x29", ServiceHealth="1x8 0x10 1x9"
    )
    errors = [
        (one.changed // 60, one.time // 60)
        for one in found.notifications
        if one.alarm == "HighErrorRate" and one.state is State.ALARM and one.sent
    ]
    assert errors == []
    assert minutes(found.alarms["HighErrorRate"]) == ["OK", "ALARM at 11m", "OK at 25m"]
    down = [one for one in found.notifications if one.alarm == "ServiceDown"]
    assert [(one.time // 60, one.state.value, [channel.name for channel in one.channels])
            for one in down] == [
        (0, "OK", ["on-call", "team"]), (11, "ALARM", ["on-call", "team"]),
        (21, "OK", ["on-call", "team"]),
    ]  # fmt: skip
