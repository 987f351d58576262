"""What a part of a PromQL query comes to, and which parts may stand together.

Source: Prometheus documentation, "Operators", and the checks of its parser, promql/parser/parse.go.
"""

from dataclasses import dataclass, replace

from eventflow_monitoring.expression.promql_functions import Function, Type
from eventflow_monitoring.expression.promql_tokens import Token
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span

COMPARISONS = ("==", "!=", ">", "<", ">=", "<=")
SETS = ("and", "or", "unless")
ARITHMETIC = ("+", "-", "*", "/", "%", "^", "atan2")

_ABSENT = ("absent", "absent_over_time")
_WITHOUT_FILTER = ("scalar", "vector")
"""Functions that return a value whether or not their argument is there."""
_SHORT = 40


@dataclass(frozen=True, slots=True)
class Result:
    """What a part of a query comes to.

    `filters` says that it may come to nothing, as a comparison does that does not hold. `selects`
    says that it is a metric, with a range or without, or a subquery, just so: only after those
    stand `offset` and `@`, those of `modified`.
    """

    type: Type
    span: Span
    filters: bool = False
    selects: bool = False
    modified: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matching:
    """What stands between an operator and its right side: `bool`, `on`, `group_left`."""

    bool_: Token | None = None
    labels: Token | None = None
    has_labels: bool = False
    group: Token | None = None


def shown(text: str, span: Span) -> str:
    """Return a part of a query in one line, shortened where it is long."""
    part = " ".join(text[span.start : span.end].split())
    return part if len(part) <= _SHORT else f"{part[: _SHORT - 1]}…"


def binary(left: Result, operator: Token, matching: Matching, right: Result, text: str) -> Result:
    """Return what an operation comes to. Raises ExpressionError."""
    sign = operator.word or operator.text
    for side in (left, right):
        _check_operand(side, sign, text)
    numbers = [side for side in (left, right) if side.type is Type.NUMBER]
    if matching.bool_ is not None and sign not in COMPARISONS:
        raise ExpressionError("`bool` goes with comparisons only", matching.bool_.span)
    if sign in SETS and numbers:
        what = shown(text, numbers[0].span)
        message = f"`{sign}` takes series on both sides, and `{what}` is a number"
        raise ExpressionError(message, numbers[0].span)
    if sign in SETS and matching.group is not None:
        message = f"`{sign}` takes no `{matching.group.text}`"
        raise ExpressionError(message, matching.group.span)
    if matching.labels is not None and matching.has_labels and numbers:
        what = shown(text, numbers[0].span)
        message = f"`{matching.labels.text}` matches series, and `{what}` is a number"
        raise ExpressionError(message, matching.labels.span)
    if sign in COMPARISONS and len(numbers) == 2 and matching.bool_ is None:
        message = "two numbers are compared with `bool`"
        raise ExpressionError(message, operator.span, f"`{sign} bool`")
    return Result(
        type=Type.NUMBER if len(numbers) == 2 else Type.SERIES,
        span=Span(left.span.start, right.span.end),
        filters=_filters(left, sign, matching, right),
    )


def _filters(left: Result, sign: str, matching: Matching, right: Result) -> bool:
    if sign in ("and", "unless"):
        return True
    if sign == "or":
        return left.filters and right.filters
    compares = sign in COMPARISONS and matching.bool_ is None
    return compares or left.filters or right.filters


def _check_operand(side: Result, sign: str, text: str) -> None:
    if side.type is Type.RANGE:
        what = shown(text, side.span)
        message = f"`{sign}` takes single values, and `{what}` is a range"
        raise ExpressionError(message, side.span, _one_value(side, what))
    if side.type is Type.STRING:
        raise ExpressionError(f"`{sign}` takes no string", side.span)


def _one_value(side: Result, what: str) -> str:
    if side.selects and "…" not in what:
        return f"`rate({what})` makes one value of it, as do other functions"
    return "`rate(...)` makes one value of it, as do other functions"


def call(name: Token, function: Function, arguments: list[Result], end: int, text: str) -> Result:
    """Return what a function or an aggregation comes to. Raises ExpressionError."""
    _check_count(name, function, len(arguments))
    for index, argument in enumerate(arguments):
        _check_argument(name.text, function.type_at(index), argument, text)
    filters = name.text in _ABSENT or (
        name.text not in _WITHOUT_FILTER and any(argument.filters for argument in arguments)
    )
    return Result(function.returns, Span(name.span.start, end), filters)


