"""What CloudWatch accepts of periods, at each limit and one past it."""

import dataclasses

import pytest

from eventflow_monitoring.model.trigger import ThresholdTrigger
from eventflow_monitoring.rules.alarm_window import check
from tests.eventflow import eventflow_plan

MONITORING = eventflow_plan().monitoring


@pytest.mark.parametrize(
    ("n", "m", "period", "message"),
    [
        (3, 3, 60, None),
        (3, 4, 60, "wants 4 breaching data points and looks at 3"),
        (1, 1, 10, None),
        (1, 1, 40, "has a period of 40 seconds"),
        (1, 1, 90, "has a period of 90 seconds"),
        (1_440, 1, 60, None),
        (1_441, 1, 60, "looks at 1,441 periods of 1 minute, more than 1 day together"),
        (168, 1, 3_600, None),
        (169, 1, 3_600, "looks at 169 periods of 1 hour, more than 7 days together"),
    ],
)
def test_a_window_that_cloudwatch_refuses(n: int, m: int, period: int, message: str | None) -> None:
    """M is at most N, periods are those CloudWatch knows, and together they are not too long."""
    alarm = next(one for one in MONITORING.alarms if one.name == "ConsumerLag")
    trigger = alarm.trigger
    assert isinstance(trigger, ThresholdTrigger)
    evaluation = dataclasses.replace(
        trigger.evaluation, evaluation_periods=n, datapoints_to_alarm=m, period=period
    )
    alarm = dataclasses.replace(alarm, trigger=dataclasses.replace(trigger, evaluation=evaluation))
    found = list(check(dataclasses.replace(MONITORING, alarms=(alarm,))))
    assert [one.message for one in found] == ([f"`{alarm.name}` {message}"] if message else [])
