"""Two estimates of an environment against each other, line by line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from eventflow_monitoring.cost.estimate import Estimate
from eventflow_monitoring.cost.line import Line, NotCounted


@dataclass(frozen=True, slots=True)
class Change:
    """A line as it was and as it is; None where there was none, or is none any more."""

    before: Line | None
    after: Line | None

    @property
    def line(self) -> Line:
        """The newer of the two."""
        line = self.after or self.before
        assert line is not None, "a change is of something"
        return line

    @property
    def kind(self) -> str:
        """What happened to it: `added`, `removed` or `changed`."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def difference(self) -> Decimal | None:
        """What it makes of the sum; None where one of the two is no part of one."""
        before, after = _counted(self.before), _counted(self.after)
        return None if before is None or after is None else after - before


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of the costs of an environment; None where it was, or is, not declared."""

    environment: str
    before: Estimate | None
    after: Estimate | None
    changes: tuple[Change, ...]

    @property
    def difference(self) -> Decimal:
        """The sum of the differences that are known."""
        return sum((change.difference or Decimal(0) for change in self.changes), Decimal(0))

    @property
    def not_counted(self) -> int:
        """How many changes are no part of that sum."""
        return sum(change.difference is None for change in self.changes)

    @property
    def only_before(self) -> dict[NotCounted, Decimal]:
        """What of the sum before is of lines that are in none after, by why they are not."""
        return _only((change.before, change.after) for change in self.changes)

    @property
    def only_after(self) -> dict[NotCounted, Decimal]:
        """What of the sum after is of lines that were in none before, by why they were not."""
        return _only((change.after, change.before) for change in self.changes)


def compare(before: Sequence[Estimate], after: Sequence[Estimate]) -> Iterator[Comparison]:
    """Yield what changed in each environment, those that are not declared any more last."""
    old = {one.environment.name: one for one in before}
    new = {one.environment.name: one for one in after}
    for name in dict.fromkeys([*new, *old]):
        changes = _changes(old.get(name), new.get(name))
        yield Comparison(name, old.get(name), new.get(name), tuple(changes))


def _changes(before: Estimate | None, after: Estimate | None) -> Iterator[Change]:
    old = {line.key: line for line in before.lines} if before else {}
    new = {line.key: line for line in after.lines} if after else {}
    for key in sorted({*old, *new}):
        change = Change(old.get(key), new.get(key))
        if change.before is None or change.after is None or _differ(change.before, change.after):
            yield change


def _only(sides: Iterable[tuple[Line | None, Line | None]]) -> dict[NotCounted, Decimal]:
    found: dict[NotCounted, Decimal] = {}
    for counted, other in sides:
        if counted is None or other is None or other.not_counted is None:
            continue
        amount = counted.counted or Decimal(0)
        if amount:
            found[other.not_counted] = found.get(other.not_counted, Decimal(0)) + amount
    return found


def _differ(before: Line, after: Line) -> bool:
    def figures(line: Line) -> tuple[object, ...]:
        return line.price.item, line.quantity, line.amount, line.not_counted

    if before.not_counted is after.not_counted is NotCounted.PRICE_UNKNOWN:
        return False  # one unknown price is as good as another
    return figures(before) != figures(after)


def _counted(line: Line | None) -> Decimal | None:
    return Decimal(0) if line is None else line.counted