def _check_count(name: Token, function: Function, count: int) -> None:
    least, most = function.least, function.most
    if count < least or (most is not None and count > most):
        if most is None:
            wanted = f"{least} or more"
        else:
            wanted = str(least) if least == most else f"{least} to {most}"
        noun = "argument" if wanted == "1" else "arguments"
        message = f"`{name.text}` takes {wanted} {noun}, not {count}"
        raise ExpressionError(message, name.span, _signature(name.text, function))


def _signature(name: str, function: Function) -> str | None:
    words = {Type.NUMBER: "number", Type.SERIES: "series", Type.RANGE: "metric[5m]",
             Type.STRING: '"text"'}  # fmt: skip
    if not function.takes:
        return f"`{name}()`"
    return f"`{name}({', '.join(words[one] for one in function.takes)})`"


def _check_argument(name: str, wanted: Type, argument: Result, text: str) -> None:
    if argument.type is wanted:
        return
    what = shown(text, argument.span)
    message = f"`{name}` takes {wanted.value}, and `{what}` is {argument.type.value}"
    help: str | None = None
    match wanted, argument.type:
        case Type.RANGE, Type.SERIES:
            message = f"`{name}` takes a range, and `{what}` has none"
            help = _with_range(argument, name, what)
        case Type.SERIES, Type.RANGE:
            help = _one_value(argument, what)
        case Type.SERIES, Type.NUMBER:
            help = f"`vector({what})` makes a series of it"
        case Type.NUMBER, Type.SERIES:
            help = f"`scalar({what})` makes a number of a single series"
        case Type.STRING, _:
            help = "a string stands in quotes"
    raise ExpressionError(message, argument.span, help)


def _with_range(argument: Result, name: str, what: str) -> str:
    if argument.selects and not argument.modified and "…" not in what:
        return f"say how much of it: `{name}({what}[5m])`"
    if argument.selects:
        return "the range stands right after the metric: `metric[5m]`"
    return (
        "a metric has a range, `metric[5m]`, and of anything else a subquery makes one, `[1h:5m]`"
    )


def ranged(operand: Result, brackets: Span, *, subquery: bool, text: str) -> Result:
    """Return what something with a range comes to. Raises ExpressionError."""
    span = Span(operand.span.start, brackets.end)
    if subquery:
        if operand.type is not Type.SERIES:
            what = shown(text, operand.span)
            message = f"a subquery is of series, and `{what}` is {operand.type.value}"
            raise ExpressionError(message, operand.span)
        return Result(Type.RANGE, span, operand.filters, selects=True)
    if not operand.selects or operand.type is not Type.SERIES:
        inner = text[brackets.start + 1 : brackets.end - 1].strip()
        help = f"a subquery takes anything: `[{inner}:]`"
        if operand.type is not Type.SERIES:
            help = "one range is enough" if operand.type is Type.RANGE else "`metric[5m]`"
        raise ExpressionError("only a metric has a range", brackets, help)
    if operand.modified:
        message = f"`{operand.modified[0]}` stands after the range, not before it"
        raise ExpressionError(message, brackets)
    return Result(Type.RANGE, span, selects=True)


def modified(operand: Result, modifier: Token, end: int) -> Result:
    """Return something moved in time by `offset` or `@`. Raises ExpressionError."""
    word = modifier.word or modifier.text
    if not operand.selects:
        message = f"`{word}` stands right after a metric, a range or a subquery"
        help = f"inside: `rate(metric[5m] {word} {'1h' if word == 'offset' else 'end()'})`"
        raise ExpressionError(message, modifier.span, help)
    if word in operand.modified:
        raise ExpressionError(f"`{word}` is said twice", modifier.span)
    span = Span(operand.span.start, end)
    return replace(operand, span=span, modified=(*operand.modified, word))


def in_alarm(result: Result, text: str) -> None:
    """Refuse what no alarm can watch. Raises ExpressionError."""
    if result.type is Type.RANGE:
        message = "the result is a range of values, not one value of each series"
        raise ExpressionError(message, result.span, _one_value(result, shown(text, result.span)))
    if result.type is Type.STRING:
        raise ExpressionError("the result is a string, not a series", result.span)
