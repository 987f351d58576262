"""What a charge is, and the list of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.price_list import PriceList
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from eventflow_monitoring.outputs.cloudformation.resource import Resource
from eventflow_monitoring.registry import registered


@dataclass(frozen=True, slots=True)
class Charge:
    """One thing that AWS charges for.

    `lines(plan, prices)` yields a line or more for each such thing of an environment. `types` are the
    CloudFormation types whose cost this is.
    """

    lines: Callable[[Plan, PriceList], Iterable[Line]]
    types: tuple[str, ...] = ()


def charges() -> tuple[Charge, ...]:
    """Return every charge."""
    found: tuple[Charge, ...] = registered("eventflow_monitoring.cost.charges", "CHARGE")
    return found


def resources_of(plan: Plan, type: str) -> Iterator[tuple[str, Resource]]:
    """Yield the resources of a type, each with its logical id."""
    for stack in plan.stacks:
        for logical_id, resource in stack.resources.items():
            if resource.type == type:
                yield logical_id, resource


def name_of(logical_id: str, resource: Resource, key: str) -> str:
    """Return the name that a property gives a resource, or its logical id where none does."""
    name = resource.properties.get(key)
    return name if isinstance(name, str) else logical_id
