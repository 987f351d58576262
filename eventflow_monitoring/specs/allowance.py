"""`Allow:` of any thing: warnings about it that are known, each with a reason and an end.

It names [rules](rules.md), or a [warning that no rule finds](problems.md). Errors cannot be allowed.
After the day that `Until` names the warning is back, with an error that says since when; an allowance
that allows nothing is an error too.

Example:
    Alarms:
      HighErrorRate:
        Allow:
          ratio-without-guard:
            Reason: There are thousands of requests at any time of the day.
            Until: 2027-01-31
        Tier: high
        Condition: ErrorRate > 5% for 10 minutes
        Actions: [alerts]
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any

from eventflow_monitoring.position import Origin, Pointer
from eventflow_monitoring.problem import Problem, Severity
from eventflow_monitoring.specs.entry import ALLOW, Entry
from eventflow_monitoring.specs.quantity import QuantityError
from eventflow_monitoring.specs.read import read_spec
from eventflow_monitoring.specs.scalars import reader
from eventflow_monitoring.specs.spec import Spec
from eventflow_monitoring.suggestion import nearest

_WARNINGS = (
    "ambiguous-trace-filter", "bare-percentage", "mute-is-over", "point-in-count",
    "seconds-in-trace-filter", "unknown-region", "unused-template", "unused-tier",
)  # fmt: skip
"""What is warned of without a rule that has a page."""


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise QuantityError("bad-time", f"`{text}` is no date", "such as `2027-01-31`") from None


class AllowanceSpec(Spec):
    """A warning that is known."""

    reason: str
    """Why it does no harm here."""
    until: Annotated[date, reader(_date)]
    """The last day on which that holds; somebody looks at it again then."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """A rule whose warnings are allowed about the thing at `pointer` of a file, up to a day."""

    rule: str
    file: str
    pointer: Pointer
    until: date
    origin: Origin


def read_allowances(entry: Entry) -> tuple[Entry, list[Allowance], list[Problem]]:
    """Return an entry without its `Allow`, what that says, and what is wrong with it."""
    if not isinstance(entry.data, dict) or ALLOW not in entry.data:
        return entry, [], []
    written: Any = entry.data[ALLOW]
    entry = replace(entry, data={key: value for key, value in entry.data.items() if key != ALLOW})
    if not isinstance(written, dict):
        help = "each with its `Reason` and an `Until`"
        bad = Problem("bad-value", "`Allow` takes names of rules", entry.origin(ALLOW), help=help)
        return entry, [], [bad]
    return entry, *_read(entry, written)


def _read(entry: Entry, written: dict[str, Any]) -> tuple[list[Allowance], list[Problem]]:
    allowances: list[Allowance] = []
    problems: list[Problem] = []
    for rule, data in written.items():
        part = entry.at(data, ALLOW, rule)
        if not isinstance(data, dict):
            problems.append(
                Problem("bad-value", f"`{rule}` takes a `Reason` and an `Until`",
                        entry.origin(ALLOW, rule), help="such as "
                        "`{Reason: the volume is never small, Until: 2027-01-31}`")
            )  # fmt: skip
            continue
        spec, found = read_spec(AllowanceSpec, part)
        problems += found
        if spec is not None:
            where = entry.origin(ALLOW, rule, on_key=True)
            allowances.append(Allowance(rule, entry.file, entry.pointer, spec.until, where))
    return allowances, problems


def _covering(
    problem: Problem, by_place: Mapping[tuple[str, str, Pointer], list[Allowance]]
) -> list[Allowance]:
    """Return the allowances of a problem, whatever the day."""
    where = problem.origin
    if where is None:
        return []
    around = (where.pointer[:length] for length in range(len(where.pointer) + 1))
    return [
        one for pointer in around for one in by_place.get((problem.rule, where.file, pointer), ())
    ]


def apply_allowances(
    problems: Iterable[Problem],
    allowances: Iterable[Allowance],
    today: date,
    rules: Mapping[str, Severity],
    *,
    complete: bool,
) -> Iterator[Problem]:
    """Yield the problems that are not allowed, and what is wrong with the allowances.

    `rules` are those that have pages, by name; there are others. Errors cannot be allowed.
    `complete` means that every environment was looked at, so that what
    allowed nothing does allow nothing.
    """
    allowances = list(allowances)
    by_place: dict[tuple[str, str, Pointer], list[Allowance]] = {}
    for one in allowances:
        by_place.setdefault((one.rule, one.file, one.pointer), []).append(one)
    used: set[Allowance] = set()
    too_late: set[Allowance] = set()
    errors: set[Allowance] = set()
    for problem in problems:
        covering = _covering(problem, by_place)
        if problem.is_error:
            errors.update(covering)
        elif covering:
            used.update(covering)
            late = [one for one in covering if one.until < today]
            too_late.update(late)
            if len(late) < len(covering):
                continue
        yield problem
    warnings = [*_WARNINGS, *(name for name in rules if rules[name] is not Severity.ERROR)]
    for one in allowances:
        known = one.rule in rules or one.rule in warnings
        match = None if known or one in used else nearest(one.rule, warnings)
        if one in errors or rules.get(one.rule) is Severity.ERROR:
            yield Problem("unused-allowance", f"`{one.rule}` is an error, which cannot be allowed",
                          one.origin)  # fmt: skip
        elif one in too_late:
            yield Problem("expired-allowance", f"`{one.rule}` was allowed until {one.until}",
                          one.origin, help="mend what it warns of, or say until when it is fine"
                          )  # fmt: skip
        elif match is not None:
            yield Problem("unused-allowance", f"no warning is called `{one.rule}`", one.origin,
                          help=f"did you mean `{match}`?")  # fmt: skip
        elif complete and one not in used:
            yield Problem("unused-allowance", f"nothing is wrong that `{one.rule}` would allow here",
                          one.origin, help="remove it")  # fmt: skip
