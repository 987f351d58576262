"""A threshold in the unit of what it is compared with."""

import re

from eventflow_monitoring.model.unit import Unit
from eventflow_monitoring.model.wording import number_in_words
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem, Severity
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.quantity import Quantity, QuantityError, convert

_GROUPED = re.compile(r"[+-]?\d{1,3}\.\d{3}(?!\d)", re.ASCII)
"""Three digits behind a point, where many languages group thousands so."""


def threshold_of(
    written: Quantity,
    unit: Unit,
    entry: Entry,
    context: Context,
    *path: str,
    help: str | None = None,
) -> float | None:
    """Return what stands under `Threshold` (or another path) in a unit; None after reporting.

    `help` says why it is that unit, where the metric has another.
    """
    origin = entry.origin(*(path or ("Threshold",)))
    try:
        value = convert(written, unit)
    except QuantityError as error:
        context.report(Problem(error.rule, error.message, origin, help=help or error.help))
        return None
    if unit.name == "Percent" and written.word is None and 0 < value < 1:
        as_share = number_in_words(round(value * 100, 10))
        context.report(
            Problem("bare-percentage", f"`{written.text}` of a metric in percent is less than 1 %",
                    origin, help=f"say `{written.text}%`, or `{as_share}%` if that is meant",
                    severity=Severity.WARNING)
        )  # fmt: skip
    if unit.name == "Count":
        warn_of_point(written, origin, context)
    return value


def warn_of_point(written: Quantity, origin: Origin, context: Context) -> None:
    """Warn of a count with a point where other languages group thousands by one."""
    grouped = _GROUPED.match(written.text)
    if grouped is not None:
        with_comma = grouped[0].replace(".", ",")
        context.report(
            Problem("point-in-count", f"`{grouped[0]}` is {number_in_words(written.number)}", origin,
                    help=f"say `{with_comma}`, or `{number_in_words(written.number)}` if that is meant",
                    severity=Severity.WARNING)
        )  # fmt: skip
