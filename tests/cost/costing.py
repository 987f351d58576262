"""Estimates of specs in memory, and of resources that no spec makes."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from eventflow_monitoring.cost.charge import Charge
from eventflow_monitoring.cost.estimate import Estimate, estimate
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.price_list import price_list
from eventflow_monitoring.outputs.cloudformation.plan import Plan, plan
from eventflow_monitoring.outputs.cloudformation.resource import Resource, Stack
from eventflow_monitoring.problem import has_errors
from tests.compiler.compiling import compile_texts

_ENVIRONMENTS = """\
Environments:
  production:
    Account: 111111111111
    Region: {region}
    LogRetention: 30 days
    Usage: {{{usage}}}
Channels:
  team: {{Kind: Slack, Workspace: T0, Channel: C0}}
  mail: {{Kind: Email, Address: a@b.example}}
Topics:
  alerts: {{Tier: high, Channels: [team]}}
Metrics:
  Lag: {{Namespace: AWS/X, Unit: Count, Statistic: Sum, TreatMissingData: notBreaching}}
  Fast: {{Namespace: AWS/X, Unit: Count, Statistic: Sum, TreatMissingData: notBreaching,
         Period: 10 seconds}}
  Share: {{Expression: 100 * Lag / Seen, Unit: Percent, TreatMissingData: notBreaching}}
  Seen: {{Namespace: AWS/X, Unit: Count, Statistic: Sum, TreatMissingData: notBreaching}}
Defaults:
  Alarms: {{Tier: high, Actions: [alerts]}}
"""


def plan_of(specs: str, usage: str = "", region: str = "us-east-1") -> Plan:
    """Return the plan of specs, with what production is expected to use in a month."""
    texts = {
        "base.yaml": _ENVIRONMENTS.format(usage=usage, region=region),
        "specs.yaml": specs,
    }
    compiled = compile_texts(texts)
    assert not has_errors(list(compiled.problems)), compiled.shown
    planned, problems = plan(compiled.monitorings[0])
    assert problems == []
    return planned


def estimate_of(specs: str, usage: str = "", region: str = "us-east-1") -> Estimate:
    """Return the estimate of specs."""
    return estimate(plan_of(specs, usage, region))


def lines_of(section: str, specs: str, usage: str = "") -> dict[tuple[str, str], Line]:
    """Return the lines of a section by name and part."""
    lines = estimate_of(specs, usage).lines
    return {(line.name, line.part): line for line in lines if line.section == section}


def amounts_of(section: str, specs: str, usage: str = "") -> dict[tuple[str, str], object]:
    """Return what the lines of a section come to, or why they are not in the sum."""
    return {key: cost(line) for key, line in lines_of(section, specs, usage).items()}


def cost(line: Line) -> object:
    """Return what a line adds to a sum, or why it adds nothing."""
    return line.counted if line.not_counted is None else line.not_counted.value


def lines_of_resources(
    charge: Charge, resources: Mapping[str, Resource], usage: str = ""
) -> list[tuple[str, str, Decimal | None, object]]:
    """Return name, part, quantity and cost of what a charge says of resources."""
    empty = plan_of("", usage)
    made = Plan(empty.monitoring, (Stack("other", "Other", resources),))
    return [
        (line.name, line.part, line.quantity, cost(line))
        for line in charge.lines(made, price_list())
    ]


def resource(type: str, **properties: Any) -> Resource:
    """Return a resource of some properties."""
    return Resource(type, properties)
