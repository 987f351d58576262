"""Text with wildcards, as sampling rules of X-Ray have it: `*` is any characters, `?` is one of any.

Source: X-Ray Developer Guide, "Configuring sampling rules".
"""

from collections.abc import Iterable

_MOST = 5_000
"""Steps after which `covers` gives up; patterns that people write take a few dozen."""


def covers(wide: str, narrow: str) -> bool:
    """Tell whether whatever matches one pattern matches another, wider one, too.

    True is certain. Large and small letters count as different, which only makes it less often true;
    so do patterns that would take too long.
    """
    if wide in ("*", narrow):
        return True
    # Any letter that stands in neither is as good as any other.
    letters = [*sorted({*wide, *narrow} - {"*", "?"}), "\0"]
    pending = [(0, frozenset(_with_stars({0}, wide)))]
    seen = {*pending}
    while pending:
        place, reached = pending.pop()
        if place == len(narrow):
            if len(wide) not in reached:
                return False  # a text of the narrow one ends where none of the wide one does
            continue
        sign = narrow[place]
        following = [(place + 1, reached)] if sign == "*" else []
        for letter in letters if sign in "*?" else (sign,):
            place_after = place if sign == "*" else place + 1
            following.append((place_after, frozenset(_after(letter, reached, wide))))
        fresh = {*following} - seen
        seen |= fresh
        pending += fresh
        if len(seen) > _MOST:
            return False
    return True


def _after(letter: str, places: Iterable[int], pattern: str) -> set[int]:
    """Return the places in a pattern that may be reached from others by one letter."""
    found: set[int] = set()
    for place in places:
        if place < len(pattern):
            if pattern[place] == "*":
                found.add(place)
            elif pattern[place] in ("?", letter):
                found.add(place + 1)
    return _with_stars(found, pattern)


def overlap(one: str, other: str) -> bool:
    """Tell whether some text matches both patterns."""
    reached = _with_stars({0}, other)
    for sign in one:
        following: set[int] = set()
        if sign == "*":
            lowest = min(reached, default=None)
            following = set() if lowest is None else set(range(lowest, len(other) + 1))
        else:
            for place in reached:
                if place < len(other):
                    own = other[place]
                    if own == "*":
                        following.add(place)
                    elif "?" in (own, sign) or own.casefold() == sign.casefold():
                        following.add(place + 1)
        reached = _with_stars(following, other)
    return len(other) in reached


def _with_stars(places: set[int], pattern: str) -> set[int]:
    """Return places in a pattern with those behind a `*`, which may stand for nothing."""
    found = set(places)
    for place in places:
        end = place
        while end < len(pattern) and pattern[end] == "*":
            end += 1
            found.add(end)
    return found
