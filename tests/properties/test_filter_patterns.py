"""What holds of every filter pattern."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from eventflow_monitoring.expression.filter_pattern_matching import matches
from eventflow_monitoring.expression.filter_pattern_parser import (
    MAX_LENGTH,
    MAX_REGEXES,
    parse_filter_pattern,
)
from eventflow_monitoring.expression.filter_pattern_syntax import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    FilterPattern,
    JsonPattern,
    Literal,
    Operator,
    Place,
    Regex,
    Role,
    Selector,
    SpacePattern,
    Term,
    TermsPattern,
    Text,
    Word,
    comparisons,
    field_names,
    regex_count,
)
from eventflow_monitoring.expression.syntax import ExpressionError
from eventflow_monitoring.position import Span

_NOWHERE = Span(0, 0)
_NAMES = st.from_regex(r"[a-z_][a-z0-9_]{0,5}", fullmatch=True)
# A backslash before a quote would be read as part of it.
_TEXTS = st.text(st.characters(exclude_characters="\\", codec="utf-8"), max_size=8)
_NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
_ORDERED = [operator for operator in Operator if operator.ordered]


def _selector(path: list[str | int | None]) -> Selector:
    text = "$" + "".join(map(_step, path))
    return Selector(text, tuple(path), _NOWHERE)


def _step(step: str | int | None) -> str:
    if step is None:
        return "[*]"
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if step.replace("_", "a").isalnum() and step.isascii() else f".['{step}']"


_KEYS = st.one_of(_NAMES, st.sampled_from(["a.b", "a b", "}", "]", "=", '"', "%", "&&", "é"]))
_SELECTORS = st.builds(
    lambda first, rest: _selector([first, *rest]),
    _KEYS,
    st.lists(st.one_of(_KEYS, st.integers(0, 99), st.none()), max_size=3).filter(
        lambda rest: rest.count(None) <= 1
    ),
)


def _compared(selectors: st.SearchStrategy[Selector]) -> st.SearchStrategy[Comparison]:
    literals: st.SearchStrategy[Literal] = st.one_of(_TEXTS.map(Text), _NUMBERS)
    equal = st.sampled_from([Operator.EQUAL, Operator.NOT_EQUAL])
    return st.one_of(
        st.builds(Comparison, selectors, equal, literals, st.just(_NOWHERE)),
        st.builds(Comparison, selectors, st.sampled_from(_ORDERED), _NUMBERS, st.just(_NOWHERE)),
    )


_ASKED = st.one_of(
    st.builds(
        Comparison, _SELECTORS, st.just(Operator.IS), st.sampled_from(Word), st.just(_NOWHERE)
    ),
    st.builds(
        Comparison, _SELECTORS, st.just(Operator.NOT_EXISTS), st.none(), st.just(_NOWHERE)
    ),
)  # fmt: skip


def _joined(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(several.map(AllOf), several.map(AnyOf))


_JSON = st.recursive(st.one_of(_compared(_SELECTORS), _ASKED), _joined, max_leaves=6).map(
    JsonPattern
)


@st.composite
def _lines(draw: st.DrawFn) -> SpacePattern:
    names = draw(st.lists(_NAMES, min_size=1, max_size=4, unique=True))
    places = []
    for name in names:
        selectors = st.just(Selector(name, (name,), _NOWHERE))
        condition = draw(
            st.one_of(st.none(), st.recursive(_compared(selectors), _joined, max_leaves=2))
        )
        places.append(Place(name, condition, _NOWHERE))
    if draw(st.booleans()):
        places.insert(draw(st.integers(0, len(places))), Place(None, None, _NOWHERE))
    return SpacePattern(tuple(places))


@st.composite
def _words(draw: st.DrawFn) -> TermsPattern:
    roles = draw(st.sampled_from([[Role.OPTIONAL], [Role.REQUIRED, Role.EXCLUDED]]))
    terms = st.builds(Term, st.sampled_from(roles), _TEXTS.map(Text), st.just(_NOWHERE))
    return TermsPattern(tuple(draw(st.lists(terms, max_size=5))))


_PATTERNS: st.SearchStrategy[FilterPattern] = st.one_of(_JSON, _lines(), _words())


def _write(pattern: FilterPattern) -> str:
    match pattern:
        case TermsPattern(terms=terms):
            return " ".join(term.role.value + _literal(term.content) for term in terms)
        case JsonPattern(condition=condition):
            return f"{{ {_condition(condition)} }}"
        case SpacePattern(places=places):
            return f"[{', '.join(map(_place, places))}]"


def _place(place: Place) -> str:
    return _condition(place.condition) if place.condition is not None else place.name or "..."


def _condition(condition: Condition) -> str:
    if isinstance(condition, Comparison):
        literal = "" if condition.literal is None else _literal(condition.literal)
        return f"{condition.selector.text} {condition.operator.value} {literal}".rstrip()
    sign = " && " if isinstance(condition, AllOf) else " || "
    return sign.join(
        _condition(one) if isinstance(one, Comparison) else f"({_condition(one)})"
        for one in condition.conditions
    )


def _literal(literal: Literal) -> str:
    match literal:
        case Text(text=text):
            return '"' + text.replace('"', '\\"') + '"'
        case Regex(pattern=pattern):
            return f"%{pattern}%"
        case Word():
            return literal.value
        case _:
            return repr(literal)


@settings(max_examples=300, deadline=None)
@given(_PATTERNS.filter(lambda pattern: len(_write(pattern)) <= MAX_LENGTH))
def test_pattern_that_is_written_is_read_back(pattern: FilterPattern) -> None:
    """Reading what was written gives the same again, its parts at their places."""
    text = _write(pattern)
    read = parse_filter_pattern(text)
    assert read == pattern
    assert field_names(read) == field_names(pattern)
    for one in comparisons(read):
        assert text[slice(*one.selector.span)] == one.selector.text
        assert text[slice(*one.span)].startswith(one.selector.text)


_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    _NUMBERS,
    st.text(max_size=6),
    st.sampled_from(["ERROR", "error", "ERRORS", "", '"']),
)
_WANTED = _TEXTS.filter(lambda text: not text.startswith("*") and not text.endswith("*"))


@settings(max_examples=300, deadline=None)
@given(_VALUES, st.one_of(_WANTED, st.just("ERROR")))
def test_text_matches_the_record_whose_field_it_is(value: object, wanted: str) -> None:
    """A text without wildcards is the whole of a field; no other text matches."""
    pattern = parse_filter_pattern(_write(JsonPattern(_equal(Text(wanted)))))
    for one in (value, wanted):
        written = one if isinstance(one, str) or one is None else json.dumps(one)
        assert matches(pattern, json.dumps({"f": one})) is (written == wanted)


@settings(max_examples=300, deadline=None)
@given(_VALUES, _NUMBERS)
def test_number_matches_the_record_whose_field_it_is(value: object, wanted: float) -> None:
    """A number is equal to numbers only, and to no text that looks like one."""
    pattern = parse_filter_pattern(_write(JsonPattern(_equal(wanted))))
    number = isinstance(value, int | float) and not isinstance(value, bool)
    assert matches(pattern, json.dumps({"f": value})) is (number and value == wanted)
    assert matches(pattern, json.dumps({"f": wanted}))
    assert not matches(pattern, json.dumps({"f": repr(wanted)}))
    assert not matches(pattern, json.dumps({"other": wanted}))


def _equal(literal: Literal) -> Comparison:
    return Comparison(_selector(["f"]), Operator.EQUAL, literal, _NOWHERE)


_PIECES = st.sampled_from(
    [
        *"(){}[],\"%\\'*?-! \n=<>&|$.@é0a",
        "{ ",
        " }",
        "$.a",
        "$.['",
        "']",
        "[*]",
        "[0]",
        " = ",
        "==",
        " && ",
        " || ",
        " AND ",
        " IS NOT ",
        " IS ",
        "NULL",
        " EXISTS",
        " NOT EXISTS",
        "...",
        '"x"',
        "%x%",
        "1e9",
        "{ $.a = 1 }",
        "[a, b = 1]",
        "?ERROR ",
    ]
)
_MESSAGES = st.one_of(
    st.text(max_size=30),
    st.lists(st.sampled_from([*'[]"{} :,\\', "a", "1"]), max_size=20).map("".join),
    st.recursive(_VALUES, lambda inner: st.dictionaries(st.sampled_from("ab"), inner)).map(
        json.dumps
    ),
)


# Python reads `[[` and the like in a regular expression, but warns that a later one may not.
@settings(max_examples=1_000, deadline=None)
@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(_PIECES, max_size=30).map("".join),
        st.lists(_PIECES, max_size=20).map(lambda pieces: "{" + "".join(pieces) + "}"),
        st.lists(_PIECES, max_size=20).map(lambda pieces: "[" + "".join(pieces) + "]"),
    ),
    _MESSAGES,
)
def test_any_text_is_read_or_refused_at_a_place_inside(text: str, message: str) -> None:
    """No text fails in another way than with an error at a place, and any line can be matched."""
    refused = _refusal(text)
    if refused is not None:
        assert refused.message
        assert 0 <= refused.span.start < refused.span.end <= max(len(text), 1)
        return
    pattern = parse_filter_pattern(text)
    assert regex_count(pattern) <= MAX_REGEXES
    assert matches(pattern, message) in (True, False)


def _refusal(text: str) -> ExpressionError | None:
    try:
        parse_filter_pattern(text)
    except ExpressionError as error:
        return error
    return None
