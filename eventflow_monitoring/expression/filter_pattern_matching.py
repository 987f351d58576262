"""Whether a log record matches a filter pattern, and what its fields are.

What AWS documents: a JSON pattern matches no line that is not JSON, and no comparison holds of an
object or a list; texts are compared to the letter, with `*` for any characters where it begins or
ends one (`Ev*ent` is only that); numbers with numbers; a word is found anywhere, as ERROR in
ERRORCODE. What it does not: a comparison of a field that is not there is false here, `!=`
included, as is `= *` of null; null is `!=` everything, and a text `!=` every number; numbers and
`true` are compared with texts as JSON writes them; of several values behind a `*` in a field one
suffices; a line has to have exactly as many fields as a pattern without `...`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from eventflow_monitoring.expression.filter_pattern_syntax import (
    AllOf,
    Comparison,
    Condition,
    FilterPattern,
    JsonPattern,
    Operator,
    Regex,
    Role,
    Selector,
    SpacePattern,
    TermsPattern,
    Text,
    Word,
)

# A field of a line: in brackets, in quotes, or up to the next space.
_FIELD = re.compile(r'\[([^\]]*)\]|"([^"]*)"|(\S+)')
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
_WORDS: Mapping[Word, object] = {Word.NULL: None, Word.TRUE: True, Word.FALSE: False}


_MAX_DIGITS = 300
"""Digits of a whole number that a float still holds."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A field of a line, in which nothing says whether it is a number."""

    text: str


def matches(pattern: FilterPattern, message: str) -> bool:
    """Tell whether a line of a log matches."""
    if isinstance(pattern, TermsPattern):
        return _terms_match(pattern, message)
    record = record_of(pattern, message)
    if record is None:
        return False
    if isinstance(pattern, JsonPattern):
        return _holds(pattern.condition, record)
    conditions = [place.condition for place in pattern.places if place.condition is not None]
    fields = {name: _Written(value) for name, value in record.items()}
    return all(_holds(condition, fields) for condition in conditions)


def record_of(pattern: FilterPattern, message: str) -> Any | None:
    """Return the fields of a line as a pattern sees them; None where it has not those fields."""
    if isinstance(pattern, JsonPattern):
        try:
            record = json.loads(message, parse_int=_integer, parse_constant=_refuse)
        except (ValueError, RecursionError):
            return None
        return record if isinstance(record, dict | list) else None
    return _line(pattern, message) if isinstance(pattern, SpacePattern) else None


def _integer(text: str) -> int | float:
    return int(text) if len(text) <= _MAX_DIGITS else float(text)


def _refuse(constant: str) -> None:
    """Refuse NaN and the infinities, which Python reads and JSON has not."""
    raise ValueError(constant)


def values_of(selector: Selector, record: Any) -> Iterator[Any]:
    """Yield the values a selector finds in a record: several, where it has a `*`."""
    found = [record]
    for step in selector.path:
        found = [inner for one in found for inner in _inner(one, step)]
    yield from found


def _inner(value: Any, step: str | int | None) -> list[Any]:
    if step is None:
        if isinstance(value, dict):
            return list(value.values())
        return value if isinstance(value, list) else []
    if isinstance(value, dict) and step in value:
        return [value[step]]
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return [value[step]]
    return []


def _line(pattern: SpacePattern, message: str) -> dict[str, str] | None:
    fields = [next(part for part in match.groups() if part is not None)
              for match in _FIELD.finditer(message)]  # fmt: skip
    places = pattern.places
    names = [place.name for place in places]
    if None not in names:
        if len(fields) != len(names):
            return None
        return {name: value for name, value in zip(names, fields, strict=True) if name is not None}
    if len(fields) < len(names) - 1:
        return None
    split = names.index(None)
    behind = len(names) - split - 1
    kept = [*fields[:split], *(fields[len(fields) - behind :] if behind else [])]
    named = [name for name in names if name is not None]
    return dict(zip(named, kept, strict=True))


def _holds(condition: Condition, record: Any) -> bool:
    if isinstance(condition, Comparison):
        return _compared(condition, list(values_of(condition.selector, record)))
    each = (_holds(one, record) for one in condition.conditions)
    return all(each) if isinstance(condition, AllOf) else any(each)


def _compared(comparison: Comparison, values: list[Any]) -> bool:
    if comparison.operator is Operator.NOT_EXISTS:
        return not values
    return any(_fits(comparison, value) for value in values)


def _fits(comparison: Comparison, value: Any) -> bool:
    literal = comparison.literal
    match comparison.operator:
        case Operator.IS:
            assert isinstance(literal, Word)
            return value is _WORDS[literal]
        case Operator.EQUAL:
            return _equal(literal, value)
        case Operator.NOT_EQUAL:
            return not isinstance(value, dict | list) and not _equal(literal, value)
    number = _number(value)
    if number is None or not isinstance(literal, float):
        return False
    match comparison.operator:
        case Operator.LESS:
            return number < literal
        case Operator.LESS_OR_EQUAL:
            return number <= literal
        case Operator.GREATER:
            return number > literal
        case _:
            return number >= literal


def _equal(literal: object, value: Any) -> bool:
    if isinstance(literal, float):
        return _number(value) == literal
    if value is None or isinstance(value, dict | list):
        return False
    text = _text(value)
    if isinstance(literal, Text):
        return _like(literal.text, text)
    return isinstance(literal, Regex) and re.search(literal.pattern, text) is not None


def _number(value: Any) -> float | None:
    """Return a value as a number: of JSON only numbers are, of a line what is written as one."""
    if isinstance(value, _Written):
        return float(value.text) if _NUMBER.fullmatch(value.text) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)


def _text(value: Any) -> str:
    if isinstance(value, _Written):
        return value.text
    return value if isinstance(value, str) else json.dumps(value)


def _like(pattern: str, text: str) -> bool:
    """Compare a text with one in which `*`, where it begins or ends it, is any characters."""
    inner = pattern.removeprefix("*").removesuffix("*")
    match pattern.startswith("*"), pattern.endswith("*"):
        case True, True:
            return inner in text
        case True, False:
            return text.endswith(inner)
        case False, True:
            return text.startswith(inner)
        case _:
            return text == pattern


def _terms_match(pattern: TermsPattern, message: str) -> bool:
    def stands(content: Text | Regex) -> bool:
        if isinstance(content, Regex):
            return re.search(content.pattern, message) is not None
        return content.text in message

    optional = [term for term in pattern.terms if term.role is Role.OPTIONAL]
    if optional and not any(stands(term.content) for term in optional):
        return False
    return all(
        stands(term.content) is (term.role is Role.REQUIRED)
        for term in pattern.terms
        if term.role is not Role.OPTIONAL
    )
