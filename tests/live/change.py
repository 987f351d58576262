"""A change made behind CloudFormation's back, and what it is told of."""

from collections.abc import Callable
from typing import Any, NamedTuple

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.deployed import deployed_resources
from eventflow_monitoring.outputs.cloudformation.plan import Plan


class Change(NamedTuple):
    """Something done behind CloudFormation's back, and how it is undone."""

    type: str
    logical_id: str
    path: str
    do: Callable[[Connection, str], object]
    undo: Callable[[Connection, str, Plan], object]


def planned(plan: Plan, logical_id: str) -> dict[str, Any]:
    """Return the planned properties of a resource."""
    found = [s.resources[logical_id] for s in plan.stacks if logical_id in s.resources]
    return dict(found[0].properties)


def physical_id(connection: Connection, plan: Plan, logical_id: str) -> str:
    """Return what a resource is called in AWS."""
    stack = next(stack for stack in plan.stacks if logical_id in stack.resources)
    found = deployed_resources(connection, plan.stack_name(stack))
    assert found is not None
    return found[logical_id].physical_id
