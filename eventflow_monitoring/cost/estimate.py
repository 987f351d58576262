"""What one environment costs in a month."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from eventflow_monitoring.cost.charge import charges
from eventflow_monitoring.cost.free import FREE
from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.cost.price import Certainty, Price
from eventflow_monitoring.cost.price_list import price_list, prices_in
from eventflow_monitoring.cost.unused_usage import unused_usage
from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.outputs.cloudformation.plan import Plan

UNCHARGED = "Other resources"
"""The section of what has neither a charge nor a reason to have none."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """The lines of an environment, sorted by section, name and part.

    `unused` are the keys of usage that is stated and that no line uses, with the reason.
    """

    environment: Environment
    lines: tuple[Line, ...]
    unused: tuple[tuple[str, str], ...] = ()

    @property
    def total(self) -> Decimal:
        """The sum of the lines that are counted."""
        return sum((line.counted or Decimal(0) for line in self.lines), Decimal(0))

    @property
    def not_counted(self) -> tuple[Line, ...]:
        """The lines that are no part of the sum."""
        return tuple(line for line in self.lines if line.not_counted is not None)

    @property
    def by_certainty(self) -> dict[Certainty, Decimal]:
        """What of the sum rests on prices of each certainty; without those that nothing rests on."""
        found: dict[Certainty, Decimal] = {}
        for line in self.lines:
            if line.counted is not None:
                certainty = line.price.certainty
                found[certainty] = found.get(certainty, Decimal(0)) + line.counted
        return {one: found[one] for one in Certainty if one in found}


def estimate(plan: Plan) -> Estimate:
    """Return what a plan costs in a month."""
    prices = prices_in(plan.environment, price_list())
    lines = [line for charge in charges() for line in charge.lines(plan, prices)]
    lines += _uncharged(plan, {line.name for line in lines if line.section == "Alarms"})
    unused = tuple(unused_usage(plan.monitoring, lines))
    return Estimate(plan.environment, tuple(sorted(lines, key=lambda line: line.key)), unused)


def _uncharged(plan: Plan, alarms: set[str]) -> Iterator[Line]:
    """Yield a line of unknown price for what no charge tells the cost of, but for these alarms."""
    charged = {type for charge in charges() for type in charge.types}
    for stack in plan.stacks:
        for logical_id, resource in stack.resources.items():
            if resource.type not in charged and resource.type not in FREE:
                yield _unknown(logical_id, resource.type)
    for alarm in plan.monitoring.alarms:
        if alarm.physical_name not in alarms:
            yield _unknown(alarm.physical_name, type(alarm.trigger).__name__)


def _unknown(name: str, what: str) -> Line:
    price = Price(
        item="unknown",
        unit=what,
        steps=(),
        certainty=Certainty.UNVERIFIED,
        source="this program does not know how it is charged",
    )
    return Line(section=UNCHARGED, name=name, part=what, price=price, quantity=Decimal(1))
