"""Text with wildcards, as sampling rules of X-Ray have it: `*` is any characters, `?` is one of any.

Source: X-Ray Developer Guide, "Configuring sampling rules".
"""

import re

_RUN = re.compile(r"[*?]+")


def covers(wide: str, narrow: str) -> bool:
    """Tell whether whatever matches one pattern matches another, wider one, too.

    True is certain. Large and small letters count as different, which only makes it less often true.
    """
    wide, narrow = _ordered(wide), _ordered(narrow)
    # After each sign of the narrow pattern: how many signs of the wide one may have been used.
    used = _with_stars({0}, wide)
    for sign in narrow:
        following = set()
        for place in used:
            if place < len(wide):
                own = wide[place]
                if own == "*":
                    following.add(place)
                elif own == sign or (own == "?" and sign != "*"):
                    following.add(place + 1)
        used = _with_stars(following, wide)
    return len(wide) in used


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


def _ordered(pattern: str) -> str:
    """Return a pattern in which each run of wildcards is `?`s and one `*` at most, in this order."""
    return _RUN.sub(lambda run: "?" * run[0].count("?") + "*" * ("*" in run[0]), pattern)
