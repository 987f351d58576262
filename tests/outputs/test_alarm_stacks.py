"""Where alarms stand when they are spread over stacks, and what waits for what."""

import dataclasses

import pytest

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.outputs.cloudformation.alarm_stacks import alarm_stacks
from eventflow_monitoring.outputs.cloudformation.plan import plan
from eventflow_monitoring.outputs.cloudformation.resource import Resource
from tests.specs.expanding import expanded

_MANY = "Alarms:\n" + "".join(
    f"  A{number}: {{Tier: low, Condition: Lag > {number}}}\n" for number in range(1, 31)
)


def monitoring(specs: str, stacks: int) -> Monitoring:
    """Return the model of specs whose alarms are spread over stacks."""
    found = expanded(specs)
    assert found.problems == (), found.shown
    environment = dataclasses.replace(found.monitoring.environment, alarm_stacks=stacks)
    return dataclasses.replace(found.monitoring, environment=environment)


def stacks_of(specs: str, stacks: int) -> dict[str, dict[str, Resource]]:
    """Return the resources of every stack of alarms, by stack and logical id."""
    return {name: dict(found) for name, found in alarm_stacks(monitoring(specs, stacks))}


def homes(specs: str, stacks: int) -> dict[str, str]:
    """Return the stack of every logical id."""
    return {id: name for name, found in stacks_of(specs, stacks).items() for id in found}


def apart(count: int) -> tuple[str, str, str]:
    """Return alarms of which two share one of three stacks and the third stands in another."""
    found = homes(_MANY, count)
    first, *others = found
    same = next(one for one in others if found[one] == found[first])
    other = next(one for one in others if found[one] != found[first])
    return tuple(one.removeprefix("Alarm") for one in (first, same, other))  # type: ignore[return-value]


def composite(name: str, rule: str, more: str = "") -> str:
    """Return the line of a composite alarm."""
    return f"  {name}: {{Kind: Composite, Tier: low, Rule: {rule}{more}}}\n"


def test_stacks_in_the_order_they_are_deployed() -> None:
    """The composites' own stack comes last, whether or not anything stands there."""
    assert list(stacks_of(_MANY, 1)) == ["alarms", "composite-alarms"]
    assert list(stacks_of(_MANY, 3)) == ["alarms", "alarms-2", "alarms-3", "composite-alarms"]


def test_alarms_are_spread_and_none_moves_when_another_comes() -> None:
    """By name alone."""
    before = homes(_MANY, 3)
    assert set(before.values()) == {"alarms", "alarms-2", "alarms-3"}
    after = homes(_MANY + "  New: {Tier: low, Condition: Lag > 99}\n", 3)
    assert {id: after[id] for id in before} == before


def test_composite_stands_with_what_it_names() -> None:
    """In one stack it waits for them there; it has no need of the stack of composites."""
    specs = _MANY + composite("C", "ALARM(A2) OR ALARM(A1)")
    found = stacks_of(specs, 1)
    assert found["alarms"]["AlarmC"].attributes == {"DependsOn": ["AlarmA1", "AlarmA2"]}
    assert found["composite-alarms"] == {}


def test_composite_over_several_stacks_stands_apart() -> None:
    """The stacks are deployed in order, so it waits for nothing inside its own."""
    first, same, other = apart(3)
    specs = _MANY + composite("C", f"ALARM({first}) OR ALARM({same})")
    found = stacks_of(specs, 3)
    home = homes(_MANY, 3)[f"Alarm{first}"]
    assert sorted(found[home]["AlarmC"].attributes["DependsOn"]) == sorted(
        [f"Alarm{first}", f"Alarm{same}"]
    )
    specs = _MANY + composite("C", f"ALARM({first}) OR ALARM({other})")
    composites = stacks_of(specs, 3)["composite-alarms"]
    assert list(composites) == ["AlarmC"]
    assert composites["AlarmC"].attributes == {}


def test_composite_of_composites_follows_them() -> None:
    """Whatever the order they are written in."""
    first, same, other = apart(3)
    lines = [
        composite("Top", "ALARM(Near) OR ALARM(Far)"),
        composite("Above", "ALARM(Near)"),
        composite("Far", f"ALARM({first}) OR ALARM({other})"),
        composite("Near", f"ALARM({first}) OR ALARM({same})"),
        composite("OverFar", "ALARM(Far)"),
    ]
    home = homes(_MANY, 3)[f"Alarm{first}"]
    for order in (lines, lines[::-1]):
        specs = _MANY + "".join(order)
        found = homes(specs, 3)
        assert {name: found[f"Alarm{name}"] for name in ("Near", "Above", "Far", "Top")} == {
            "Near": home,
            "Above": home,
            "Far": "composite-alarms",
            "Top": "composite-alarms",
        }
        composites = stacks_of(specs, 3)["composite-alarms"]
        assert composites["AlarmOverFar"].attributes == {"DependsOn": ["AlarmFar"]}
        assert composites["AlarmTop"].attributes == {"DependsOn": ["AlarmFar"]}


