"""Whether CloudWatch can compute what a syntax tree of metric math says, and should in an alarm.

`check` refuses what CloudWatch refuses, `warnings` tells what AWS advises against. The types of the
parts are the business of `inference`.
"""

from collections.abc import Iterator

from eventflow_monitoring.expression.inference import one_of, shown, type_of
from eventflow_monitoring.expression.signature import NOT_IN_ALARMS, NOT_IN_BAND, VALUES, Type
from eventflow_monitoring.expression.syntax import Call, ExpressionError, Node, names, walk
from eventflow_monitoring.position import Span

_BAND = "ANOMALY_DETECTION_BAND"

_RETRIEVED = "CloudWatch retrieves, more than the alarm evaluates"
"""Why AWS advises against most of it: nobody documents how many points an alarm retrieves."""

_OF_A_SERIES = frozenset({"AVG", "MAX", "MIN", "STDDEV", "SUM"})
_ANYWHERE = {
    "DATAPOINT_COUNT": f"`DATAPOINT_COUNT` counts all points {_RETRIEVED}",
    "REMOVE_EMPTY": f"`REMOVE_EMPTY` looks at all points {_RETRIEVED}",
    "RUNNING_SUM": f"`RUNNING_SUM` adds up all points {_RETRIEVED}",
}


def check(node: Node, *, in_alarm: bool = True, single: bool = True) -> None:
    """Refuse what CloudWatch cannot compute. Raises ExpressionError.

    `in_alarm` refuses the functions that alarms cannot use as well, `single` an array of series as
    the result, which a graph draws and an alarm on a threshold cannot watch.
    """
    if in_alarm:
        _check_allowed(node)
    _check_bands(node)
    result = type_of(node)
    if result is Type.NUMBER and not names(node):
        raise ExpressionError("the expression names no metric", node.span)
    if result is Type.NUMBER:
        raise ExpressionError(
            "the result is a number, not a series",
            node.span,
            f"`TIME_SERIES({shown(node)})` is a series",
        )
    if result not in VALUES:
        raise ExpressionError(f"the result is {result.value}, not a series", node.span)
    if single and result is Type.ARRAY:
        raise ExpressionError("the result is several series, not one", node.span, one_of(node))


def warnings(node: Node, *, m_out_of_n: bool = False) -> Iterator[tuple[str, Span]]:
    """Yield what AWS advises against in the expression of an alarm, and where it stands.

    Expects a tree that `check` takes; of another one it tells as much as can be told. `m_out_of_n`
    says that the alarm tolerates points that do not breach, AWS's way around the trouble with FILL.
    Source: CloudWatch User Guide, "Using math expressions with CloudWatch metrics", the
    descriptions of the functions.
    """
    for part in walk(node):
        if isinstance(part, Call):
            message = _advice(part, m_out_of_n=m_out_of_n)
            if message is not None:
                yield message, function_span(part)


def _advice(call: Call, *, m_out_of_n: bool) -> str | None:
    function, arguments = call.function, call.arguments
    if function in _OF_A_SERIES and _is_series(arguments):
        return f"`{function}` of one series is a number made of all points {_RETRIEVED}"
    if function == "RATE" and not _is_filled(arguments):
        return "`RATE` is unpredictable in an alarm where points are missing"
    if function == "FILL" and not m_out_of_n:
        return (
            "`FILL` may always make up the newest point of a metric that arrives late, "
            "and the alarm never leave its state"
        )
    return _ANYWHERE.get(function)


def _is_series(arguments: tuple[Node, ...]) -> bool:
    try:
        return [type_of(argument) for argument in arguments] == [Type.SERIES]
    except ExpressionError:
        return False


def _is_filled(arguments: tuple[Node, ...]) -> bool:
    return any(isinstance(part, Call) and part.function == "FILL" for part in arguments)


def function_span(call: Call) -> Span:
    """Return where the name of a called function stands."""
    return Span(call.span.start, call.span.start + len(call.function))


def _check_allowed(node: Node) -> None:
    for part in walk(node):
        if isinstance(part, Call) and part.function in NOT_IN_ALARMS:
            raise ExpressionError(
                f"an alarm cannot use `{part.function}`",
                function_span(part),
                "name the metrics, or watch a Metrics Insights query",
            )


def _check_bands(node: Node) -> None:
    bands = [part for part in walk(node) if isinstance(part, Call) and part.function == _BAND]
    if not bands:
        return
    for part in walk(bands[0]):
        if part is not bands[0] and isinstance(part, Call) and part.function in NOT_IN_BAND:
            message = f"an anomaly band cannot be made of `{part.function}`"
            raise ExpressionError(message, function_span(part))
    if len(bands) > 1:
        message = "an expression can have one anomaly band, this is the second"
        raise ExpressionError(message, function_span(bands[1]))
