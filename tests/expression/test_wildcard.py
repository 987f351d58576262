"""Patterns of sampling rules: which cover, and which meet, which."""

from fnmatch import fnmatchcase
from itertools import product

import pytest

from eventflow_monitoring.expression.wildcard import covers, overlap


@pytest.mark.parametrize(
    ("wide", "narrow", "expected"),
    [
        ("*", "", True),
        ("*", "/a?b*", True),
        ("/api/*", "/api/v1/events", True),
        ("/api/*", "/api*", False),
        ("/a*", "/a?*", True),
        ("?*", "*?", True),
        ("?*", "*", False),
        ("a", "a", True),
        ("a", "A", False),  # a service may tell them apart
        ("?", "*", False),
        ("*b", "*ab", True),
        ("a*a", "a", False),
        ("?*", "*a", True),
    ],
)
def test_what_covers_what(wide: str, narrow: str, *, expected: bool) -> None:
    """A pattern covers another whose every text it matches."""
    assert covers(wide, narrow) is expected


PATTERNS = ["".join(signs) for length in range(4) for signs in product("ab*?", repeat=length)]
TEXTS = ["".join(signs) for length in range(6) for signs in product("abc", repeat=length)]


def test_answers_hold_of_every_short_text() -> None:
    """Held against every text of three letters: covers is never wrong, overlap is exact."""
    matching = {
        one: frozenset(text for text in TEXTS if fnmatchcase(text, one)) for one in PATTERNS
    }
    for one, other in product(PATTERNS, repeat=2):
        assert overlap(one, other) is bool(matching[one] & matching[other]), (one, other)
        if covers(one, other):
            assert matching[one] >= matching[other], (one, other)
    missed = [
        (one, other)
        for one, other in product(PATTERNS, repeat=2)
        if matching[one] >= matching[other] and not covers(one, other)
    ]
    assert missed == []


def test_large_and_small_letters_may_be_the_same() -> None:
    """Whether they are depends on the SDK, so that both patterns may match one text."""
    assert overlap("/Orders*", "/orders/1")
    assert not overlap("GET", "POST")


def test_patterns_that_take_too_long_are_not_known_to_cover() -> None:
    """There are more ways to match than anybody waits for: nothing is claimed then."""
    assert not covers("*a" + "?" * 60 + "*", "*b?*a" + "?" * 62)
