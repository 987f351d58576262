"""The stacks of an environment, and what CloudFormation would refuse about them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.health_check import Canary
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import LogTrigger
from eventflow_monitoring.outputs.cloudformation.alarm_stacks import (
    COMPOSITES,
    alarm_stacks,
)
from eventflow_monitoring.outputs.cloudformation.canaries import canary_resources
from eventflow_monitoring.outputs.cloudformation.dashboards import dashboard_resources
from eventflow_monitoring.outputs.cloudformation.dynamic_references import (
    BEGINNING,
    dynamic_references,
)
from eventflow_monitoring.outputs.cloudformation.logs import log_resources
from eventflow_monitoring.outputs.cloudformation.mutes import mute_resources
from eventflow_monitoring.outputs.cloudformation.notifications import notification_resources
from eventflow_monitoring.outputs.cloudformation.probes import probe_resources
from eventflow_monitoring.outputs.cloudformation.resource import Resource, Stack
from eventflow_monitoring.outputs.cloudformation.telemetry import telemetry_resources, too_large
from eventflow_monitoring.outputs.cloudformation.tracing import tracing_resources
from eventflow_monitoring.problem import Problem, Related

MAX_RESOURCES = 500
"""Resources of one stack (CloudFormation User Guide, "CloudFormation quotas")."""

_LARGEST_TEMPLATE = 1_000_000
"""Bytes of a template (CloudFormation User Guide, "CloudFormation quotas": 1 MB)."""

_LONGEST_NAME = 128
"""Characters of a stack's name (CloudFormation API, CreateStack.StackName)."""

_COMFORTABLE = 400  # what to aim for when the alarms are spread: no stack gets exactly its share

_Resources = Iterable[tuple[str, Resource]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What stands in AWS for one environment. `stacks` are in the order they are deployed."""

    monitoring: Monitoring
    stacks: tuple[Stack, ...]

    @property
    def environment(self) -> Environment:
        """The environment planned for."""
        return self.monitoring.environment

    def stack_name(self, stack: Stack) -> str:
        """Return the name of a stack in AWS."""
        return stack_name(self.environment, stack.name)


def stack_name(environment: Environment, name: str) -> str:
    """Return the name in AWS of one of an environment's stacks."""
    return f"{environment.service}-{environment.name}-{name}"


def plan(monitoring: Monitoring) -> tuple[Plan, list[Problem]]:
    """Return the stacks of an environment; those without resources are left out.

    Stateful things stand apart from stateless ones.
    """
    problems = [*too_large(monitoring)]
    alarms = list(_alarm_parts(monitoring))
    parts: list[tuple[str, str, _Resources, tuple[str, ...]]] = [
        ("notifications", "Topics and channels", notification_resources(monitoring), ()),
        ("logs", "Log groups", log_resources(monitoring), ()),
        ("telemetry", "Collectors", telemetry_resources(monitoring), ()),
        ("health", "Canaries and probes", _health_resources(monitoring), ()),
        *alarms,
        ("mutes", "Mute rules", mute_resources(monitoring), tuple(part[0] for part in alarms)),
        ("tracing", "Sampling rules and trace groups", tracing_resources(monitoring), ()),
        ("dashboards", "Dashboards", dashboard_resources(monitoring), ()),
    ]
    stacks: list[Stack] = []
    environment = monitoring.environment
    for name, what, resources, depends_on in parts:
        unique = _unique(resources, problems)
        if not unique:
            continue
        if len(unique) > MAX_RESOURCES:
            problems.append(_too_many(name, len(unique), environment))
        name_length = len(stack_name(environment, name))
        if name_length > _LONGEST_NAME:
            problems.append(_too_long(name, name_length, environment))
        here = tuple(other for other in depends_on if other in [stack.name for stack in stacks])
        description = f"{what} of {environment.service} ({environment.name})"
        place = environment.account, environment.region
        stack = Stack(name, description, unique, here, *place)
        # Without its line ends and spaces: what is too large so is refused however it is written.
        text = json.dumps(stack.template(), separators=(",", ":"))
        if len(text) > _LARGEST_TEMPLATE:
            problems.append(_too_large(name, len(text), environment))
        if BEGINNING in text:
            problems += dynamic_references(stack)
        stacks.append(stack)
    return Plan(monitoring, tuple(stacks)), problems


def _health_resources(monitoring: Monitoring) -> Iterator[tuple[str, Resource]]:
    yield from canary_resources(monitoring)
    yield from probe_resources(monitoring)


def _alarm_parts(monitoring: Monitoring) -> Iterator[tuple[str, str, _Resources, tuple[str, ...]]]:
    logs = any(isinstance(alarm.trigger, LogTrigger) for alarm in monitoring.alarms)
    # An alarm on a canary would see nothing, which it takes for illness, until that runs.
    canaries = any(isinstance(check, Canary) for check in monitoring.health_checks)
    needed = ("notifications", *(["logs"] if logs else []), *(["health"] if canaries else []))
    earlier: list[str] = []
    for name, resources in alarm_stacks(monitoring):
        if name == COMPOSITES:
            yield name, "Composite alarms", resources, ("notifications", *earlier)
        else:
            yield name, "Alarms", resources, needed
        earlier.append(name)


def _unique(resources: _Resources, problems: list[Problem]) -> dict[str, Resource]:
    unique: dict[str, Resource] = {}
    for logical_id, resource in resources:
        first = unique.setdefault(logical_id, resource)
        # What has no origin belongs to a thing that has, and is reported with it.
        if first is not resource and resource.origin is not None:
            related = (Related("the other", first.origin),) if first.origin else ()
            problems.append(
                Problem("logical-id-collision",
                        f"two names lead to the same logical id `{logical_id}`", resource.origin,
                        help="names must differ in more than punctuation and case", related=related)
            )  # fmt: skip
    return unique


def _too_long(stack: str, length: int, environment: Environment) -> Problem:
    return Problem(
        "long-stack-name",
        f"the stack `{stack}` would have a name of {length} characters; "
        f"CloudFormation takes {_LONGEST_NAME}",
        environment.origin,
        help="it is made of the `Service` and the environment: shorten one of them",
    )


def _too_large(stack: str, size: int, environment: Environment) -> Problem:
    alarms = stack.startswith("alarms")
    enough = environment.alarm_stacks * ceil(size * 1.25 / _LARGEST_TEMPLATE)
    health = "each canary has a script of about 5,000 bytes" if stack == "health" else None
    return Problem(
        "template-too-large",
        f"the template of the stack `{stack}` of {environment.name} would have {size:,} bytes; "
        f"CloudFormation takes {_LARGEST_TEMPLATE:,}",
        environment.origin,
        help=f"spread the alarms over more stacks: `AlarmStacks: {enough}`" if alarms else health,
    )


def _too_many(stack: str, count: int, environment: Environment) -> Problem:
    alarms = stack.startswith("alarms")
    enough = ceil(environment.alarm_stacks * count / _COMFORTABLE)
    return Problem(
        "too-many-resources",
        f"the stack `{stack}` of {environment.name} would have {count:,} resources; "
        f"CloudFormation takes {MAX_RESOURCES}",
        environment.origin,
        help=f"spread the alarms over more stacks: `AlarmStacks: {enough}`" if alarms else None,
    )
