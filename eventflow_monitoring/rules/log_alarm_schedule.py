"""A log alarm's query runs at times, or over a time, that CloudWatch refuses.

It runs every so many whole minutes. It reads the logs from `LookBack` to `Delay` before it runs: back
to 30 days ago at most, and the time has to begin before it ends. Source: CloudWatch API, PutLogAlarm
(ScheduleExpression, StartTimeOffset, EndTimeOffset); EventBridge Scheduler User Guide for `rate()`.

Fails (no whole minutes):

    Alarms:
      ManyTimeouts:
        Kind: Log
        Tier: high
        LogGroups: [/example/backend]
        Query: filter @message like "timeout"
        Every: 90 seconds
        ComparisonOperator: ">"
        Threshold: 10
        Actions: [alerts]

Fails (it ends when it begins):

    Alarms:
      ManyTimeouts:
        Kind: Log
        Tier: high
        LogGroups: [/example/backend]
        Query: filter @message like "timeout"
        LookBack: 5 minutes
        Delay: 5 minutes
        ComparisonOperator: ">"
        Threshold: 10
        Actions: [alerts]

Passes (the second that is left, and as far back as it goes):

    Alarms:
      ManyTimeouts:
        Kind: Log
        Tier: high
        LogGroups: [/example/backend]
        Query: filter @message like "timeout"
        Every: 1 minute
        LookBack: 30 days
        Delay: 2591999 seconds
        ComparisonOperator: ">"
        Threshold: 10
        Actions: [alerts]
"""

from collections.abc import Iterator

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import LogTrigger
from eventflow_monitoring.model.wording import duration_in_words
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.rules.rule import Rule

NAME = "log-alarm-schedule"

_MINUTE = 60
_MAX_LOOK_BACK = 2_592_000
"""Seconds of ScheduleConfiguration.StartTimeOffset."""


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find log alarms whose schedule CloudWatch refuses."""
    for alarm in monitoring.alarms:
        if isinstance(alarm.trigger, LogTrigger):
            for key, message, help in _mistakes(alarm, alarm.trigger):
                yield Problem(NAME, f"`{alarm.name}` {message}", alarm.written.key(key), help=help)


def _mistakes(alarm: Alarm, trigger: LogTrigger) -> Iterator[tuple[str, str, str]]:
    every, look_back, delay = trigger.every, trigger.look_back, trigger.delay
    if every % _MINUTE:
        yield (
            "Every",
            f"runs its query every {duration_in_words(every)}",
            "whole minutes: " + _whole_minutes(every),
        )
    if look_back > _MAX_LOOK_BACK:
        most = duration_in_words(_MAX_LOOK_BACK)
        yield (
            _why_back(alarm, trigger),
            f"looks back {duration_in_words(look_back)}, more than {most}",
            "a shorter `LookBack`"
            if "LookBack" in alarm.written.keys
            else "it reads back to the run before, and the `Delay`, unless there is a `LookBack`",
        )
    if delay >= look_back:
        back, newest = duration_in_words(look_back), duration_in_words(delay)
        yield (
            "Delay",
            f"looks back {back} and leaves out the newest {newest}: nothing is left",
            "`Delay` is less than `LookBack`",
        )


def _whole_minutes(seconds: int) -> str:
    below = seconds // _MINUTE * _MINUTE
    choices = [length for length in (below, below + _MINUTE) if length]
    return " or ".join(f"`{duration_in_words(length)}`" for length in choices)


def _why_back(alarm: Alarm, trigger: LogTrigger) -> str:
    """Return the key that has most to do with how far back a query looks."""
    if "LookBack" in alarm.written.keys:
        return "LookBack"
    return "Delay" if trigger.delay > trigger.every else "Every"


RULE = Rule(NAME, check)
