"""The page of the findings that are acknowledged: each with its resource and the reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eventflow_monitoring.outputs.cdk.acknowledgements import known_findings
from eventflow_monitoring.outputs.cloudformation.plan import Plan

FILE = "docs/acknowledged-findings.md"
"""Where the page stands, relative to the root of the project."""

_INTRODUCTION = """\
# Acknowledged findings

`synth` lets CDK's own validation and cdk-nag (AWS Solutions) check every template, and any finding ends
it with status 1. These findings are known. Each is acknowledged at the one resource that it is about,
for the reason given, and nowhere else; the same finding at another resource still fails. The code is
[acknowledgements.py](../eventflow_monitoring/outputs/cdk/acknowledgements.py); this page is written
from it by `make reference`. A test fails where an acknowledgement is no longer needed.
"""
_OTHERS = """\
EventFlow does not use these. They were found with specs that have one of everything, and stand here as
they were found there.
"""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A finding that is acknowledged at one resource.

    `stack` is its path, such as `production/notifications`.
    """

    finding: str
    type: str
    logical_id: str
    stack: str
    reason: str


def acknowledged(plans: Sequence[Plan]) -> Iterator[Acknowledged]:
    """Yield what is acknowledged in some environments, in the order of their stacks."""
    for plan in plans:
        for stack in plan.stacks:
            path = f"{plan.environment.name}/{stack.name}"
            for logical_id, resource in sorted(stack.resources.items()):
                for finding, reason in known_findings(logical_id, resource):
                    yield Acknowledged(finding, resource.type, logical_id, path, reason)


def acknowledged_findings_page(eventflow: Sequence[Plan], everything: Sequence[Plan]) -> str:
    """Return the page: what is acknowledged for EventFlow, and what else may come up.

    `everything` are plans with one of every thing.
    """
    own = list(acknowledged(eventflow))
    met = {(one.finding, one.logical_id) for one in own}
    others = [one for one in acknowledged(everything) if (one.finding, one.logical_id) not in met]
    parts = [_INTRODUCTION, "## In EventFlow\n", _table(own)]
    if others:
        parts += ["## In other specs\n", _OTHERS, _table(others)]
    return "\n".join(parts)


def _table(found: Sequence[Acknowledged]) -> str:
    """Return a row for each finding and resource, with all the stacks it stands in."""
    stacks: dict[tuple[str, str, str, str], list[str]] = {}
    for one in found:
        key = (one.finding, one.type, one.logical_id, one.reason)
        stacks.setdefault(key, []).append(one.stack)
    rows = ["| Finding | Resource | Stacks | Reason |", "| --- | --- | --- | --- |"]
    for (finding, type, logical_id, reason), paths in stacks.items():
        where = ", ".join(f"`{path}`" for path in paths)
        rows.append(f"| `{finding}` | `{logical_id}` ({type}) | {where} | {reason} |")
    return "\n".join([*rows, ""])
