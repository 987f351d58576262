"""An alarm depends on itself.

CloudWatch lets such alarms be made, stops evaluating them, and refuses to delete them. A composite's
suppressor counts as well: the one cannot be made before the other. Source: CloudWatch API,
PutCompositeAlarm.

Fails:

    Alarms:
      One:
        Kind: Composite
        Tier: high
        Rule: ALARM(Other)
        Actions: [alerts]
      Other:
        Kind: Composite
        Tier: high
        Rule: ALARM(One)
        Actions: [alerts]

Passes (both ask a third):

    Alarms:
      HighLatency:
        Tier: high
        Condition: Latency > 1 second for 10 minutes
        Actions: [alerts]
      One:
        Kind: Composite
        Tier: high
        Rule: ALARM(HighLatency)
        Actions: [alerts]
      Other:
        Kind: Composite
        Tier: high
        Rule: ALARM(HighLatency) AND ALARM(One)
        Actions: [alerts]
"""

from collections.abc import Iterator, Mapping

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import CompositeTrigger
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.rules.rule import Rule

NAME = "composite-cycle"


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find composites that lead back to themselves, each circle once."""
    composites = {
        alarm.name: alarm
        for alarm in monitoring.alarms
        if isinstance(alarm.trigger, CompositeTrigger)
    }
    needed = {name: _needed(alarm, composites) for name, alarm in composites.items()}
    for alarm in monitoring.alarms:
        suppressor = alarm.suppressor
        if alarm.name not in composites and suppressor and suppressor.alarm == alarm.name:
            yield _itself(alarm)
    finished: set[str] = set()
    for start in composites:
        circle = _circle(start, needed, finished)
        if circle:
            alarm = composites[circle[0]]
            yield _itself(alarm) if len(circle) == 1 else _each_other(alarm, circle)


def _itself(alarm: Alarm) -> Problem:
    key = "ActionsSuppressor"
    if alarm.suppressor is None or alarm.suppressor.alarm != alarm.name:
        key = "Rule"
    message = f"`{key}` of `{alarm.name}` names `{alarm.name}` itself"
    return Problem(NAME, message, alarm.written.key(key), help="name other alarms only")


def _each_other(alarm: Alarm, circle: list[str]) -> Problem:
    chain = " → ".join(f"`{name}`" for name in [*circle, circle[0]])
    return Problem(
        NAME,
        f"`{alarm.name}` depends on itself: {chain}",
        alarm.written.key("Rule"),
        help="leave one of them out of the other's rule",
    )


def _needed(alarm: Alarm, composites: Mapping[str, Alarm]) -> list[str]:
    """Return the composites that must exist before an alarm."""
    assert isinstance(alarm.trigger, CompositeTrigger)
    names = [*alarm.trigger.children]
    if alarm.suppressor is not None:
        names.append(alarm.suppressor.alarm)
    return [name for name in names if name in composites]


def _circle(start: str, needed: Mapping[str, list[str]], finished: set[str]) -> list[str]:
    """Walk from a composite, and return the circle that this leads into; none where there is none."""
    path: list[str] = []
    waiting = [(start, False)]
    circle: list[str] = []
    while waiting:
        name, left = waiting.pop()
        if left:
            path.pop()
            finished.add(name)
        elif name in path:
            circle = circle or path[path.index(name) :]
        elif name not in finished:
            path.append(name)
            waiting.append((name, True))
            waiting += [(other, False) for other in reversed(needed[name])]
    return circle


RULE = Rule(NAME, check)
