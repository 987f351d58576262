"""What a deployment left standing, and how that was proved."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from eventflow_monitoring.live.read_back import Difference, ReadBack
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from eventflow_monitoring.report.listing import Listing
from eventflow_monitoring.report.plan_table import plan_tables


def deployment_report(plan: Plan, found: ReadBack) -> Iterator[RenderableType]:
    """Yield what stands in an environment: tables, the two kinds of proof, the differences."""
    yield from plan_tables(plan, {logical_id for _, logical_id in found.pending})
    count = len(found.verified)
    yield Text(f"Read back and as specified: {count} resource{'' if count == 1 else 's'}.")
    if found.accepted:
        yield Text()
        made = Listing("Accepted by CloudFormation, not read back", "Stack", "Resource", "Type")
        for stack, logical_id in found.accepted:
            made.add_row(stack, logical_id, _type(plan, stack, logical_id))
        yield made
    if found.not_kept:
        count = len(found.not_kept)
        names = sorted({f"{_type(plan, s, i)}.{name}" for s, i, name in found.not_kept})
        yield Text(
            f"Accepted by CloudFormation, but not to be read back: {', '.join(names)} "
            f"({count} resource{'' if count == 1 else 's'})."
        )
    if found.differences:
        yield differences_report(found.differences)


def differences_report(differences: list[Difference]) -> RenderableType:
    """Return a table of what is not as specified."""
    made = Listing(
        f"Differences ({len(differences)})",
        *("Stack", "Resource", "Property", "Specified", "Stands"),
        wrap=("Specified", "Stands"),
    )
    for one in differences:
        if one.property is None:
            made.add_row(one.stack, one.logical_id or one.type, "", "", one.message)
        else:
            part = one.property
            made.add_row(
                one.stack, one.logical_id, part.path, repr(part.expected), repr(part.actual)
            )
    return made


def conclude(all_found: list[ReadBack]) -> int:
    """Print the outcome of deployments in one line and return the exit status."""
    count = sum(len(found.differences) for found in all_found)
    if count:
        print(f"{count} differences between what was specified and what stands there.")
        return 1
    print("Everything stands as specified.")
    return 0


def _type(plan: Plan, stack_name: str, logical_id: str) -> str:
    stack = next(stack for stack in plan.stacks if stack.name == stack_name)
    return stack.resources[logical_id].type
