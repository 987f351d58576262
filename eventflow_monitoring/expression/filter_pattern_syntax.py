"""Filter patterns of CloudWatch Logs as data, in their three forms.

Source: CloudWatch Logs User Guide, "Filter pattern syntax for metric filters, subscription filters,
filter log events, and Live Tail".
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from eventflow_monitoring.position import Span


class Operator(Enum):
    """How a field is compared."""

    EQUAL = "="
    NOT_EQUAL = "!="
    LESS = "<"
    LESS_OR_EQUAL = "<="
    GREATER = ">"
    GREATER_OR_EQUAL = ">="
    IS = "IS"
    NOT_EXISTS = "NOT EXISTS"

    @property
    def ordered(self) -> bool:
        """Whether it asks which is larger, and so takes numbers only."""
        return self.value[0] in "<>"


class Word(Enum):
    """What a field of JSON `IS`."""

    NULL = "NULL"
    TRUE = "TRUE"
    FALSE = "FALSE"


@dataclass(frozen=True, slots=True)
class Text:
    """A text. Where a field is compared, `*` at its start or end stands for any characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression that is found anywhere in a value."""

    pattern: str


Literal = float | Text | Regex | Word


@dataclass(frozen=True, slots=True)
class Selector:
    """A field: of JSON by its path, in which None is any key or index; of a line by its name."""

    text: str
    path: tuple[str | int | None, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A field compared with something (None: NOT EXISTS)."""

    selector: Selector
    operator: Operator
    literal: Literal | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Conditions that all hold (`&&`)."""

    conditions: tuple["Condition", ...]

    @property
    def span(self) -> Span:
        """Where the conditions stand, without parentheses around them all."""
        return Span(self.conditions[0].span.start, self.conditions[-1].span.end)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Conditions one of which holds (`||`)."""

    conditions: tuple["Condition", ...]

    @property
    def span(self) -> Span:
        """Where the conditions stand, without parentheses around them all."""
        return Span(self.conditions[0].span.start, self.conditions[-1].span.end)


Condition = Comparison | AllOf | AnyOf


class Role(Enum):
    """What a word of an unstructured pattern means for a match."""

    REQUIRED = ""
    OPTIONAL = "?"
    EXCLUDED = "-"


@dataclass(frozen=True, slots=True)
class Term:
    """A word, a phrase, or a regular expression, that stands in a line or does not."""

    role: Role
    content: Text | Regex
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class TermsPattern:
    """Words in any order; none matches everything."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class JsonPattern:
    """A condition on the fields of a line of JSON."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class Place:
    """A field of a space-delimited line, with the condition on it; `name` None stands for any many."""

    name: str | None
    condition: Condition | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class SpacePattern:
    """The fields of a space-delimited line, in their order."""

    places: tuple[Place, ...]


FilterPattern = TermsPattern | JsonPattern | SpacePattern


def comparisons(pattern: FilterPattern) -> Iterator[Comparison]:
    """Yield every comparison of a field with something."""
    if isinstance(pattern, JsonPattern):
        yield from _comparisons(pattern.condition)
    elif isinstance(pattern, SpacePattern):
        for place in pattern.places:
            if place.condition is not None:
                yield from _comparisons(place.condition)


def _comparisons(condition: Condition) -> Iterator[Comparison]:
    if isinstance(condition, Comparison):
        yield condition
        return
    for one in condition.conditions:
        yield from _comparisons(one)


def has_fields(pattern: FilterPattern) -> bool:
    """Tell whether a pattern knows fields, which metrics may take values and dimensions from."""
    return not isinstance(pattern, TermsPattern)


def field_names(pattern: FilterPattern) -> tuple[str, ...]:
    """Return what fields a pattern names, each once, in the order written: `$.a.b`, or `status`."""
    if isinstance(pattern, SpacePattern):
        return tuple(place.name for place in pattern.places if place.name is not None)
    return tuple(dict.fromkeys(one.selector.text for one in comparisons(pattern)))


def with_regex(pattern: FilterPattern) -> list[Term | Comparison]:
    """Return the parts of a pattern that have a regular expression, in the order written."""
    if isinstance(pattern, TermsPattern):
        return [term for term in pattern.terms if isinstance(term.content, Regex)]
    return [one for one in comparisons(pattern) if isinstance(one.literal, Regex)]


def regex_count(pattern: FilterPattern) -> int:
    """Return how many regular expressions a pattern has."""
    return len(with_regex(pattern))
