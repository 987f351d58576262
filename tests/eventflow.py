"""EventFlow's own specs, loaded, for tests of any layer."""

import dataclasses
from collections.abc import Mapping
from pathlib import Path

from eventflow_monitoring.cli.load import load
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from eventflow_monitoring.outputs.cloudformation.resource import Resource

ROOT = Path(__file__).parents[1]
SPECS = ROOT / "alarm_specs"


def eventflow_plan(environment: str = "production") -> Plan:
    """Return the plan of one of EventFlow's environments."""
    loaded = load(SPECS, environment)
    assert loaded.problems == ()
    return loaded.plans[0]


def plans_of(directory: Path) -> tuple[Plan, ...]:
    """Return the plans of a directory of specs without a mistake."""
    loaded = load(directory)
    assert loaded.problems == ()
    return loaded.plans


def with_log_resources(plan: Plan, resources: Mapping[str, Resource]) -> Plan:
    """Return a plan with more resources in its stack of log groups."""
    stacks = tuple(
        dataclasses.replace(stack, resources={**stack.resources, **resources})
        if stack.name == "logs"
        else stack
        for stack in plan.stacks
    )
    return dataclasses.replace(plan, stacks=stacks)
