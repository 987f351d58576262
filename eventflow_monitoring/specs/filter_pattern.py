"""A filter pattern: whether Logs takes it, and whether a log group's records can match it."""

from eventflow_monitoring.expression.filter_pattern_parser import parse_filter_pattern
from eventflow_monitoring.expression.filter_pattern_selectors import selector_of
from eventflow_monitoring.expression.filter_pattern_syntax import (
    Comparison,
    FilterPattern,
    JsonPattern,
    Operator,
    Selector,
    SpacePattern,
    Text,
    comparisons,
    field_names,
)
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.model.log_group import LogGroup
from eventflow_monitoring.model.log_record import LogRecord
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.suggestion import did_you_mean


def read_pattern(
    text: str, group: LogGroup | None, entry: Entry, context: Context
) -> FilterPattern | None:
    """Return the pattern under `Pattern`, None where it cannot be read; reports what is wrong."""
    try:
        pattern = parse_filter_pattern(text)
    except ExpressionError as error:
        origin = entry.origin("Pattern", within=error.span)
        context.report(Problem("bad-pattern", error.message, origin, help=error.help))
        return None
    if group is None or group.record is None or not isinstance(pattern, JsonPattern):
        return pattern
    for one in comparisons(pattern):
        origin = entry.origin("Pattern", within=one.selector.span)
        if _is_known(one.selector, group, group.record, origin, context):
            _can_hold(one, group.record, entry, context)
    return pattern


def field_is_known(
    text: str,
    path: tuple[str, ...],
    pattern: FilterPattern,
    group: LogGroup | None,
    entry: Entry,
    context: Context,
    *,
    is_number: bool = False,
) -> bool:
    """Tell whether a value at a path of an entry names a field that a pattern's records have.

    `is_number` demands one that may be a number.
    """
    origin = entry.origin(*path)
    if isinstance(pattern, SpacePattern):
        names = [f"${name}" for name in field_names(pattern)]
        if text in names:
            return True
        context.report(
            Problem("unknown-field", f"the pattern has no field `{text}`", origin,
                    help=did_you_mean(text, names))
        )  # fmt: skip
        return False
    try:
        selector = selector_of(text)
    except ExpressionError as error:
        context.report(Problem("bad-field", error.message, origin, help=error.help))
        return False
    if group is None or group.record is None:
        return True
    if not _is_known(selector, group, group.record, origin, context):
        return False
    described = group.record.fields.get(".".join(map(str, selector.path)))
    if is_number and described is not None and described.types and not described.types & _NUMBERS:
        words = " or ".join(sorted(described.types))
        message = f"`{selector.text}` is no number, but {words}"
        context.report(Problem("impossible-pattern", message, origin))
        return False
    return True


def _is_known(
    selector: Selector, group: LogGroup, record: LogRecord, origin: Origin, context: Context
) -> bool:
    """Tell whether a record has a field; what is behind an index or a `*` nobody described."""
    path: list[str] = []
    for step in selector.path:
        if not isinstance(step, str):
            break
        path.append(step)
    if record.knows(tuple(path)):
        return True
    known = [f"$.{name}" for name in record.fields]
    context.report(
        Problem("unknown-field", f"a record of `{group.name}` has no field `{selector.text}`",
                origin, help=did_you_mean(selector.text, known))
    )  # fmt: skip
    return False


def _can_hold(one: Comparison, record: LogRecord, entry: Entry, context: Context) -> None:
    """Report a comparison that is the same for every record."""
    described = record.fields.get(".".join(map(str, one.selector.path)))
    if described is None:
        return
    literal = one.literal
    origin = entry.origin("Pattern", within=one.span)
    if (
        isinstance(literal, Text)
        and described.values is not None
        and "*" not in literal.text
        and literal.text not in described.values
    ):
        context.report(
            Problem("impossible-pattern", f"`{one.selector.text}` is never `{literal.text}`",
                    origin, help=did_you_mean(literal.text, described.values))
        )  # fmt: skip
    types = described.types or (_TEXTS if described.values is not None else frozenset())
    if isinstance(literal, float) and types and not types & _NUMBERS:
        words = " or ".join(sorted(types))
        context.report(
            Problem("impossible-pattern", f"`{one.selector.text}` is no number, but {words}", origin,
                    help=f'write `"{literal:g}"`' if one.operator is Operator.EQUAL else None)
        )  # fmt: skip


_NUMBERS = frozenset({"number", "integer"})
_TEXTS = frozenset({"string"})
