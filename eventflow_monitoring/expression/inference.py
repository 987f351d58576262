"""The types of metric math: whether each operation suits its parts, and what it makes of them.

Each part of a tree is a number, one time series or an array of them, as `signature` says. Every
name is one series: a metric.
"""

from eventflow_monitoring.expression.signature import (
    OF_METRICS,
    SIGNATURES,
    VALUES,
    Form,
    Parameter,
    Type,
)
from eventflow_monitoring.expression.syntax import (
    Array,
    Binary,
    Call,
    ExpressionError,
    Keyword,
    Name,
    Node,
    Number,
    Text,
    Unary,
)
from eventflow_monitoring.expression.writer import write
from eventflow_monitoring.position import Span
from eventflow_monitoring.suggestion import did_you_mean

_ARITHMETIC = frozenset("+-*/^")
_ORDINALS = ("first", "second", "third", "fourth")
_COUNTS = ("no", "one", "two", "three", "four")
_SHORT = 40
"""Characters up to which a part of an expression is repeated in a help line."""


def type_of(node: Node) -> Type:
    """Return what a tree is. Raises ExpressionError where an operation does not suit its parts."""
    match node:
        case Number():
            return Type.NUMBER
        case Text():
            return Type.TEXT
        case Name():
            return Type.SERIES
        case Keyword():
            return Type.WORD
        case Array(elements=elements):
            return _array([(element, type_of(element)) for element in elements])
        case Unary(operator=operator, operand=operand):
            return _operand(operator, operand, type_of(operand))
        case Binary(operator=operator, left=left, right=right):
            types = (
                _operand(operator, left, type_of(left)),
                _operand(operator, right, type_of(right)),
            )
            return max(types, key=VALUES.index)
        case Call(function=function, arguments=arguments):
            if function in OF_METRICS and arguments and not isinstance(arguments[0], Name):
                message = f"`{function}` takes the name of a metric"
                raise ExpressionError(message, arguments[0].span)
            return _call(node, [(argument, type_of(argument)) for argument in arguments])


def _array(elements: list[tuple[Node, Type]]) -> Type:
    if all(type is Type.TEXT for _, type in elements):
        return Type.TEXTS
    for node, type in elements:
        if type not in (Type.SERIES, Type.ARRAY):
            raise ExpressionError(
                f"an array is made of series, not of {type.value}",
                node.span,
                f"`TIME_SERIES({shown(node)})` is a series" if type is Type.NUMBER else None,
            )
    return Type.ARRAY


def _operand(operator: str, node: Node, type: Type) -> Type:
    """Return the type of an operand, if the operator takes it."""
    if type is Type.ARRAY and operator not in _ARITHMETIC:
        raise ExpressionError(
            f"`{operator}` takes a number or one series, not {type.value}",
            node.span,
            one_of(node),
        )
    if type not in VALUES:
        raise ExpressionError(f"`{operator}` takes a number or series, not {type.value}", node.span)
    return type


def _call(call: Call, arguments: list[tuple[Node, Type]]) -> Type:
    forms = [form for form in SIGNATURES[call.function] if form.takes(len(arguments))]
    if not forms:
        raise _wrong_count(call)
    suiting = [(_suiting(form, arguments), form) for form in forms]
    count, form = max(suiting, key=lambda pair: pair[0])
    if count == len(arguments):
        return form.result
    # What any of the forms that get as far would have taken there.
    expected = [form.parameter(count) for reached, form in suiting if reached == count]
    merged = tuple(dict.fromkeys(one for parameter in expected for one in parameter))
    raise _wrong_type(call, count, merged, arguments[count][1])


def _suiting(form: Form, arguments: list[tuple[Node, Type]]) -> int:
    """Return how many arguments from the first one on suit the parameters of a form."""
    for index, (node, type) in enumerate(arguments):
        taken: Type | str = node.word if isinstance(node, Keyword) else type
        if taken not in form.parameter(index):
            return index
    return len(arguments)


def _wrong_count(call: Call) -> ExpressionError:
    forms = SIGNATURES[call.function]
    least = min(form.least for form in forms)
    most = max(form.most or 0 for form in forms)
    written = len(call.arguments)
    if least == most:
        takes = _COUNTS[least]
    elif any(form.most is None for form in forms):
        takes, most = f"at least {_COUNTS[least]}", least
    else:
        takes = f"at most {_COUNTS[most]}" if least == 0 else f"{_COUNTS[least]} or {_COUNTS[most]}"
    plural = "" if most == 1 else "s"
    verb = "is" if written <= 1 else "are"
    message = (
        f"`{call.function}` takes {takes} argument{plural}, {written or 'none'} {verb} written"
    )
    if written <= most:
        return ExpressionError(message, call.span)
    surplus = Span(call.arguments[most].span.start, call.arguments[-1].span.end)
    takes_array = any(Type.ARRAY in form.parameters[0] for form in forms)
    inner = ", ".join(shown(argument) for argument in call.arguments)
    help = f"`{call.function}([{inner}])`" if takes_array and most == 1 else None
    return ExpressionError(message, surplus, help if len(inner) <= _SHORT else None)


def _wrong_type(call: Call, index: int, expected: Parameter, type: Type) -> ExpressionError:
    node = call.arguments[index]
    words = [one for one in expected if isinstance(one, str)]
    actual = f"`{node.word}`" if isinstance(node, Keyword) else type.value
    options = [f"`{one}`" if isinstance(one, str) else one.value for one in expected]
    listed = " or ".join(filter(None, (", ".join(options[:-1]), options[-1])))
    most = max(form.most or len(_ORDINALS) + 1 for form in SIGNATURES[call.function])
    if most == 1:
        subject = f"`{call.function}` takes"
    elif index < len(_ORDINALS):
        subject = f"the {_ORDINALS[index]} argument of `{call.function}` is"
    else:
        subject = f"an argument of `{call.function}` is"
    help = _conversion(node, type, expected)
    if words and isinstance(node, Name):
        help = did_you_mean(node.name, words)
    return ExpressionError(f"{subject} {listed}, not {actual}", node.span, help)


def _conversion(node: Node, type: Type, expected: Parameter) -> str | None:
    """Return a help line that makes what is expected of what is written, where that is possible."""
    text = shown(node)
    if type is Type.NUMBER and Type.SERIES in expected:
        return f"`TIME_SERIES({text})` is a series"
    if type is Type.ARRAY and Type.SERIES in expected:
        return one_of(node)
    if type is Type.SERIES and Type.ARRAY in expected:
        return f"several series stand in brackets: `[{text}, ...]`"
    if type is not Type.TEXT and Type.TEXT in expected:
        return 'text stands in double quotes: `"..."`'
    return None


def one_of(node: Node) -> str:
    """Return a help line that makes one series of an array."""
    text = shown(node)
    if isinstance(node, Call) and node.function == "ANOMALY_DETECTION_BAND":
        return f"`FIRST({text})` is one edge of the band, `LAST({text})` the other"
    return f"`FIRST({text})` is one of them, `SUM({text})` their sum"


def shown(node: Node) -> str:
    """Return the text of a part for a help line, or dots where it is long."""
    return "..." if node.span.end - node.span.start > _SHORT else write(node, {})
