"""The alarms spread over stacks: by name alone, so that adding one moves no other.

What refers to a resource stands in its stack: alarms on health checks, whose ids no name tells, and
log alarms, whose role is made beside them, in the first. A composite alarm stands with the alarms
it names where those share a stack, so that one deployment can take it and them away together (AWS
refuses to delete an alarm that a composite still names); else in a stack of its own after theirs.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.outputs.cloudformation.alarms import alarm_resources
from eventflow_monitoring.outputs.cloudformation.health_checks import health_check_resources
from eventflow_monitoring.outputs.cloudformation.log_alarms import log_alarm_roles
from eventflow_monitoring.outputs.cloudformation.placement import place
from eventflow_monitoring.outputs.cloudformation.resource import Resource

FIRST = "alarms"
COMPOSITES = "composite-alarms"
_COMPOSITE = "AWS::CloudWatch::CompositeAlarm"
_DEPENDS_ON = "DependsOn"

Resources = Iterable[tuple[str, Resource]]


def alarm_stacks(monitoring: Monitoring) -> Iterator[tuple[str, Resources]]:
    """Yield the stacks with their resources, in the order they are deployed."""
    count = monitoring.environment.alarm_stacks
    shards: list[list[tuple[str, Resource]]] = [[] for _ in range(count)]
    shards[0] += health_check_resources(monitoring)
    shards[0] += log_alarm_roles(monitoring)
    pinning = {logical_id for logical_id, _ in shards[0]}
    stack_of: dict[str, int] = {}
    composites: list[tuple[str, Resource]] = []
    for logical_id, resource in alarm_resources(monitoring):
        if resource.type == _COMPOSITE:
            composites.append((logical_id, resource))
            continue
        pinned = bool(pinning) and _refers_to(resource.properties, pinning)
        stack = 0 if pinned else place(logical_id, count)
        stack_of.setdefault(logical_id, stack)
        shards[stack].append((logical_id, resource))
    apart = count
    _place_composites(composites, stack_of, apart)
    shards.append([])
    for logical_id, resource in composites:
        stack = stack_of[logical_id]
        shards[stack].append((logical_id, _within(resource, stack, stack_of)))
    for number, shard in enumerate(shards[:-1], start=1):
        yield FIRST if number == 1 else f"{FIRST}-{number}", shard
    yield COMPOSITES, shards[-1]


def _place_composites(
    composites: list[tuple[str, Resource]], stack_of: dict[str, int], apart: int
) -> None:
    """Add the stack of each composite; one may name another, which then comes first."""
    waiting = dict(composites)
    placed = True
    while placed:
        placed = False
        for logical_id, resource in list(waiting.items()):
            needed = resource.attributes.get(_DEPENDS_ON, ())
            if not any(other in waiting for other in needed):
                stacks = {stack_of[other] for other in needed if other in stack_of}
                stack_of.setdefault(logical_id, stacks.pop() if len(stacks) == 1 else apart)
                del waiting[logical_id]
                placed = True
    for logical_id in waiting:  # they name each other, which a rule reports
        stack_of.setdefault(logical_id, apart)


def _within(resource: Resource, stack: int, stack_of: Mapping[str, int]) -> Resource:
    """Return a composite that waits for what stands in its own stack; stacks wait for each other."""
    needed = [
        other for other in resource.attributes.get(_DEPENDS_ON, ()) if stack_of.get(other) == stack
    ]
    return replace(resource, attributes={_DEPENDS_ON: needed} if needed else {})


def _refers_to(value: object, targets: set[str]) -> bool:
    if isinstance(value, dict):
        if value.get("Ref") in targets or _attribute_of(value) in targets:
            return True
        return any(_refers_to(item, targets) for item in value.values())
    return isinstance(value, list) and any(_refers_to(item, targets) for item in value)


def _attribute_of(value: Mapping[str, object]) -> str | None:
    attribute = value.get("Fn::GetAtt")
    return str(attribute[0]) if isinstance(attribute, list) else None