@pytest.mark.parametrize("stacks", [1, 3])
def test_circle_of_composites_is_placed_all_the_same(stacks: int) -> None:
    """A rule reports it; nothing hangs, and each is there once."""
    specs = (
        _MANY
        + composite("P", "ALARM(Q)")
        + composite("Q", "ALARM(P) OR ALARM(A1)")
        + composite("S", "ALARM(S)")
        + composite("OnTop", "ALARM(P)")
    )
    found = [id for resources in stacks_of(specs, stacks).values() for id in resources]
    for name in ("P", "Q", "S", "OnTop"):
        assert found.count(f"Alarm{name}") == 1
        assert homes(specs, stacks)[f"Alarm{name}"] == "composite-alarms"


def test_alert_of_a_suppressed_alarm_stands_with_it_and_its_suppressor() -> None:
    """It waits for both, the watched alarm and the suppressor; the alarm itself waits for nothing."""
    first, same, other = apart(3)
    lines = "  X: {Tier: low, Condition: Lag > 50, ActionsSuppressor: A1}\n"
    alarms = stacks_of(_MANY + lines, 1)["alarms"]
    assert alarms["AlertX"].attributes == {"DependsOn": ["AlarmA1", "AlarmX"]}
    assert alarms["AlarmX"].attributes == {}
    assert "AlarmActions" not in alarms["AlarmX"].properties
    assert alarms["AlertX"].properties["AlarmRule"] == 'ALARM("prod-X")'
    assert alarms["AlertX"].properties["ActionsSuppressor"] == "prod-A1"
    specs = _MANY.replace(
        f"  {same}: {{Tier: low,", f"  {same}: {{Tier: low, ActionsSuppressor: {first},"
    ).replace(f"  {other}: {{Tier: low,", f"  {other}: {{Tier: low, ActionsSuppressor: {first},")
    found = homes(specs, 3)
    assert found[f"Alert{same}"] == found[f"Alarm{first}"]
    assert found[f"Alert{other}"] == "composite-alarms"


def test_suppressor_of_a_composite_is_its_own_and_waited_for() -> None:
    """A composite needs no alert beside it."""
    specs = _MANY + composite("C", "ALARM(A2)", ", ActionsSuppressor: A1")
    alarms = stacks_of(specs, 1)["alarms"]
    assert alarms["AlarmC"].attributes == {"DependsOn": ["AlarmA1", "AlarmA2"]}
    assert alarms["AlarmC"].properties["ActionsSuppressorWaitPeriod"] == 60
    assert "AlertC" not in alarms


def test_what_refers_to_a_resource_stands_in_its_stack() -> None:
    """Log alarms with their role, alarms on health checks with those: all in the first."""
    health = (
        "HealthChecks: {api: {Domain: a.example, Path: /}}\n"
        "Metrics: {Up: {Namespace: AWS/Route53, MetricName: HealthCheckStatus, Unit: None, "
        "Statistic: Minimum, Dimensions: {HealthCheckId: {HealthCheck: api}}}}\n"
    )
    pinned = "".join(
        f"  L{number}: {{Kind: Log, Tier: low, LogGroups: [/app], Query: filter q = 1, "
        f"ComparisonOperator: '>', Threshold: {number}}}\n"
        f"  H{number}: {{Tier: low, Condition: Up < 1, EvaluationPeriods: {number}}}\n"
        for number in range(1, 9)
    )
    found = homes(health + _MANY + pinned, 3)
    assert {found[f"Alarm{kind}{number}"] for kind in "LH" for number in range(1, 9)} == {"alarms"}
    assert {found["LogAlarmRole"], found["HealthCheckApi"]} == {"alarms"}


def test_stacks_wait_for_those_before_them() -> None:
    """Alarms for the topics, log alarms for their groups, composites and mutes for all alarms."""
    first, _, other = apart(3)
    specs = (
        _MANY
        + composite("C", f"ALARM({first}) OR ALARM({other})")
        + "Mutes: {m: {Alarms: [C], Schedule: cron(0 3 * * SUN), Duration: 1 hour}}\n"
    )
    planned, problems = plan(monitoring(specs, 3))
    assert problems == []
    needs = {stack.name: set(stack.depends_on) for stack in planned.stacks}
    shards = {"alarms", "alarms-2", "alarms-3"}
    assert all(needs[name] == {"notifications"} for name in shards)
    assert needs["composite-alarms"] == {"notifications", *shards}
    assert needs["mutes"] == {*shards, "composite-alarms"}
    log = "  L: {Kind: Log, Tier: low, LogGroups: [/app], Query: filter q = 1, ComparisonOperator: '>', Threshold: 5}\n"
    planned, _ = plan(monitoring(_MANY + log, 1))
    needs = {stack.name: set(stack.depends_on) for stack in planned.stacks}
    assert needs["alarms"] == {"notifications", "logs"}
